import Foundation
import Gzip

/// The file that an archive is being written to, and the ones after it. Owns the descriptor; `close` gives it back.
struct ArchiveOutput {
    private struct OpenFile {
        var descriptor: Int32
        var name: String
        var length: Int64
    }

    private let directory: String
    private let prefix: String
    private let software: String
    private let largestFile: Int64
    private let deflater: Deflater
    private var open: OpenFile?
    private var serial = 0
    /// Whether names in the directory have changed since they were last synced.
    private var hasNewNames = false
    /// What has gone wrong for good.
    private var failure: ArchiveError?

    init(
        directory: String, prefix: String, software: String, largestFile: Int64, compression: Int
    ) throws(ArchiveError) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw ArchiveError(
                .unwritable, place: directory, problem: "there is no such directory",
                advice: "make it, or make a workspace with `vigil init DIR`")
        }
        guard !prefix.isEmpty, !prefix.contains("/"), !prefix.utf8.contains(0) else {
            throw ArchiveError(
                .unwritable, place: directory, problem: "no file can be called `\(prefix)`",
                advice: "choose another name for the archive's files")
        }
        guard let deflater = try? Deflater(level: Int32(min(max(compression, 1), 12))) else {
            throw Self.outOfMemory(directory)
        }
        self.directory = directory
        self.prefix = prefix
        self.software = software
        self.largestFile = largestFile
        self.deflater = deflater
    }

    /// Writes the records in one go; the file and where the first one starts.
    mutating func append(_ records: [RecordBytes], at time: Double) throws(ArchiveError) -> (String, Int64) {
        if let failure { throw failure }
        let bytes = compressed(records)
        if let open, open.length >= largestFile { try close() }
        if open == nil { try begin(at: time) }
        let place = (open?.name ?? "", open?.length ?? 0)
        try write(bytes)
        return place
    }

    mutating func sync() throws(ArchiveError) {
        if let failure { throw failure }
        guard let open else { return try syncNames() }
        guard fdatasync(open.descriptor) == 0 else { throw fail(ArchiveError(writing: path(open), code: errno)) }
        try syncNames()
    }

    mutating func close() throws(ArchiveError) {
        guard let ended = open else { return }
        open = nil
        let isSynced = fdatasync(ended.descriptor) == 0
        let code = errno
        Foundation.close(ended.descriptor)
        // A file that may not be whole stays open by name, so that it is looked at before it is used.
        guard isSynced else { throw fail(ArchiveError(writing: path(ended), code: code)) }
        guard rename(path(ended), "\(directory)/\(ended.name)") == 0 else {
            throw ArchiveError(writing: path(ended), code: errno)
        }
        hasNewNames = true
        try syncNames()
    }

    // MARK: Files

    private func path(_ file: OpenFile) -> String { "\(directory)/\(file.name)\(ArchiveNames.openSuffix)" }

    private mutating func begin(at time: Double) throws(ArchiveError) {
        var file: OpenFile?
        while file == nil {
            serial += 1
            let name = ArchiveNames.name(prefix: prefix, at: time, serial: serial)
            if access("\(directory)/\(name)", F_OK) == 0 { continue }
            let path = "\(directory)/\(name)\(ArchiveNames.openSuffix)"
            let descriptor = Foundation.open(
                path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor >= 0 {
                file = OpenFile(descriptor: descriptor, name: name, length: 0)
            } else if errno != EEXIST {
                throw ArchiveError(writing: path, code: errno)
            }
        }
        open = file
        hasNewNames = true
        do {
            try write(compressed([warcinfo(named: file?.name ?? "", at: time)]))
        } catch {
            // A file without its first record is none.
            if let file {
                unlink(path(file))
                Foundation.close(file.descriptor)
            }
            open = nil
            throw error
        }
    }

    private func warcinfo(named name: String, at time: Double) -> RecordBytes {
        let lines = [
            "software: \(software)",
            "format: WARC File Format 1.1",
            "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "robots: obey",
        ]
        return RecordBytes(
            type: "warcinfo", id: RecordBytes.newId(),
            fields: [
                ("WARC-Date", WARCDate.text(time)), ("WARC-Filename", name),
                ("Content-Type", "application/warc-fields"),
            ], block: [Array((lines.joined(separator: "\r\n") + "\r\n").utf8)])
    }

    private mutating func write(_ bytes: [UInt8]) throws(ArchiveError) {
        guard var file = open else { return }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(file.descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = ArchiveError(writing: path(file), code: count < 0 ? errno : EIO)
                if ftruncate(file.descriptor, off_t(file.length)) != 0 {
                    // What stands half written cannot be cut off here: nothing may follow it, and its name says so.
                    Foundation.close(file.descriptor)
                    open = nil
                }
                throw error
            }
            written += count
        }
        file.length += Int64(bytes.count)
        open = file
    }

    private mutating func syncNames() throws(ArchiveError) {
        guard hasNewNames else { return }
        let descriptor = Foundation.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError(writing: directory, code: errno) }
        defer { Foundation.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw fail(ArchiveError(writing: directory, code: errno)) }
        hasNewNames = false
    }

    private mutating func fail(_ error: ArchiveError) -> ArchiveError {
        failure = error
        return error
    }

    // MARK: Compression

    /// One member a record.
    private func compressed(_ records: [RecordBytes]) -> [UInt8] { records.flatMap { deflater.member(of: $0.parts) } }

    private static func outOfMemory(_ directory: String) -> ArchiveError {
        ArchiveError(
            .unwritable, place: directory, problem: "there is not enough memory to compress a record",
            advice: "free some memory and run the command again")
    }
}
