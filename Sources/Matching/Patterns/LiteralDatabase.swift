import CVectorscan
import Foundation

/// Literals made ready for Vectorscan, which finds all of them in one pass.
///
/// `@unchecked Sendable`: a compiled database is read-only; what a scan writes to is in `LiteralScanner`, one a thread.
final class LiteralDatabase: @unchecked Sendable {
    fileprivate let database: OpaquePointer
    /// How many literals are looked for.
    let count: Int

    /// Nil where there are no literals, or where Vectorscan refuses them.
    ///
    /// - Parameter isCaseless: whether ASCII letters match their other case.
    init?(_ literals: [[UInt8]], isCaseless: Bool) {
        guard !literals.isEmpty else { return nil }
        let copies = literals.map { literal in
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: literal.count + 1)
            for (index, byte) in literal.enumerated() { copy[index] = CChar(bitPattern: byte) }
            copy[literal.count] = 0
            return copy
        }
        defer { for copy in copies { copy.deallocate() } }
        let pointers: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) }
        let flag = isCaseless ? UInt32(HS_FLAG_CASELESS) : 0
        let flags = [UInt32](repeating: flag, count: literals.count)
        let ids = literals.indices.map { UInt32($0) }
        let lengths = literals.map(\.count)
        var made: OpaquePointer?
        var error: UnsafeMutablePointer<hs_compile_error_t>?
        let status = hs_compile_lit_multi(
            pointers, flags, ids, lengths, UInt32(literals.count), UInt32(HS_MODE_BLOCK), nil, &made, &error)
        if let error { hs_free_compile_error(error) }
        guard status == HS_SUCCESS, let made else { return nil }
        database = made
        count = literals.count
    }

    /// Takes what `serialized` gave, for this version of Vectorscan and this kind of processor; nil where it is anything
    /// else, which Vectorscan tells by a checksum of its own.
    init?(serialized: some Collection<UInt8>, count: Int) {
        var made: OpaquePointer?
        let status = Array(serialized).withUnsafeBytes { bytes in
            hs_deserialize_database(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count, &made)
        }
        guard status == HS_SUCCESS, let made else { return nil }
        database = made
        self.count = count
    }

    deinit { hs_free_database(database) }

    /// The database as bytes; nil where Vectorscan has no memory for them.
    var serialized: [UInt8]? {
        var bytes: UnsafeMutablePointer<CChar>?
        var length = 0
        guard hs_serialize_database(database, &bytes, &length) == HS_SUCCESS, let bytes else { return nil }
        defer { free(bytes) }
        return Array(UnsafeRawBufferPointer(start: bytes, count: length))
    }
}

/// What one thread needs to look for literals: Vectorscan's scratch. Used on one thread at a time.
final class LiteralScanner {
    /// A literal, and where in the text it ends.
    struct Hit {
        var literal: UInt32
        var end: UInt32
    }

    private var scratch: OpaquePointer?
    private var found = Found()

    /// What Vectorscan's callback writes to.
    private struct Found {
        var hits: [Hit] = []
        var most = 0
    }

    /// More than this for a byte is a text made of little else, of which it is enough to know that all may be there.
    private static let mostForByte = 2

    init(_ databases: [LiteralDatabase]) {
        for database in databases { hs_alloc_scratch(database.database, &scratch) }
    }

    deinit { hs_free_scratch(scratch) }

    /// Where the literals of `database` stand in `text`, by their ends; nil where that is not known, so that every literal
    /// may be anywhere. Valid until the next call.
    func hits(of database: LiteralDatabase, in text: UnsafeBufferPointer<UInt8>) -> [Hit]? {
        found.hits.removeAll(keepingCapacity: true)
        guard let base = text.baseAddress else { return [] }
        found.most = 1000 + Self.mostForByte * text.count
        let length = UInt32(clamping: text.count)
        let scratch = scratch
        let status = withUnsafeMutablePointer(to: &found) { found in
            base.withMemoryRebound(to: CChar.self, capacity: text.count) { bytes in
                hs_scan(
                    database.database, bytes, length, 0, scratch,
                    { id, _, end, _, context in
                        guard let found = context?.assumingMemoryBound(to: Found.self) else { return 1 }
                        found.pointee.hits.append(Hit(literal: id, end: UInt32(truncatingIfNeeded: end)))
                        return found.pointee.hits.count < found.pointee.most ? 0 : 1
                    }, found)
            }
        }
        return status == HS_SUCCESS ? found.hits : nil
    }
}
