import Foundation
import Testing

@testable import Matching

@Suite("Scalars that need no composing")
struct ComposedScalarTests {
    @Test("scalars that are taken to be composed are so")
    func composed() {
        var asked = 0
        for value in 0...0x10FFFF as ClosedRange<UInt32> where LayerBuilder.isComposed(value) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            asked += 1
            let text = String(Character(scalar))
            let composed = text.precomposedStringWithCanonicalMapping
            if Array(composed.unicodeScalars) != [scalar] { Issue.record("U+\(String(value, radix: 16))") }
        }
        #expect(asked > 30_000)
    }
}
