import Foundation
import Model

/// Keeps a second writer out of a workspace: an exclusive `flock` on a file, which the kernel releases with the
/// process, however it ends.
public final class WorkspaceLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// - Throws: `StoreError` with the reason `busy` where another vigil holds it; it is not waited for.
    public init(path: String) throws(StoreError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(
                .unreadable, place: path, problem: "cannot be opened: \(String(cString: strerror(errno)))",
                advice: "check the directory and its permissions")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw StoreError(
                .busy, place: path, problem: "the workspace is in use by another vigil\(holder)",
                advice: "wait until it has finished, or end it; reading commands work meanwhile")
        }
        ftruncate(descriptor, 0)
        let text = Array("\(getpid())\n".utf8)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    deinit { close(descriptor) }

    private static func holder(_ descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        return Int(text.split(separator: "\n").first ?? "").map { " (process \($0))" } ?? ""
    }
}
