import Foundation
import Model

/// Why the archive cannot be written or read.
public struct ArchiveError: Explained, Hashable {
    public enum Reason: Sendable, Hashable {
        /// The file or the directory cannot be opened or read.
        case unreadable
        /// It cannot be written, for another reason than space.
        case unwritable
        /// The disk is full or a quota is reached; the archive is as it was before the call.
        case diskFull
        /// The file ends within a record.
        case torn
        /// What stands there is no record, or its bytes do not agree with each other.
        case damaged
        /// A record is larger than the reader was told to read.
        case tooLarge
    }

    public var reason: Reason
    public var place: String
    public var problem: String
    public var advice: String

    public init(_ reason: Reason, place: String, problem: String, advice: String) {
        self.reason = reason
        self.place = place
        self.problem = problem
        self.advice = advice
    }

    /// - Parameter code: the system's `errno`.
    init(writing place: String, code: Int32) {
        self.place = place
        problem = "cannot be written: \(String(cString: strerror(code))); the records before are intact"
        switch code {
        case ENOSPC, EDQUOT:
            reason = .diskFull
            advice = "free some disk space and run `vigil scan` again, which goes on where it stopped"
        case EFBIG:
            reason = .diskFull
            advice = "raise the limit on the size of files (`ulimit -f`), then run `vigil scan` again"
        case EACCES, EPERM, EROFS:
            reason = .unwritable
            advice = "check the permissions of the directory and of its disk"
        default:
            reason = .unwritable
            advice = "check the disk"
        }
    }

    /// - Parameter code: the system's `errno`.
    init(reading place: String, code: Int32) {
        self.init(
            .unreadable, place: place, problem: "cannot be read: \(String(cString: strerror(code)))",
            advice: code == ENOENT || code == ENOTDIR ? "check the path" : "check its permissions and the disk")
    }
}
