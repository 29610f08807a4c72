/// Cuts the text of a date into numbers, words and signs; blanks are left out.
enum DateTokens {

    enum Token: Hashable {
        /// Its value and how many digits it has.
        case number(Int, Int)
        case word(String)
        case sign(Unicode.Scalar)
    }

    static func read(_ text: String) -> [Token] {
        var tokens: [Token] = []
        var digits = 0
        var value = 0
        var word = String.UnicodeScalarView()
        func flush() {
            if digits > 0 { tokens.append(.number(value, digits)) }
            if !word.isEmpty { tokens.append(.word(String(word))) }
            digits = 0
            value = 0
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if let digit = digit(scalar) {
                if !word.isEmpty { flush() }
                // Nothing that is a date has more digits.
                if digits < 18 { value = value * 10 + digit }
                digits += 1
            } else if isUnit(scalar) {
                flush()
                tokens.append(.sign(scalar))
            } else if scalar.properties.isAlphabetic || isMark(scalar) {
                if digits > 0 { flush() }
                word.append(scalar)
            } else if scalar == ".", !word.isEmpty {
                // `a.m.`, `พ.ย.`
                word.append(scalar)
            } else {
                flush()
                if !scalar.properties.isWhitespace { tokens.append(.sign(scalar)) }
            }
        }
        flush()
        return tokens.map { token in
            guard case .word(var word) = token else { return token }
            while word.hasSuffix(".") { word.removeLast() }
            return .word(word)
        }
    }

    /// The characters behind numbers in Chinese, Japanese and Korean dates.
    private static func isUnit(_ scalar: Unicode.Scalar) -> Bool {
        "年月日号號년월일点點時时分秒시분초".unicodeScalars.contains(scalar)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .spacingMark
    }

    /// ASCII, fullwidth and Thai digits.
    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value - 0x30)
        case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
        case 0x0E50...0x0E59: Int(scalar.value - 0x0E50)
        default: nil
        }
    }
}
