import Foundation
import Model

/// Why the archive cannot be written or read.
public struct ArchiveError: Explained, Hashable {
    public var place: String
    public var problem: String
    public var advice: String

    public init(place: String, problem: String, advice: String) {
        self.place = place
        self.problem = problem
        self.advice = advice
    }

    /// - Parameter code: the system's `errno`.
    init(writing place: String, code: Int32) {
        self.place = place
        problem = "cannot be written: \(String(cString: strerror(code))); the records before are intact"
        advice =
            switch code {
            case ENOSPC, EDQUOT: "free some disk space and run `vigil scan` again, which goes on where it stopped"
            case EACCES, EPERM, EROFS: "check the directory's permissions"
            default: "check the disk"
            }
    }
}
