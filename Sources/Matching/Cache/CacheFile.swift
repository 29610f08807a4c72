import Foundation

/// Files of the cache: read only where they are the user's own, replaced whole, and never more than a few.
enum CacheFile {
    static let ending = ".rules"
    /// What a file ends with while it is being written.
    private static let unfinished = ".tmp"
    /// After so many seconds, nobody is writing any more.
    private static let longestWriting = 3600

    /// What stands in the file; nil where it is absent, not the user's own, writable for others, or too large.
    static func read(_ path: String, upTo largest: Int) -> [UInt8]? {
        // Not to wait for the other end of a pipe that somebody put there.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            status.st_mode & (S_IWGRP | S_IWOTH) == 0, status.st_size <= largest
        else { return nil }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { return }
                count += got
            }
        }
        return bytes.count == size ? bytes : nil
    }

    /// Makes the file the newest.
    static func touch(_ path: String) { utimensat(AT_FDCWD, path, nil, AT_SYMLINK_NOFOLLOW) }

    /// Makes the directory, for its owner alone, where it is not there yet.
    static func makeDirectory(_ path: String) -> Bool {
        let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: owner)
            return true
        } catch {
            return false
        }
    }

    /// Puts `bytes` in the file's place in one step: whoever reads it meanwhile has the one or the other whole.
    static func replace(_ path: String, with bytes: [UInt8]) {
        let draft = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max))\(unfinished)"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        let isWhole = bytes.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let put = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if put < 0, errno == EINTR { continue }
                guard put > 0 else { return false }
                done += put
            }
            return true
        }
        guard close(descriptor) == 0, isWhole, rename(draft, path) == 0 else {
            unlink(draft)
            return
        }
    }

    /// Removes all but the newest files, and what a writer that was killed left behind.
    static func removeOldest(in directory: String, keeping most: Int) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else { return }
        var kept: [(path: String, time: timespec)] = []
        let now = time(nil)
        for name in names {
            let path = directory + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            if name.hasSuffix(ending) {
                kept.append((path, status.st_mtim))
            } else if name.contains(ending + "."), name.hasSuffix(unfinished),
                now - status.st_mtim.tv_sec > longestWriting
            {
                unlink(path)
            }
        }
        kept.sort { ($0.time.tv_sec, $0.time.tv_nsec, $0.path) > ($1.time.tv_sec, $1.time.tv_nsec, $1.path) }
        for (path, _) in kept.dropFirst(most) { unlink(path) }
    }
}
