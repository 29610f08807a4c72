import Testing

@testable import Scanning

@Suite("Sizes and periods as people write them")
struct SizeTests {
    @Test(
        "a size is a number with a unit",
        arguments: [
            ("200MB", 200_000_000), ("1.5GB", 1_500_000_000), ("500 kB", 500_000), ("17B", 17), (" 3kB ", 3_000),
        ] as [(String, Int?)] + [("200", nil), ("MB", nil), ("-1MB", nil), ("0B", nil), ("1e99GB", nil), ("nanB", nil)])
    func sizes(_ text: String, bytes: Int?) { #expect(Size.bytes(text) == bytes) }
}
