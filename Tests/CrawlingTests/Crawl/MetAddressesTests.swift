import Testing

@testable import Crawling

@Suite("Addresses that were met")
struct MetAddressesTests {
    @Test("what was met is known again, most of it however much there is, and nothing else is")
    func memory() {
        var met = MetAddresses()
        let count = 20_000
        let isNew = (0..<count).map { met.insert("http://example.org/\($0)") }
        // Hashes of 64 bits: no two are the same.
        #expect(isNew.allSatisfy { $0 })
        let known = (0..<count).reversed().count { !met.insert("http://example.org/\($0)") }
        #expect(known > count * 99 / 100)
        let other = (0..<2).map { _ in met.insert("http://example.org/other") }
        #expect(other == [true, false])
    }
}
