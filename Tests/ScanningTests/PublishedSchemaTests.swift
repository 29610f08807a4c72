import Exporting
import Matching
import Testing

@testable import Scanning

@Suite("Schemas of the files that people write")
struct PublishedSchemaTests {
    @Test("every format has a schema", arguments: PublishedSchema.allCases)
    func document(format: PublishedSchema) { #expect(format.document.contains("\"title\" : \"\(format.rawValue)\"")) }
}
