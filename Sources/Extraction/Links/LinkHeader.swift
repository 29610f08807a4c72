/// The `Link` headers of a response (RFC 8288), as far as they lead on.
enum LinkHeader {

    /// The targets whose relation types hold `relation`, as they stand.
    static func targets(_ values: [String], relation: String) -> [String] {
        values.flatMap { value in
            parts(of: value).compactMap { part in
                guard let open = part.firstIndex(of: "<"), let close = part[open...].firstIndex(of: ">") else {
                    return nil
                }
                let types = part[close...].split(separator: ";").dropFirst().lazy.compactMap { parameter -> String? in
                    let pair = parameter.split(separator: "=", maxSplits: 1)
                    guard pair.count == 2, String(pair[0]).trimmedOrNil?.lowercased() == "rel" else { return nil }
                    return pair[1].filter { $0 != "\"" }.lowercased()
                }
                // A second `rel` is passed over (section 3.3).
                guard let first = types.first, first.split(separator: " ").contains(Substring(relation)) else {
                    return nil
                }
                return String(part[part.index(after: open)..<close])
            }
        }
    }

    /// The links of one value; commas within `<…>` and quotes do not part them.
    private static func parts(of value: String) -> [Substring] {
        var result: [Substring] = []
        var start = value.startIndex
        var isInAddress = false
        var isQuoted = false
        for index in value.indices {
            switch value[index] {
            case "<" where !isQuoted: isInAddress = true
            case ">": isInAddress = false
            case "\"" where !isInAddress: isQuoted.toggle()
            case "," where !isInAddress && !isQuoted:
                result.append(value[start..<index])
                start = value.index(after: index)
            default: break
            }
        }
        result.append(value[start...])
        return result
    }
}
