import Foundation
import Model
import TestSupport
import Testing

@testable import Exporting

/// Held against `JSONEncoder`, which is what a finding's bytes are defined by.
@Suite("A finding's line")
struct FindingLineTests {
    private func isSame(_ finding: Finding) -> Bool {
        var lines = Array("before\n".utf8)
        JSONLines.append(finding, to: &lines)
        return lines == Array("before\n".utf8) + JSONLines.line(finding)
    }

    private static let numbers: [Double] = [
        0, -0.0, 0.1, 0.83, 1, 1.4, -2.0, -2.2, 0.0759, 0.30000000000000004, 12345.678, 1e-4, 1e-5, -1.5e-7, 1e15, 1e16,
        123_456_789_012_345_680, 1e21, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .pi,
    ]

    @Test("is what JSONEncoder writes, over random findings")
    func random() {
        var random = Seeded(23)
        for _ in 0..<2_000 {
            let finding = finding(&random)
            #expect(isSame(finding), "\(finding)")
        }
    }

    @Test("is what JSONEncoder writes for every number", arguments: numbers)
    func number(_ number: Double) {
        #expect(isSame(Finding(id: "1", score: number, tier: .low, flagged: true, lang: "en")))
    }

    @Test("is what JSONEncoder writes for every scalar")
    func scalars() {
        for start in stride(from: UInt32(0), to: 0x11_0000, by: 0x800) {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: (start..<start + 0x800).lazy.compactMap(Unicode.Scalar.init))
            let finding = Finding(id: String(text), score: 0.5, tier: .none, flagged: false, lang: "und")
            #expect(isSame(finding), "from U+\(String(start, radix: 16))")
        }
    }

    @Test("without anything in it is whole")
    func empty() {
        var lines: [UInt8] = []
        JSONLines.append(Finding(id: "", score: 0, tier: .none, flagged: false, lang: "und"), to: &lines)
        let line = #"{"doubts":[],"entities":[],"families":[],"flagged":false,"id":"","lang":"und","matches":[],"#
        #expect(String(decoding: lines, as: UTF8.self) == line + #""score":0,"tier":"none"}"# + "\n")
    }

    // MARK: Random findings

    private func finding(_ random: inout Seeded) -> Finding {
        Finding(
            id: text(&random), score: number(&random), tier: random.element(of: Tier.allCases),
            flagged: Bool.random(using: &random), lang: text(&random),
            families: list(&random) { $0.element(of: Family.allCases) }, matches: list(&random, match),
            doubts: list(&random, doubt), entities: list(&random, entity),
            undecided: Bool.random(using: &random) ? nil : list(&random, text))
    }

    private func match(_ random: inout Seeded) -> Match {
        Match(
            rule: text(&random), family: random.element(of: Family.allCases),
            severity: random.element(of: Severity.allCases), field: random.element(of: PostField.allCases),
            start: integer(&random), end: integer(&random), text: text(&random),
            layer: random.element(of: Layer.allCases), contribution: number(&random))
    }

    private func doubt(_ random: inout Seeded) -> Doubt {
        Doubt(
            rule: text(&random), field: random.element(of: PostField.allCases), start: integer(&random),
            end: integer(&random), contribution: number(&random), says: text(&random))
    }

    private func entity(_ random: inout Seeded) -> Entity {
        Entity(
            kind: random.element(of: Entity.Kind.allCases), value: text(&random),
            field: random.element(of: PostField.allCases), start: integer(&random), end: integer(&random))
    }

    private func list<Element>(
        _ random: inout Seeded, _ make: (inout Seeded) -> Element
    ) -> [Element] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in make(&random) }
    }

    private func integer(_ random: inout Seeded) -> Int {
        random.element(of: [0, 1, 9, 10, 61, 4_096, 1_000_000, -1, .max, .min])
    }

    private func number(_ random: inout Seeded) -> Double {
        let bits = Double(bitPattern: random.next())
        return Bool.random(using: &random) && bits.isFinite ? bits : random.element(of: Self.numbers)
    }

    private func text(_ random: inout Seeded) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let value = UInt32.random(
                in: 0...random.element(of: [0x2F, 0x7F, 0x2FF, 0x2FFF, 0x10_FFFF]), using: &random)
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text) + random.element(of: ["", "\"", "\\", "/", "\u{2028}", "\u{7F}", "\r\n", "e\u{301}", "👩‍👩‍👧"])
    }
}
