/// Texts with the difference between capital and small letters gone, scalar for scalar.
enum CaseFolding {
    /// Beyond this, letters with case are so rare that a search may miss a capital one.
    private static let end = 0x2200

    private static let table: [UInt32] = (0..<UInt32(end)).map { value in
        guard let scalar = Unicode.Scalar(value) else { return value }
        let small = scalar.properties.lowercaseMapping.unicodeScalars
        return small.count == 1 ? small.first?.value ?? value : value
    }

    static func folded(_ text: String) -> [UInt32] {
        table.withUnsafeBufferPointer { table in
            text.unicodeScalars.map { scalar in
                let value = Int(scalar.value)
                if value < end { return table[value] }
                // Fullwidth Latin.
                return (0xFF21...0xFF3A).contains(value) ? scalar.value + 0x20 : scalar.value
            }
        }
    }

    /// Whether `part` stands in `text`; an empty one stands everywhere.
    static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        for start in 0...(text.count - part.count) where text[start] == first {
            if text[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
    }
}
