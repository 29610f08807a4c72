import Foundation
import Model
import Synchronization

/// Where a response was written.
public struct ArchivedRecord: Sendable, Hashable {
    /// The file's name within the archive directory.
    public var file: String
    /// The response record's offset, in bytes of the compressed file.
    public var offset: Int64
    /// `sha256:` and hexadecimal, of the payload.
    public var payloadDigest: String
}

/// Writes WARC 1.1 (ISO 28500:2017): one gzip member a record; for each page a request and a response.
///
/// Records go out whole or not at all: a write that fails is cut off again. While a file is being written its name ends
/// in `.open`; `ArchiveRepair` mends those that a crash left behind. `sync` makes what was written survive a power cut.
public final class WARCWriter: Sendable {
    private struct Open {
        var descriptor: Int32
        var name: String
        var length: Int64
    }

    private struct State {
        var open: Open?
        var serial = 0
    }

    private let directory: String
    private let prefix: String
    private let software: String
    private let largestFile: Int64
    private let state = Mutex(State())

    /// - Parameters:
    ///   - directory: must exist.
    ///   - prefix: how the files' names start.
    ///   - software: named in each file's `warcinfo` record, such as `vigil/0.1.0`.
    ///   - largestFile: bytes after which a new file is begun; 1 GB is what the standard's annex recommends.
    public init(
        directory: String, prefix: String, software: String, largestFile: Int64 = 1_000_000_000
    ) throws(ArchiveError) {
        self.directory = directory
        self.prefix = prefix
        self.software = software
        self.largestFile = largestFile
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw ArchiveError(
                place: directory, problem: "there is no such directory", advice: "make it, or run `vigil init`")
        }
    }

    deinit { state.withLock { if let open = $0.open { Self.end(open, directory) } } }

    /// Appends the request and the response of `page`.
    ///
    /// - Throws: `ArchiveError`; the file then ends where it ended before.
    public func write(_ page: Page) throws(ArchiveError) -> ArchivedRecord {
        let responseId = WARCRecord.newId()
        var response = HTTPBlock.responseHead(page.responseHead, length: page.body.count)
        response += page.body
        let date = WARCRecord.date(page.fetchedAt)
        var common = [("WARC-Target-URI", page.finalURL), ("WARC-Date", date)]
        if let address = page.address { common.append(("WARC-IP-Address", address)) }
        let responseBytes = WARCRecord.bytes(
            type: "response", id: responseId,
            fields: common + [
                ("WARC-Payload-Digest", Digest.sha1(page.body)), ("Content-Type", "application/http; msgtype=response"),
            ], block: response)
        let requestBytes = WARCRecord.bytes(
            type: "request", id: WARCRecord.newId(),
            fields: common + [
                ("WARC-Concurrent-To", responseId), ("Content-Type", "application/http; msgtype=request"),
            ], block: HTTPBlock.requestHead(page.requestHead))
        let first = try compressed(responseBytes)
        let second = try compressed(requestBytes)
        let digest = Digest.sha256(page.body)
        return try locked { state throws(ArchiveError) in
            let open = try self.openFile(&state, at: page.fetchedAt)
            try self.append(first + second, &state)
            return ArchivedRecord(file: open.name, offset: open.length, payloadDigest: digest)
        }
    }

    /// Makes everything written so far survive a power cut.
    public func sync() throws(ArchiveError) {
        try locked { state throws(ArchiveError) in
            guard let open = state.open else { return }
            guard fdatasync(open.descriptor) == 0 else { throw ArchiveError(writing: open.name, code: errno) }
        }
    }

    /// Ends the present file.
    public func close() throws(ArchiveError) {
        try locked { state throws(ArchiveError) in
            guard let open = state.open else { return }
            state.open = nil
            Self.end(open, self.directory)
        }
    }

    // MARK: Files

    private func openFile(_ state: inout State, at time: Double) throws(ArchiveError) -> Open {
        if let open = state.open {
            if open.length < largestFile { return open }
            Self.end(open, directory)
            state.open = nil
        }
        let stamp = WARCRecord.date(time).filter(\.isNumber).prefix(14)
        while true {
            state.serial += 1
            let digits = String(state.serial)
            let serial = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
            let name = "\(prefix)-\(stamp)-\(serial).warc.gz"
            let path = "\(directory)/\(name)"
            if access(path, F_OK) == 0 { continue }
            let descriptor = Foundation.open(
                path + ".open", O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor < 0 {
                if errno == EEXIST { continue }
                throw ArchiveError(writing: path, code: errno)
            }
            state.open = Open(descriptor: descriptor, name: name, length: 0)
            let info = "software: \(software)\r\nformat: WARC File Format 1.1\r\n"
            let record = WARCRecord.bytes(
                type: "warcinfo", id: WARCRecord.newId(),
                fields: [
                    ("WARC-Date", WARCRecord.date(time)), ("WARC-Filename", name),
                    ("Content-Type", "application/warc-fields"),
                ], block: Array(info.utf8))
            try append(try compressed(record), &state)
            if let open = state.open { return open }
        }
    }

    private func append(_ bytes: [UInt8], _ state: inout State) throws(ArchiveError) {
        guard var open = state.open else { return }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer -> Int in
                guard let base = buffer.baseAddress else { return 0 }
                return Foundation.write(open.descriptor, base + written, buffer.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                let code = errno
                ftruncate(open.descriptor, off_t(open.length))
                throw ArchiveError(writing: open.name, code: code)
            }
            written += count
        }
        open.length += Int64(bytes.count)
        state.open = open
    }

    private static func end(_ open: Open, _ directory: String) {
        fdatasync(open.descriptor)
        Foundation.close(open.descriptor)
        rename("\(directory)/\(open.name).open", "\(directory)/\(open.name)")
    }

    private func compressed(_ bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        do {
            return try Gzip.member(bytes)
        } catch {
            throw ArchiveError(place: directory, problem: "a record cannot be compressed", advice: "free some memory")
        }
    }

    private func locked<Result: Sendable>(
        _ body: (inout sending State) throws(ArchiveError) -> sending Result
    ) throws(ArchiveError) -> Result {
        try state.withLock(body)
    }
}
