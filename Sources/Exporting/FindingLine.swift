import Model

extension JSONLines {
    /// Adds `finding` to `lines` with its line feed, the same bytes as `line(_:)`.
    ///
    /// Written out by hand since `vigil match` writes one for each post and `JSONEncoder` takes nine times as long, which
    /// is more than a quarter of the benchmark's time. A test holds the two against each other.
    public static func append(_ finding: Finding, to lines: inout [UInt8]) {
        var line = FindingLine(bytes: lines)
        lines = []
        line.add(finding)
        line.bytes.append(0x0A)
        lines = line.bytes
    }
}

/// A finding as a JSON object, keys in order.
private struct FindingLine {
    var bytes: [UInt8]

    mutating func add(_ finding: Finding) {
        add("{\"doubts\":")
        add(finding.doubts) { $0.add($1) }
        add(",\"entities\":")
        add(finding.entities) { $0.add($1) }
        add(",\"families\":")
        add(finding.families) { $0.add(string: $1.rawValue) }
        add(finding.flagged ? ",\"flagged\":true,\"id\":" : ",\"flagged\":false,\"id\":")
        add(string: finding.id)
        add(",\"lang\":")
        add(string: finding.lang)
        add(",\"matches\":")
        add(finding.matches) { $0.add($1) }
        add(",\"score\":")
        add(finding.score)
        add(",\"tier\":")
        add(string: finding.tier.rawValue)
        if let undecided = finding.undecided {
            add(",\"undecided\":")
            add(undecided) { $0.add(string: $1) }
        }
        add("}")
    }

    private mutating func add(_ match: Match) {
        add("{\"contribution\":", match.contribution)
        add(",\"end\":", match.end)
        add(",\"family\":", match.family.rawValue)
        add(",\"field\":", match.field.rawValue)
        add(",\"layer\":", match.layer.rawValue)
        add(",\"rule\":", match.rule)
        add(",\"severity\":", match.severity.rawValue)
        add(",\"start\":", match.start)
        add(",\"text\":", match.text)
        add("}")
    }

    private mutating func add(_ doubt: Doubt) {
        add("{\"contribution\":", doubt.contribution)
        add(",\"end\":", doubt.end)
        add(",\"field\":", doubt.field.rawValue)
        add(",\"rule\":", doubt.rule)
        add(",\"says\":", doubt.says)
        add(",\"start\":", doubt.start)
        add("}")
    }

    private mutating func add(_ entity: Entity) {
        add("{\"end\":", entity.end)
        add(",\"field\":", entity.field.rawValue)
        add(",\"kind\":", entity.kind.rawValue)
        add(",\"start\":", entity.start)
        add(",\"value\":", entity.value)
        add("}")
    }

    // MARK: Keys with their values

    private mutating func add(_ key: StaticString, _ number: Int) {
        add(key)
        add(number)
    }

    private mutating func add(_ key: StaticString, _ number: Double) {
        add(key)
        add(number)
    }

    private mutating func add(_ key: StaticString, _ string: String) {
        add(key)
        add(string: string)
    }

    // MARK: Values

    private mutating func add(_ json: StaticString) {
        json.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func add<Element>(_ list: [Element], _ each: (inout Self, Element) -> Void) {
        add("[")
        for (index, element) in list.enumerated() {
            if index > 0 { add(",") }
            each(&self, element)
        }
        add("]")
    }

    private mutating func add(_ number: Int) { bytes.append(contentsOf: number.description.utf8) }

    /// The shortest digits that are read back as `number`; whole numbers without a fraction.
    private mutating func add(_ number: Double) {
        precondition(number.isFinite, "no value of vigil's holds a number that is not finite")
        let digits = number.description.utf8
        bytes.append(contentsOf: digits)
        if digits.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
    }

    /// In quotes; what JSON lets stand as it is stands as it is.
    private mutating func add(string: String) {
        var string = string
        bytes.append(0x22)
        string.withUTF8 { text in
            var start = 0
            for place in text.indices where text[place] < 0x20 || text[place] == 0x22 || text[place] == 0x5C {
                bytes.append(contentsOf: text[start..<place])
                addEscape(of: text[place])
                start = place + 1
            }
            bytes.append(contentsOf: text[start...])
        }
        bytes.append(0x22)
    }

    private mutating func addEscape(of byte: UInt8) {
        switch byte {
        case 0x08: add("\\b")
        case 0x09: add("\\t")
        case 0x0A: add("\\n")
        case 0x0C: add("\\f")
        case 0x0D: add("\\r")
        case 0x22: add("\\\"")
        case 0x5C: add("\\\\")
        default:
            add("\\u00")
            let digits = "0123456789abcdef".utf8
            for digit in [byte >> 4, byte & 0xF] {
                bytes.append(digits[digits.index(digits.startIndex, offsetBy: Int(digit))])
            }
        }
    }
}
