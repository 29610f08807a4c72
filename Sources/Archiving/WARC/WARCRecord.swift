/// One record of a WARC file (ISO 28500:2017, section 4).
public struct WARCRecord: Sendable, Hashable {
    /// Where it starts in the file, in bytes: for gzip, where the member that holds its start does.
    public var offset: Int64
    /// In order, names as written.
    public var fields: [Field]
    public var block: [UInt8]

    public struct Field: Sendable, Hashable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(offset: Int64, fields: [Field], block: [UInt8]) {
        self.offset = offset
        self.fields = fields
        self.block = block
    }

    /// The first field of that name, whatever its case.
    public func field(_ name: String) -> String? {
        let wanted = name.lowercased()
        return fields.first { $0.name.lowercased() == wanted }?.value
    }

    /// Such as `response`; empty where the record does not say.
    public var type: String { field("WARC-Type") ?? "" }

    /// WARC-Target-URI, without the angle brackets that older tools put round it.
    public var targetURI: String? {
        field("WARC-Target-URI").map { text in
            text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text
        }
    }

    /// What the record carries: the body for an HTTP message, the whole block for others.
    public var payload: ArraySlice<UInt8> { block[payloadStart...] }

    /// The head of an HTTP message with the empty line that ends it; empty for other records.
    public var httpHead: ArraySlice<UInt8> { block[..<payloadStart] }

    private var payloadStart: Int {
        guard field("Content-Type")?.lowercased().hasPrefix("application/http") == true else { return 0 }
        // The first empty line, however its lines end.
        var lineStart = 0
        while let end = block[lineStart...].firstIndex(of: 0x0A) {
            let line = block[lineStart..<end]
            lineStart = end + 1
            if line.isEmpty || line.elementsEqual([0x0D]) { return lineStart }
        }
        return block.count
    }

    // MARK: Digests

    /// How a digest that the record states compares with its bytes.
    public enum DigestCheck: Sendable, Hashable {
        case agrees
        case differs
        /// The record states none.
        case absent
        /// The algorithm or the form is not known: SHA-1 and SHA-256 in base32 or hexadecimal are.
        case unknown
    }

    public var blockDigest: DigestCheck { check("WARC-Block-Digest", block[...]) }

    /// For `revisit` records and segments, the digest is of a payload that lies elsewhere: `unknown`.
    public var payloadDigest: DigestCheck {
        let isElsewhere = type == "revisit" || type == "continuation" || field("WARC-Segment-Number") != nil
        return isElsewhere && field("WARC-Payload-Digest") != nil ? .unknown : check("WARC-Payload-Digest", payload)
    }

    private func check(_ name: String, _ bytes: ArraySlice<UInt8>) -> DigestCheck {
        guard let stated = field(name) else { return .absent }
        switch Digest.agrees(stated, with: bytes) {
        case true?: return .agrees
        case false?: return .differs
        case nil: return .unknown
        }
    }
}
