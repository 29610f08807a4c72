import Foundation
import GRDB
import Model

extension StoreError {
    /// What SQLite or GRDB reports, in the store's words; a `StoreError` stays as it is.
    init(_ error: any Error, _ path: String) {
        if let known = error as? StoreError {
            self = known
            return
        }
        guard let failure = error as? DatabaseError else {
            self.init(.engine, place: path, problem: "\(error)", advice: Self.report)
            return
        }
        let words = failure.message ?? "SQLite error \(failure.extendedResultCode.rawValue)"
        switch failure.resultCode {
        case .SQLITE_FULL:
            self = Self.full(path)
        case .SQLITE_IOERR where Self.hasNoSpace(path):
            self = Self.full(path)
        case .SQLITE_IOERR:
            self.init(
                .engine, place: path,
                problem: "cannot be read or written: \(words); what was stored before is intact",
                advice: "check the disk, then run the command again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy, place: path, problem: "is held by another program",
                advice: "wait until it has finished, then run the command again")
        case .SQLITE_NOTADB:
            self.init(
                .unreadable, place: path, problem: "is not a database",
                advice: "move it away, or use another workspace")
        case .SQLITE_CORRUPT:
            self.init(
                .damaged, place: path, problem: "is damaged: \(words)",
                advice: "restore it from a backup; the archive still holds the pages")
        case .SQLITE_READONLY, .SQLITE_PERM:
            self.init(
                .readOnly, place: path, problem: "cannot be written: \(words)",
                advice: "check the permissions of the file, its directory and its disk")
        case .SQLITE_CANTOPEN:
            self.init(
                .unreadable, place: path, problem: "cannot be opened: \(words)",
                advice: "check the directory and its permissions")
        default:
            self.init(.engine, place: path, problem: words, advice: Self.report)
        }
    }

    /// What the system says to opening `path`.
    ///
    /// - Parameter code: the system's `errno`.
    init(opening path: String, code: Int32) {
        let words = String(cString: strerror(code))
        switch code {
        case ENOSPC, EDQUOT:
            self = Self.full(path)
        case ENOENT, ENOTDIR:
            self.init(
                .unreadable, place: path, problem: "cannot be made, since there is no such directory",
                advice: "check the path, or make a workspace with `vigil init DIR`")
        case EROFS:
            self.init(
                .readOnly, place: path, problem: "cannot be written: \(words)",
                advice: "put the workspace on a disk that you may write to")
        case EACCES, EPERM:
            self.init(
                .readOnly, place: path, problem: "cannot be opened: \(words)",
                advice: "check the permissions of the file and its directory")
        default:
            self.init(
                .unreadable, place: path, problem: "cannot be opened: \(words)", advice: "check the path and the disk")
        }
    }

    private static let report = "report this with the command that you ran"

    private static func full(_ path: String) -> StoreError {
        StoreError(
            .diskFull, place: path, problem: "the disk is full; what was stored before is intact",
            advice: "free some space and run `vigil scan` again, which goes on where it stopped")
    }

    /// SQLite says "full" for a write that finds no space, but "I/O error" where its log's index cannot grow.
    private static func hasNoSpace(_ path: String) -> Bool {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { return false }
        return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < 1 << 20
    }
}
