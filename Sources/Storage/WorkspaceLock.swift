import Foundation
import Model
import Synchronization

/// Keeps a second writer out of a workspace: an exclusive `flock(2)` on a file, which the kernel releases with the
/// process, however it ends.
///
/// The file stays where it is, since removing a lock file lets two holders in; it names its holder for the other's
/// error.
public final class WorkspaceLock: Sendable {
    /// Nil once it has been released.
    private let descriptor: Mutex<Int32?>

    /// Takes the lock, making the file (mode 0600) where there is none.
    ///
    /// - Throws: `StoreError` with the reason `busy` where another vigil holds it, which is not waited for.
    public init(path: String) throws(StoreError) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw StoreError(opening: path, code: errno) }
        while flock(opened, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            let holder = Self.holder(opened)
            close(opened)
            guard code == EWOULDBLOCK else {
                throw StoreError(
                    .unreadable, place: path, problem: "cannot be locked: \(String(cString: strerror(code)))",
                    advice: "put the workspace on a disk that has file locks")
            }
            throw StoreError(
                .busy, place: path,
                problem: "workspace in use by another vigil" + (holder.map { " (pid \($0))" } ?? ""),
                advice: "wait until it has finished, or end it; commands that only read work meanwhile")
        }
        // Only for the other's error message; the lock holds without it, as on a full disk.
        ftruncate(opened, 0)
        let text = Array("\(getpid())\n".utf8)
        _ = pwrite(opened, text, text.count, 0)
        descriptor = Mutex(opened)
    }

    deinit { release() }

    /// Gives the lock back; once it has been, this does nothing.
    public func release() {
        descriptor.withLock { held in
            guard let open = held else { return }
            held = nil
            ftruncate(open, 0)
            close(open)
        }
    }

    /// The process that the file names, if it lives: a crash leaves its number behind.
    private static func holder(_ descriptor: Int32) -> pid_t? {
        var buffer = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        guard let process = pid_t(text.prefix { $0 != "\n" }), process > 0 else { return nil }
        return kill(process, 0) == 0 || errno == EPERM ? process : nil
    }
}
