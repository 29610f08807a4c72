/// Numbers as people read them.
enum Figures {
    /// `value` rounded to a whole number, with a comma between thousands.
    static func grouped(_ value: Double) -> String { grouped(Int(value.rounded())) }

    static func grouped(_ value: Int) -> String {
        var digits = Array(String(value.magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }

    /// `value` with its sign and two decimals.
    static func signed(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = hundredths.magnitude % 100
        return (hundredths < 0 ? "−" : "+") + "\(hundredths.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    /// `value`, 0 or more, with so many decimals, 1 or more.
    static func decimal(_ value: Double, places: Int) -> String {
        let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
        let rounded = Int((value * Double(unit)).rounded())
        let fraction = String(rounded % unit)
        return "\(rounded / unit)." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    /// `one` or `many` with its number.
    static func count(_ value: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(value)) \(value == 1 ? one : many ?? one + "s")"
    }
}
