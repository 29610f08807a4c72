import Model

/// Whether a run of single letters is joined, which of them, and whether its writing tells anything.
///
/// Telling are five letters and more, of three different ones at least; between letters of the alphabets four are
/// enough where a sign stands that nobody sets between initials, and dots need five small letters or seven capital ones
/// (`a.s.a.p.`, `N.A.A.C.P.`). Han and Hangul need six between blanks, where words of one syllable stand, and four
/// between signs. Letters from a to g alone are notes and chords; `가 나 다 라` and numerals are lists.
struct RunStyle {
    /// Which of the run's cells are joined.
    let kept: Range<Int>
    let isTelling: Bool

    /// Nil where the run is left as it is.
    init?(
        _ cells: [Range<Int>], _ group: Group?, _ separator: SpacedLetters.Separator?, _ text: JoinedText,
        _ kinds: [ScalarClass]
    ) {
        guard let separator, let group else { return nil }
        var kept = cells.indices
        func isStandIn(_ place: Int) -> Bool { !kinds[cells[place].lowerBound].isLetter }
        while let first = kept.first, isStandIn(first) { kept = first + 1..<kept.upperBound }
        while let last = kept.last, isStandIn(last), kept.count < 2 || isStandIn(last - 1) {
            kept = kept.lowerBound..<last
        }
        let values = kept.map { text.units[cells[$0].lowerBound].value }
        let letters = kept.filter { !isStandIn($0) }
        guard letters.count >= 3, values.count - letters.count <= letters.count / 2 else { return nil }
        let isSyllabic = group == .han || group == .hangul
        let isSigned = separator != .blank && separator != .lineEnd
        let least = separator == .lineEnd ? 5 : isSyllabic && isSigned ? 3 : 4
        let distinct = Set(values).count
        guard letters.count >= least, distinct > 1, !Self.followOneAnother(values) else { return nil }
        self.kept = kept
        let isUpper = letters.allSatisfy { text.scalars[Int(text.units[cells[$0].lowerBound].start)].isUpperASCII }
        let enough =
            switch (isSyllabic, separator) {
            case (true, .sign(let sign)): Self.isEverydaySign(sign) ? 6 : 4
            case (true, .emoji): 4
            case (true, _): 6
            case (_, .sign(0x2E)): isUpper ? 7 : 5
            case (_, .sign(let sign)): Self.isEverydaySign(sign) ? 5 : 4
            case (_, .emoji): 4
            case (_, _): 5
            }
        isTelling =
            values.count >= enough && distinct >= 3 && !values.allSatisfy { (0x61...0x67).contains($0) }
            && !Self.isList(values)
    }

    /// Writings whose letters make words together.
    enum Group {
        case cased, han, hangul, thai

        init?(_ kind: ScalarClass) {
            switch kind {
            case .latin, .cyrillic, .greek, .rareCased: self = .cased
            case .han: self = .han
            case .hangul, .jamo: self = .hangul
            case .thai: self = .thai
            default: return nil
            }
        }
    }

    /// `a b c d`, and `d c b a`.
    private static func followOneAnother(_ values: [UInt32]) -> Bool {
        let steps = zip(values.dropFirst(), values).map { Int($0) - Int($1) }
        return steps.allSatisfy { $0 == 1 } || steps.allSatisfy { $0 == -1 }
    }

    private static func isEverydaySign(_ value: UInt32) -> Bool {
        switch value {
        case 0x2E, 0x2D, 0x2F, 0x2C, 0x27, 0x2B, 0x3A, 0x3B, 0x3D, 0xB7, 0x2010...0x2015, 0x30FB: true
        default: false
        }
    }

    private static let lists = ["가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "ㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣ", "甲乙丙丁戊己庚辛壬癸"]
        .map { $0.unicodeScalars.map(\.value) }
    private static let numerals = Set("零〇一二三四五六七八九十两幺壹贰叁肆伍陆柒捌玖공영일이삼사오육칠팔구".unicodeScalars.map(\.value))

    private static func isList(_ values: [UInt32]) -> Bool {
        values.allSatisfy(numerals.contains) || lists.contains { $0.starts(with: values) }
    }
}

extension UInt32 {
    fileprivate var isUpperASCII: Bool { (0x41...0x5A).contains(self) }
}
