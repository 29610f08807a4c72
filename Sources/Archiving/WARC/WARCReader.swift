/// Reads the records of a WARC file one after another: gzip'd, a member a record or otherwise, or plain; of version
/// 0.17 to 1.1.
///
/// It takes what other tools write and crashes leave: lines that end in a line feed only, folded fields, missing or
/// too many empty lines between records. After an error, `next` goes on with the next record that can be found, so
/// that one damaged place does not hide the rest. Memory is bounded by the largest record.
///
/// A class, since it owns the open file; used by one task at a time.
public final class WARCReader {
    private let path: String
    private let source: ByteSource
    private let largestRecord: Int
    private var state = State.ready

    private enum State {
        case ready
        /// Bytes to pass over before the next record.
        case within(Int)
        /// The record at this offset could not be read.
        case lost(Int64)
        case ended
    }

    /// The largest record header that is read, in bytes.
    private static let largestHeader = 1 << 20

    /// - Parameters:
    ///   - offset: where to begin: 0, or a record's offset.
    ///   - largestRecord: the largest block to read, in bytes; larger ones are `tooLarge`.
    public init(path: String, offset: Int64 = 0, largestRecord: Int = 64 << 20) throws(ArchiveError) {
        self.path = path
        self.largestRecord = largestRecord
        source = try ByteSource(path: path, offset: offset)
    }

    /// The next record; nil at the end.
    ///
    /// - Throws: `ArchiveError`: `torn` for a last record that ends early, `damaged` for what is no record,
    ///   `tooLarge` for one beyond measure, `unreadable` where the file cannot be read on.
    public func next() throws(ArchiveError) -> WARCRecord? {
        do {
            switch state {
            case .ready: break
            case .within(let count): _ = try source.skip(count)
            case .lost(let offset):
                guard try source.seekRecord(after: offset) else {
                    state = .ended
                    return nil
                }
            case .ended: return nil
            }
            state = .ready
            let record = try read()
            if record == nil { state = .ended }
            return record
        } catch {
            switch error.reason {
            case .tooLarge: break
            case .unreadable: state = .ended
            default: state = .lost(source.offset)
            }
            throw error
        }
    }

    /// The record that starts at `offset`; `next` then gives the one after it.
    ///
    /// - Throws: as `next`; `damaged` where no record starts there.
    public func record(at offset: Int64) throws(ArchiveError) -> WARCRecord {
        source.seek(offset)
        state = .ready
        guard let record = try next() else { throw fault(.damaged, offset, "no record starts here") }
        return record
    }

    // MARK: Parsing

    private func read() throws(ArchiveError) -> WARCRecord? {
        while let byte = try source.peek(), byte == 0x0D || byte == 0x0A { _ = try source.skip(1) }
        guard let byte = try source.peek() else { return nil }
        let offset = source.offset
        guard byte == UInt8(ascii: "W") else { throw fault(.damaged, offset, "there is no record") }
        let fields = try header(offset)
        guard let stated = fields.first(where: { $0.name.lowercased() == "content-length" }),
            let length = Int(stated.value), length >= 0
        else { throw fault(.damaged, offset, "a record does not state its length") }
        guard length <= largestRecord else {
            state = .within(length)
            throw fault(
                .tooLarge, offset, "a record has \(length) bytes, more than the \(largestRecord) that are read",
                advice: "the records before and after it can be read")
        }
        let block = try source.take(length)
        guard block.count == length else { throw fault(.torn, offset, "the last record is torn") }
        return WARCRecord(offset: offset, fields: fields, block: block)
    }

    private func header(_ offset: Int64) throws(ArchiveError) -> [WARCRecord.Field] {
        var left = Self.largestHeader
        func line() throws(ArchiveError) -> String {
            guard let bytes = try source.line(most: left) else {
                guard try source.peek() == nil else { throw fault(.damaged, offset, "a record's header has no end") }
                throw fault(.torn, offset, "the last record is torn")
            }
            left -= bytes.count + 1
            return String(decoding: bytes, as: UTF8.self)
        }
        guard try line().hasPrefix("WARC/") else { throw fault(.damaged, offset, "there is no record") }
        var fields: [WARCRecord.Field] = []
        while true {
            let text = try line()
            if text.isEmpty { return fields }
            if let first = text.first, first == " " || first == "\t", var last = fields.popLast() {
                last.value += " " + Self.trimmed(text[...])
                fields.append(last)
                continue
            }
            guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
                throw fault(.damaged, offset, "a record's header cannot be read")
            }
            let value = Self.trimmed(text[text.index(after: colon)...])
            fields.append(WARCRecord.Field(name: Self.trimmed(text[..<colon]), value: value))
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        return String(start.prefix(start.count - start.reversed().prefix { $0 == " " || $0 == "\t" }.count))
    }

    private func fault(
        _ reason: ArchiveError.Reason, _ offset: Int64, _ problem: String,
        advice: String = "the records before it are intact"
    ) -> ArchiveError {
        ArchiveError(reason, place: "\(path), byte \(offset)", problem: problem, advice: advice)
    }
}
