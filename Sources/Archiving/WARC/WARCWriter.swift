import Model
import Synchronization

/// Where a response was written.
public struct ArchivedRecord: Sendable, Hashable {
    /// The file's name within the archive directory; see `ArchiveNames.path(of:in:)`.
    public var file: String
    /// The response record's offset, in bytes of the compressed file.
    public var offset: Int64
    /// `sha256:` and hexadecimal, of the payload.
    public var payloadDigest: String

    public init(file: String, offset: Int64, payloadDigest: String) {
        self.file = file
        self.offset = offset
        self.payloadDigest = payloadDigest
    }
}

/// Writes WARC 1.1 (ISO 28500:2017): one gzip member a record; for each page a response and, where its head is known,
/// a request; a revisit in place of the response where the server said that the page is as it was.
///
/// A page's records go out in one write call, whole or not at all: a write that fails is cut off again. When `write`
/// has returned, they survive the end of the process, however it comes; when `sync` has, a power cut too. Whoever
/// refers to a record from elsewhere calls `sync` first. While a file is being written its name ends in `.open`;
/// `ArchiveRepair` mends those that a crash left behind.
///
/// Payload digests are SHA-1 in base32, by which other tools look payloads up; block digests are SHA-256, which cannot
/// be forged as SHA-1 can, and cover head and payload.
public final class WARCWriter: Sendable {
    private let output: Mutex<ArchiveOutput>

    /// - Parameters:
    ///   - directory: must exist.
    ///   - prefix: how the files' names start.
    ///   - software: named in each file's `warcinfo` record, such as `vigil/0.1.0`.
    ///   - largestFile: bytes after which a new file is begun; 1 GB is what the standard's annex recommends.
    ///   - compression: libdeflate's level, 1 (fast) to 12 (small); 6 takes two and a half times as long as 1 and saves a
    ///     tenth of the space at most.
    public init(
        directory: String, prefix: String, software: String, largestFile: Int64 = 1_000_000_000, compression: Int = 1
    ) throws(ArchiveError) {
        output = Mutex(
            try ArchiveOutput(
                directory: directory, prefix: prefix, software: software, largestFile: largestFile,
                compression: compression))
    }

    /// Ends the present file; what `close` would throw is lost, so that callers call that.
    deinit { output.withLock { try? $0.close() } }

    /// Appends the response and the request of `page`.
    ///
    /// - Throws: `ArchiveError`; the file then ends where it ended before.
    public func write(_ page: Page) throws(ArchiveError) -> ArchivedRecord {
        let records = Self.records(of: page)
        let digest = Digest.sha256([page.body])
        let time = page.fetchedAt
        let (file, offset) = try output.withLock { output throws(ArchiveError) in
            try output.append(records, at: time)
        }
        return ArchivedRecord(file: file, offset: offset, payloadDigest: digest)
    }

    /// Makes everything written so far survive a power cut.
    ///
    /// - Throws: `ArchiveError`. What was written since the last `sync` may then be lost whatever happens later, as
    ///   Linux forgets unwritten pages after it has reported them: every later call throws the same.
    public func sync() throws(ArchiveError) {
        try output.withLock { output throws(ArchiveError) in try output.sync() }
    }

    /// Syncs and ends the present file; a later `write` begins another.
    public func close() throws(ArchiveError) {
        try output.withLock { output throws(ArchiveError) in try output.close() }
    }

    private static func records(of page: Page) -> [RecordBytes] {
        let responseId = RecordBytes.newId()
        let requestId = RecordBytes.newId()
        let responseHead = HTTPHead(response: page, length: page.body.count)
        let requestHead = HTTPHead(request: page)
        var common = [("WARC-Target-URI", uri(page.finalURL)), ("WARC-Date", WARCDate.text(page.fetchedAt))]
        if let address = page.address { common.append(("WARC-IP-Address", address)) }

        var fields = common + [("Content-Type", "application/http; msgtype=response")]
        if let name = responseHead.protocolName { fields.append(("WARC-Protocol", name)) }
        if requestHead != nil { fields.append(("WARC-Concurrent-To", requestId)) }
        let response: RecordBytes
        if page.status == 304, let earlier = page.comparedWith {
            // ISO 28500:2017, section 6.7.3: the head of the answer, and which capture still stands.
            fields.append(("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/server-not-modified"))
            fields.append(("WARC-Refers-To-Target-URI", uri(page.finalURL)))
            fields.append(("WARC-Refers-To-Date", WARCDate.text(earlier.fetchedAt)))
            response = RecordBytes(type: "revisit", id: responseId, fields: fields, block: [responseHead.bytes])
        } else {
            fields.append(("WARC-Payload-Digest", Digest.sha1([page.body])))
            response = RecordBytes(
                type: "response", id: responseId, fields: fields, block: [responseHead.bytes, page.body])
        }

        guard let requestHead else { return [response] }
        fields = common + [("Content-Type", "application/http; msgtype=request")]
        if let name = requestHead.protocolName { fields.append(("WARC-Protocol", name)) }
        fields.append(("WARC-Concurrent-To", responseId))
        return [response, RecordBytes(type: "request", id: requestId, fields: fields, block: [requestHead.bytes])]
    }

    /// Blanks and control characters percent-encoded, which no URI holds and no reader takes.
    private static func uri(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar.value > 0x20, scalar.value != 0x7F {
                result.unicodeScalars.append(scalar)
            } else {
                result += "%" + Digest.hexadecimal([UInt8(scalar.value)]).uppercased()
            }
        }
    }
}
