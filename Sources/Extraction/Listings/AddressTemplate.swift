import Foundation

/// An address that is made of a JSON value: a path whose value is the address, or text with paths in braces.
///
/// `/t/{slug}/{id}.json` is filled in with the values, percent-encoded; without one of them there is no address. One
/// that begins with `&`, such as `&after={data.after}`, is the page's own address with that parameter set.
struct AddressTemplate: Sendable, Hashable {
    private enum Piece: Sendable, Hashable {
        case text(String)
        case value(FieldPath)
    }

    private let pieces: [Piece]
    /// Whether the whole is one path, whose value is the address as it stands.
    private let isPath: Bool

    init(_ source: String, field: String) throws(SelectorError) {
        guard source.contains("{") else {
            isPath = true
            pieces = [.value(try FieldPath(source, field: field))]
            return
        }
        isPath = false
        var pieces: [Piece] = []
        var rest = source[...]
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw SelectorError(
                    field: field, selector: source,
                    column: source.unicodeScalars.distance(from: source.startIndex, to: open) + 1,
                    problem: "the brace is never closed", advice: "write a path between `{` and `}`")
            }
            pieces.append(.value(try FieldPath(String(rest[rest.index(after: open)..<close]), field: field)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    /// The address for `value`, as it would stand in a link on the page at `pageURL`; nil where a value is missing.
    func address(for value: Any, on pageURL: String) -> String? {
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .value(let path):
                guard let text = path.text(in: value) else { return nil }
                result += isPath ? text : text.addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? ""
            }
        }
        guard !isPath, result.hasPrefix("&"), let equals = result.firstIndex(of: "=") else { return result }
        return Self.setting(String(result[..<equals].dropFirst()), to: result.dropFirst(), in: pageURL)
    }

    /// `url` with the parameter `name` replaced by `pair`, the others as they were.
    private static func setting(_ name: String, to pair: Substring, in url: String) -> String {
        let bare = url.prefix { $0 != "#" }
        let path = bare.prefix { $0 != "?" }
        let parameters = bare.dropFirst(path.count + 1).split(separator: "&").filter {
            $0.prefix { $0 != "=" } != name
        }
        return path + "?" + (parameters + [pair]).joined(separator: "&")
    }

    /// RFC 3986, section 2.3.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
