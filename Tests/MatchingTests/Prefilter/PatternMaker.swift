import TestSupport

/// Makes patterns of all that PCRE2's syntax offers (pcre2syntax), from few letters, so that they match often.
struct PatternMaker {
    /// What patterns and texts are made of.
    static let letters = [
        "a", "b", "ab", "K", "s", "kept", "debt", "é", "ß", "İ", "я", "Я", "М", "护照", "護", "여권", "ไม่", "ộ", "Ა", "Ꭰ",
        "𐐀",
        "🍒", "5", "12", "-", " ", "x y", "\n", "]", "}", "#", ",", "ς",
    ]

    /// Pieces that stand for characters, with some of those.
    private static let pieces: [(String, [String])] = [
        (".", ["a", "é", "护"]), ("\\d", ["5", "٣", "๕"]), ("\\w", ["a", "я", "护"]), ("\\s", [" ", "\u{3000}", "\n"]),
        ("\\D", ["a", "-"]), ("\\W", ["-", " "]), ("\\S", ["b", "ß"]), ("\\h", [" "]), ("\\H", ["a"]), ("\\v", ["\n"]),
        ("\\V", ["a"]), ("\\R", ["\n", "\r\n"]), ("\\X", ["e\u{301}", "a"]), ("\\N", ["a"]), ("\\p{L}", ["a", "我"]),
        ("\\pL", ["b"]), ("\\p{Lu}", ["A", "Я"]), ("\\p{^Han}", ["a"]), ("\\P{Han}", ["b"]), ("\\p{Han}", ["护"]),
        ("\\p{L&}", ["a"]), ("\\p{Any}", ["a"]), ("\\x{6b}", ["k"]), ("\\x{212A}", ["k", "\u{212A}"]),
        ("\\x{41C}", ["м", "М"]),
        ("\\x{DF}", ["ß", "ss"]), ("\\x6b", ["k"]), ("\\o{153}", ["k"]), ("\\N{U+6b}", ["k"]),
        ("\\x{FF4B}", ["k", "ｋ"]),
        ("\\x{73}", ["ſ", "s"]), ("\\t", ["\t"]), ("\\n", ["\n"]), ("\\.", ["."]), ("\\-", ["-"]), ("\\é", ["é"]),
        ("\\Qab.\\E", ["ab."]), ("\\Qkept\\E", ["kept"]), ("\\Q护[\\E", ["护["]), ("\\Q\\E", [""]), ("\\e", ["\u{1B}"]),
        ("{", ["{"]), ("}", ["}"]), ("]", ["]"]), ("a{,3}", ["a{,3}"]), ("kept{1,x}", ["kept{1,x}"]),
        ("b{+2}", ["b{+2}"]),
        ("debt{2,-3}", ["debt{2,-3}"]), ("\\ ", [" "]), ("(?#note)", [""]), ("(?#a\\)", [""]), ("(?#(|)", [""]),
        ("(?i)", [""]), ("(?-i)", [""]), ("(?s)", [""]), ("(?m)", [""]), ("(?x)", [""]), ("(?xx)", [""]),
        ("(?-x)", [""]),
        ("(?i-s)", [""]), ("(?^)", [""]), ("(?U)", [""]), ("(?n)", [""]), ("(?J)", [""]), ("\\K", [""]),
        ("\\b", ["", " "]),
        ("\\B", [""]), ("^", ["", "\n"]), ("$", ["", "\n"]), ("\\A", [""]), ("\\z", [""]), ("\\Z", [""]), ("\\G", [""]),
        ("(*ACCEPT)", [""]), ("(*FAIL)", [""]), ("(*COMMIT)", [""]), ("(*PRUNE)", [""]), ("(*SKIP)", [""]),
        ("(*THEN)", [""]),
        ("(*MARK:m)", [""]), ("(?C)", [""]), ("(?R)?", ["", "ab"]), ("(?1)?", ["", "ab"]), ("(?&n)", ["ab"]),
        ("(?P>n)", ["ab"]), ("(?(1)kept|debt)", ["kept", "debt"]), ("(?(<n>)a)", ["a", ""]),
        ("(?(?=a)ab|kept)", ["ab", "kept"]),
        ("(?(R)a|b)", ["b"]), ("(?(DEFINE)(?<d>kept))", [""]), ("(?P=n)", ["ab"]), ("\\k<n>", ["ab"]),
        ("\\k{n}", ["ab"]),
        ("\\g{n}", ["ab"]), ("(*atomic:ab)", ["ab"]), ("(*pla:kept)", [""]), ("(*nlb:kept)", [""]),
        ("(?>kept|ab)", ["kept", "ab"]),
        ("(?:|kept)", ["", "kept"]), ("# note\n", [""]), ("(*UCP)", [""]), ("\\cA", ["\u{1}"]), ("\\a", ["\u{7}"]),
        ("\\07", ["\u{7}"]),
    ]
    private static let classes: [(String, [String])] = [
        ("[ab]", ["a", "b"]), ("[^ab]", ["k", "护"]), ("[a-k]", ["b", "k"]), ("[^a-k]", ["s", "護"]),
        ("[K-S]", ["k", "S"]),
        ("[[:alpha:]]", ["a", "я"]), ("[^[:alpha:]]", ["5", "-"]), ("[[:^digit:]5]", ["a", "5"]),
        ("[a[:digit:]-]", ["5", "-"]),
        ("[\\d護]", ["5", "護"]), ("[^\\s]", ["a"]), ("[\\p{Lu}s]", ["s", "K"]), ("[^\\p{L}]", ["5"]),
        ("[]a]", ["]", "a"]),
        ("[^]a]", ["b"]), ("[a\\]]", ["]"]), ("[-a]", ["-"]), ("[a-]", ["-"]), ("[护護]", ["护", "護"]), ("[一-龥]", ["护"]),
        ("[가-힣]", ["여"]), ("[а-яё]", ["м", "ё"]), ("[А-Я]", ["м", "М"]), ("[éßİ]", ["é", "ß"]),
        ("[\\x{6b}\\x{41C}]", ["k", "м"]),
        ("[\\x{61}-\\x{6b}]", ["a"]), ("[\\Qa-k\\E]", ["-", "a"]), ("[[.]", ["[", "."]), ("[a&&b]", ["&"]),
        ("[🍒x]", ["🍒"]),
        ("[^🍒x]", ["a"]), ("[Ａ-Ｚ]", ["a", "Ａ"]), ("[\\w-]", ["-", "a"]), ("[\\h\\v]", [" "]), ("[s]", ["ſ", "s"]),
        ("[^K]", ["s"]),
        ("[:：]", [":", "："]), ("[\\b]", ["\u{8}"]), ("[a-\\d]", ["-", "5"]), ("[\\n-a]", ["\n", "5"]),
        ("[[=a=]]", ["a"]),
    ]
    private static let signs: [(String, Int, Int?)] = [
        ("?", 0, 1), ("*", 0, nil), ("+", 1, nil), ("??", 0, 1), ("*?", 0, nil), ("+?", 1, nil), ("?+", 0, 1),
        ("*+", 0, nil),
        ("++", 1, nil), ("{2}", 2, 2), ("{0}", 0, 0), ("{0,2}", 0, 2), ("{1,3}", 1, 3), ("{2,}", 2, nil),
        ("{1,3}?", 1, 3),
        ("{0,12}", 0, 12), ("{1}", 1, 1), ("{0,3}+", 0, 3), ("{1,2}{0,2}", 0, 4),
    ]
    private static let openings = [
        "(?:", "(?:", "(?:", "(", "(", "(?<n>", "(?P<n>", "(?'n'", "(?>", "(?|", "(?i:", "(?-i:", "(?s:", "(?im-s:",
        "(?x:",
    ]
    private static let looks = ["(?=", "(?!", "(?<=", "(?<!"]

    /// A pattern, which PCRE2 may refuse.
    static func pattern(_ random: inout some RandomNumberGenerator) -> PatternTree {
        let tree = sequence(depth: 0, &random)
        guard random.isOne(in: 20) else { return tree }
        let verbs = [
            "(*UTF)", "(*NO_START_OPT)", "(*CRLF)", "(*ANYCRLF)", "(*NOTEMPTY)", "(*BSR_ANYCRLF)", "(?x)", "(?i)",
        ]
        return .sequence([.piece(verbs.randomElement(using: &random) ?? "", samples: [""]), tree])
    }

    private static func sequence(depth: Int, _ random: inout some RandomNumberGenerator) -> PatternTree {
        let count = random.isOne(in: 12) ? 0 : Int.random(in: 1...(depth == 0 ? 6 : 3), using: &random)
        var parts: [PatternTree] = []
        for _ in 0..<count {
            let part = atom(depth: depth, &random)
            if random.isOne(in: 4), let (sign, least, most) = signs.randomElement(using: &random) {
                parts.append(.repeated(part, sign: sign, least: least, most: most))
            } else {
                parts.append(part)
            }
        }
        return .sequence(parts)
    }

    private static func atom(depth: Int, _ random: inout some RandomNumberGenerator) -> PatternTree {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<9:
            let text = letters.randomElement(using: &random) ?? ""
            return .piece(text == "]" ? "\\]" : text, samples: [text])
        case 9..<11: return piece(classes, &random)
        case 11..<14: return piece(pieces, &random)
        case 14: return .again("\\\(Int.random(in: 1...2, using: &random))", group: 1)
        case 15 where depth < 3:
            return .look(sequence(depth: depth + 1, &random), opening: looks.randomElement(using: &random) ?? "(?=")
        default:
            guard depth < 3 else { return .piece("kept", samples: ["kept"]) }
            let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in sequence(depth: depth + 1, &random) }
            return .group(parts, opening: openings.randomElement(using: &random) ?? "(?:")
        }
    }

    private static func piece(
        _ table: [(String, [String])], _ random: inout some RandomNumberGenerator
    ) -> PatternTree {
        guard let (written, samples) = table.randomElement(using: &random) else { return .piece("", samples: []) }
        return .piece(written, samples: samples)
    }
}
