import Foundation
import Model

/// Bytes on their way out, whole or with a reason.
public enum Output {

    /// All of `bytes` to `descriptor`, which is called `name` in errors.
    ///
    /// - Throws: `OutputError`; `isClosedPipe` where the reader has gone.
    public static func write(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(OutputError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer -> Int in
                guard let base = buffer.baseAddress else { return 0 }
                return Foundation.write(descriptor, base + written, buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw OutputError(code: errno, place: name)
            }
        }
    }

    /// Puts `bytes` at `path`, mode 0600: written aside, flushed to disk and renamed, so that `path` holds the whole
    /// or what it held before. Follows no symbolic link.
    public static func replaceFile(_ path: String, with bytes: [UInt8]) throws(OutputError) {
        let aside = path + ".part-\(getpid())"
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw OutputError(code: errno, place: path) }
        do throws(OutputError) {
            try write(bytes, to: descriptor, name: path)
            guard fsync(descriptor) == 0 else { throw OutputError(code: errno, place: path) }
        } catch {
            close(descriptor)
            unlink(aside)
            throw error
        }
        guard close(descriptor) == 0, rename(aside, path) == 0 else {
            let code = errno
            unlink(aside)
            throw OutputError(code: code, place: path)
        }
    }
}

/// Why output could not be written.
public struct OutputError: Explained, Hashable {
    /// The system's `errno`.
    public var code: Int32
    public var place: String

    public init(code: Int32, place: String) {
        self.code = code
        self.place = place
    }

    /// The reader has gone, which is a normal end (`vigil match … | head`).
    public var isClosedPipe: Bool { code == EPIPE }

    public var problem: String { "cannot be written: \(String(cString: strerror(code)))" }

    public var advice: String {
        switch code {
        case ENOSPC, EDQUOT: "free some disk space and run the command again"
        case EACCES, EPERM, EROFS: "choose a place that you may write to"
        case ENOENT: "make its directory first"
        default: "check the disk"
        }
    }
}
