import Model

@testable import Ranking

/// Contacts found the plain way, by characters and one place after another: what `EntityFinder` is held against.
enum SlowContacts {
    typealias Found = [(value: String, range: Range<Int>)]

    static func folded(_ text: String) -> [Character] {
        text.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0xFF01...0xFF5E: return small(scalar.value - 0xFEE0)
            case 0x3000: return " "
            case 0xE50...0xE59: return small(scalar.value - 0xE50 + 0x30)
            case 0x660...0x669: return small(scalar.value - 0x660 + 0x30)
            case 0x2460...0x2468: return small(scalar.value - 0x2460 + 0x31)
            case 0x24EA: return "0"
            case 0x1D7CE...0x1D7FF: return small((scalar.value - 0x1D7CE) % 10 + 0x30)
            default: return small(scalar.value)
            }
        }
    }

    private static func small(_ value: UInt32) -> Character {
        let character = Character(Unicode.Scalar(value)!)
        return character.isASCII ? Character(character.lowercased()) : character
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_")
    }

    static func mails(_ text: [Character]) -> Found {
        var result: Found = []
        for at in text.indices where text[at] == "@" {
            let before = text[..<at].reversed().prefix { isWord($0) || ".+-%".contains($0) }.reversed()
            let local = before.drop { !isWord($0) }
            var domain = text[(at + 1)...].prefix { (isWord($0) && $0 != "_") || ".-".contains($0) }
            while let last = domain.last, !isWord(last) { domain.removeLast() }
            let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
            guard !local.isEmpty, local.count + 1 + domain.count <= 254, labels.count >= 2,
                labels.allSatisfy({ !$0.isEmpty }), labels.last!.count >= 2, labels.last!.allSatisfy(\.isLetter)
            else { continue }
            result.append((String(local) + "@" + String(domain), (at - local.count)..<(at + 1 + domain.count)))
        }
        return result
    }

    static func handles(_ text: [Character], services: [(meaning: String, forms: [String])]) -> Found {
        let forms = services.flatMap { entry in
            entry.forms.map { (entry.meaning, $0.unicodeScalars.map(Character.init)) }
        }.sorted { $0.1.count > $1.1.count }
        var result: Found = []
        var place = 0
        while place < text.count {
            let isStart = place == 0 || !isWord(text[place - 1])
            let rest = text[place...]
            if isStart, rest.starts(with: "t.me/") {
                let name = rest.dropFirst(5).prefix(while: isWord)
                if name.count >= 4 {
                    result.append(("telegram:" + String(name), name.startIndex..<name.endIndex))
                    place = name.endIndex
                    continue
                }
            }
            let form = forms.first { _, form in
                guard rest.starts(with: form) else { return false }
                if isWord(form.first!), !isStart { return false }
                let end = place + form.count
                return !(isWord(form.last!) && end < text.count && isWord(text[end]))
            }
            guard let form else {
                place += 1
                continue
            }
            place += form.1.count
            guard let name = name(text, after: place) else { continue }
            result.append((form.0 + ":" + String(text[name]), name))
            place = name.upperBound
        }
        return result
    }

    private static func name(_ text: [Character], after place: Int) -> Range<Int>? {
        var start = place
        while start < text.count, start - place < 8 {
            if text[start...].starts(with: "id"), start + 2 < text.count, !isWord(text[start + 2]) {
                start += 2
            } else if " :@-=(+>→号號加﹕".contains(text[start]) {
                start += 1
            } else {
                break
            }
        }
        guard start > place || !isWord(text[place - 1]) else { return nil }
        var name = text[start...].prefix { isWord($0) || ".-".contains($0) }
        guard let first = name.first, isWord(first) else { return nil }
        while let last = name.last, !isWord(last) { name.removeLast() }
        let isNumber = name.allSatisfy { !$0.isLetter && $0 != "_" }
        let isMarked =
            text[place..<start].contains { ":@=".contains($0) } || name.contains { $0.isNumber || $0 == "_" }
        guard (4...40).contains(name.count), isMarked, !(isNumber && name.count > 12) else { return nil }
        return name.startIndex..<name.endIndex
    }

    /// The first to claim a place has it: each list after the others, whatever their order.
    static func apart(_ lists: [(kind: Entity.Kind, found: Found)], field: PostField) -> [Entity] {
        var result: [Entity] = []
        for (kind, found) in lists {
            for (value, range) in found where !result.contains(where: { ($0.start..<$0.end).overlaps(range) }) {
                result.append(
                    Entity(kind: kind, value: value, field: field, start: range.lowerBound, end: range.upperBound))
            }
        }
        return result.sorted { $0.start < $1.start }
    }

    /// Of a written number: whether it is a date, and whether it is grouped as numbers are read out.
    static func shape(_ written: String) -> (isDate: Bool, isGrouped: Bool) {
        let groups = written.split { !$0.isNumber }.map(String.init)
        let years = groups.filter { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
        let isDate =
            switch groups.count {
            case 2: years.count == 2
            case 3, 4: !years.isEmpty && groups.allSatisfy { years.contains($0) || $0.count <= 2 }
            default: false
            }
        let isGrouped =
            (2...5).contains(groups.count) && groups.allSatisfy { (2...5).contains($0.count) }
            && groups.contains { $0.count >= 3 } && !written.contains(" ")
        return (isDate, isGrouped)
    }
}
