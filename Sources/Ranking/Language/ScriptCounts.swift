/// How many letters of each script a text has.
struct ScriptCounts {
    var letters = 0
    var latin = 0
    var han = 0
    var kana = 0
    var hangul = 0
    var thai = 0
    var cyrillic = 0
    /// Letters that Vietnamese has and other Latin scripts rarely do.
    var vietnamese = 0
    /// Letters of Ukrainian that Russian lacks, and the reverse.
    var ukrainian = 0
    var russian = 0

    init(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                if byte < 0x80 {
                    latin += (byte | 0x20) &- 0x61 < 26 ? 1 : 0
                    place += 1
                } else {
                    count(bytes.scalar(at: &place))
                }
            }
        }
        letters = latin + han + kana + hangul + thai + cyrillic
    }

    private mutating func count(_ value: UInt32) {
        switch value {
        case 0xC0...0x24F:
            latin += 1
            switch value {
            case 0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0: vietnamese += 1
            default: break
            }
        case 0x1EA0...0x1EF9:
            latin += 1
            vietnamese += 1
        case 0x400...0x52F:
            cyrillic += 1
            switch value {
            case 0x404, 0x406, 0x407, 0x454, 0x456, 0x457, 0x490, 0x491: ukrainian += 1
            case 0x42B, 0x42D, 0x44A, 0x44B, 0x44D, 0x451: russian += 1
            default: break
            }
        case 0xE01...0xE4E: thai += 1
        case 0x3040...0x30FF: kana += 1
        case 0x3131...0x318E, 0xAC00...0xD7A3: hangul += 1
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3134F: han += 1
        default: break
        }
    }

    /// Whether `count` letters are at least two in five of all.
    func share(_ count: Int) -> Bool { count > 0 && count * 5 >= letters * 2 }
}
