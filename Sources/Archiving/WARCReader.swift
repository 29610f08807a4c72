import Foundation

/// Reads the records of a WARC file, gzip'd (a member a record, or otherwise) or plain, one after another.
///
/// A class, since it owns the open file; used on one thread.
public final class WARCReader {
    private let name: String
    private let source: ByteSource
    private let largestRecord: Int

    /// - Parameters:
    ///   - offset: where to begin: 0, or a record's offset.
    ///   - largestRecord: the largest block to read, in bytes.
    public init(path: String, offset: Int64 = 0, largestRecord: Int = 256 << 20) throws(ArchiveError) {
        name = path
        self.largestRecord = largestRecord
        source = try ByteSource(path: path, offset: offset)
    }

    /// The next record; nil at the end.
    ///
    /// - Throws: `ArchiveError` for what is no WARC, a record beyond measure, or one that ends early (a torn tail).
    public func next() throws(ArchiveError) -> WARCRecord? {
        source.startRecord()
        while let byte = try source.peek(), byte == 0x0D || byte == 0x0A { _ = try source.take(1) }
        guard try source.peek() != nil else { return nil }
        let offset = source.recordOffset
        let version = try line()
        guard version.hasPrefix("WARC/") else { throw damaged(offset, "there is no WARC record") }
        var fields: [WARCRecord.Field] = []
        while true {
            let line = try line()
            if line.isEmpty { break }
            guard fields.count < 200, let colon = line.firstIndex(of: ":") else {
                throw damaged(offset, "a record's header cannot be read")
            }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            fields.append(WARCRecord.Field(name: String(line[..<colon]), value: String(value)))
        }
        var record = WARCRecord(offset: offset, fields: fields, block: [])
        guard let length = record.field("Content-Length").flatMap({ Int($0) }), length >= 0 else {
            throw damaged(offset, "a record does not state its length")
        }
        guard length <= largestRecord else { throw damaged(offset, "a record has \(length) bytes, which is too much") }
        record.block = try source.take(length)
        guard record.block.count == length else { throw damaged(offset, "the last record is torn") }
        return record
    }

    private func line() throws(ArchiveError) -> String {
        var bytes: [UInt8] = []
        while true {
            let next = try source.take(1)
            guard let byte = next.first, bytes.count < 65_536 else {
                throw damaged(source.recordOffset, "the last record is torn")
            }
            if byte == 0x0A { break }
            bytes.append(byte)
        }
        if bytes.last == 0x0D { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func damaged(_ offset: Int64, _ problem: String) -> ArchiveError {
        ArchiveError(place: "\(name), byte \(offset)", problem: problem, advice: "the records before it are intact")
    }
}

/// The bytes of a file, gzip undone.
final class ByteSource {
    private let name: String
    private let descriptor: Int32
    private var raw: [UInt8] = []
    private var rawPlace = 0
    /// The file's offset of `raw[0]`.
    private var rawOffset: Int64
    private var isGzip = false
    private let inflater = Inflater()
    private var isWithinMember = false
    private var decoded: [UInt8] = []
    private var decodedPlace = 0
    private var memberOffset: Int64
    private(set) var recordOffset: Int64

    init(path: String, offset: Int64) throws(ArchiveError) {
        name = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        rawOffset = offset
        memberOffset = offset
        recordOffset = offset
        guard descriptor >= 0 else {
            throw ArchiveError(
                place: path, problem: "cannot be read: \(String(cString: strerror(errno)))", advice: "check the path")
        }
        lseek(descriptor, off_t(offset), SEEK_SET)
        try fill()
        isGzip = raw.starts(with: [0x1F, 0x8B])
    }

    deinit { close(descriptor) }

    /// Notes where the next record starts.
    func startRecord() {
        if isGzip {
            recordOffset =
                decodedPlace == decoded.count && !isWithinMember ? rawOffset + Int64(rawPlace) : memberOffset
        } else {
            recordOffset = rawOffset + Int64(rawPlace)
        }
    }

    func peek() throws(ArchiveError) -> UInt8? {
        if isGzip {
            while decodedPlace == decoded.count { guard try decode() else { return nil } }
            return decoded[decodedPlace]
        }
        if rawPlace == raw.count { try fill() }
        return rawPlace < raw.count ? raw[rawPlace] : nil
    }

    /// The next `count` bytes, fewer at the end.
    func take(_ count: Int) throws(ArchiveError) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        while result.count < count, try peek() != nil {
            let wanted = count - result.count
            if isGzip {
                let end = min(decoded.count, decodedPlace + wanted)
                result += decoded[decodedPlace..<end]
                decodedPlace = end
            } else {
                let end = min(raw.count, rawPlace + wanted)
                result += raw[rawPlace..<end]
                rawPlace = end
            }
        }
        return result
    }

    /// Decompresses some more; false at the end of the file.
    private func decode() throws(ArchiveError) -> Bool {
        if rawPlace == raw.count { try fill() }
        if rawPlace == raw.count {
            guard !isWithinMember else {
                throw ArchiveError(
                    place: "\(name), byte \(memberOffset)", problem: "the last record is torn",
                    advice: "the records before it are intact")
            }
            return false
        }
        do {
            if !isWithinMember {
                memberOffset = rawOffset + Int64(rawPlace)
                try inflater.reset()
                isWithinMember = true
            }
            let step = try inflater.inflate(raw, from: rawPlace)
            rawPlace += step.used
            decoded = step.bytes
            decodedPlace = 0
            isWithinMember = !step.isAtEnd
            return true
        } catch {
            throw ArchiveError(
                place: "\(name), byte \(memberOffset)", problem: "a record is damaged",
                advice: "the records before it are intact")
        }
    }

    private func fill() throws(ArchiveError) {
        rawOffset += Int64(raw.count)
        rawPlace = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                buffer.removeSubrange(count...)
                raw = buffer
                return
            }
            if errno != EINTR {
                throw ArchiveError(
                    place: name, problem: "cannot be read: \(String(cString: strerror(errno)))",
                    advice: "check the disk")
            }
        }
    }
}
