/// A value that the cache of compiled rules can hold.
protocol CacheCodable {
    func write(to writer: inout CacheWriter)
    /// - Throws: `CacheDamage` where the bytes are no such value.
    init(from reader: inout CacheReader) throws(CacheDamage)
}

extension Int: CacheCodable {
    func write(to writer: inout CacheWriter) { writer.write(UInt64(bitPattern: Int64(self))) }

    init(from reader: inout CacheReader) throws(CacheDamage) { self = Int(Int64(bitPattern: try reader.number())) }
}

extension Bool: CacheCodable {
    func write(to writer: inout CacheWriter) { writer.write(self ? 1 : 0 as UInt64) }

    init(from reader: inout CacheReader) throws(CacheDamage) { self = try reader.number() != 0 }
}

extension Double: CacheCodable {
    func write(to writer: inout CacheWriter) { writer.write(bitPattern) }

    init(from reader: inout CacheReader) throws(CacheDamage) { self = Double(bitPattern: try reader.number()) }
}

extension String: CacheCodable {
    func write(to writer: inout CacheWriter) { writer.write(Array(utf8)) }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        guard let text = String(validating: try reader.bytes(), as: UTF8.self) else { throw CacheDamage() }
        self = text
    }
}

extension Optional: CacheCodable where Wrapped: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(self != nil)
        if let self { writer.write(self) }
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        self = try Bool(from: &reader) ? try Wrapped(from: &reader) : nil
    }
}

extension Array: CacheCodable where Element: CacheCodable {
    func write(to writer: inout CacheWriter) {
        writer.write(UInt64(count))
        for element in self { writer.write(element) }
    }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        // Everything begins with a number.
        let count = try reader.count(size: 8)
        self = []
        reserveCapacity(count)
        for _ in 0..<count { append(try Element(from: &reader)) }
    }
}

/// Words of a fixed vocabulary, such as the families.
protocol CacheWord: CacheCodable, RawRepresentable where RawValue == String {}

extension CacheWord {
    func write(to writer: inout CacheWriter) { writer.write(rawValue) }

    init(from reader: inout CacheReader) throws(CacheDamage) {
        guard let word = Self(rawValue: try String(from: &reader)) else { throw CacheDamage() }
        self = word
    }
}
