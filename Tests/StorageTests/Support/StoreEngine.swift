import Storage
import Testing

/// A kind of store that the contract's suites run against.
struct StoreEngine: Sendable, CustomTestStringConvertible {
    var name: String
    /// Opens the store in a directory, with what is there already.
    var open: @Sendable (_ directory: String) throws -> any Store

    var testDescription: String { name }

    static let all = [
        StoreEngine(name: "SQLite") { try SQLiteStore(path: $0 + "/vigil.db") }
    ]
}
