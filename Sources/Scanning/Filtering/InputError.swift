import Foundation
import Model

/// Why a file of posts could not be read.
struct InputError: Explained, Hashable {
    var place: String
    var problem: String
    var advice: String

    init(place: String, _ failure: ReadFailure) {
        switch failure {
        case .system(let code): self.init(place: place, code: code)
        case .damaged: self.init(place: place, packed: "and damaged")
        case .endsTooSoon: self.init(place: place, packed: "and its end is missing")
        }
    }

    private init(place: String, packed fault: String) {
        self.place = place
        problem = "is packed (gzip or Zstandard), \(fault)"
        advice = "what came before was read; get the file again"
    }

    /// - Parameter code: the system's `errno`.
    init(place: String, code: Int32) {
        self.place = place
        problem = "cannot be read: \(String(cString: strerror(code)))"
        advice =
            switch code {
            case ENOENT: "check the name"
            case EACCES: "check its permissions"
            case EISDIR: "name a file in it"
            default: "check the disk"
            }
    }
}

/// Something worth saying about the input that is no failure.
struct InputNote: Explained, Hashable {
    var place: String
    var problem: String
    var advice = "one JSON object a line is expected"
}

/// A post of which not all was read.
struct CutPost: Explained, Hashable {
    var file: String
    var line: Int
    var bytes: Int

    var place: String { "\(file):\(line)" }
    var problem: String { "the post's text has \(bytes) bytes; the first \(Post.longestText) were read" }
    var advice: String { "split what is more than one post" }
}

/// A line of the input that is no post. It is skipped and counted.
struct LineError: Explained, Hashable {
    var place: String
    var problem: String
    var advice: String { "skipped" }

    static func tooLong(file: String, line: Int, bytes: Int) -> LineError {
        LineError(place: "\(file):\(line)", problem: "the line has \(bytes) bytes, which is too much for a post")
    }

    static func notAPost(file: String, line: Int, _ error: any Error) -> LineError {
        LineError(place: "\(file):\(line)", problem: words(error))
    }

    private static func words(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "no post: \(error)" }
        switch error {
        case .keyNotFound(let key, _):
            return "no post: the field `\(key.stringValue)` is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return path.isEmpty ? "no post: the line is no JSON object" : "no post: the field `\(path)` is no text"
        case .dataCorrupted(let context):
            let cause = (context.underlyingError as? NSError)?.userInfo["NSDebugDescription"] as? String
            return "no JSON: \(cause ?? context.debugDescription)"
        @unknown default:
            return "no post: \(error)"
        }
    }
}
