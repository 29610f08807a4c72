/// Reads the date that a page gives for a post.
///
/// Known: ISO 8601 and its relatives, RFC 822/9110 dates, Unix seconds and milliseconds, year-month-day with any
/// signs between (`2026/11/3`, `2026年11月3日`, `2026년 11월 3일`), day.month.year, dates with a month's name in the languages
/// of `MonthNames`, Thai years of the Buddhist era. A date such as 3/4/2026, which two readers read in two ways, is not
/// guessed at, nor is "two hours ago".
enum PostedDate {

    /// The date as ISO 8601: `2026-11-03`, with the time and the zone only where the text has them.
    static func iso8601(_ text: String) -> String? {
        // What is longer than this is a sentence, not a date.
        guard text.utf8.count <= 160 else { return nil }
        var reading = Reading(DateTokens.read(text))
        return reading.result()
    }

    /// Seconds since 1970 as ISO 8601 in UTC.
    static func iso8601(seconds: Int) -> String {
        let (days, rest) = (seconds / 86_400, seconds % 86_400)
        let day = civil(days: rest < 0 ? days - 1 : days)
        let time = rest < 0 ? rest + 86_400 : rest
        return "\(pad(day.year, 4))-\(pad(day.month))-\(pad(day.day))T"
            + "\(pad(time / 3600)):\(pad(time / 60 % 60)):\(pad(time % 60))Z"
    }

    /// The day that is so many days after 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    fileprivate static func pad(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// One pass over the tokens: the date first, then the time and the zone behind or before it.
private struct Reading {
    private let tokens: [DateTokens.Token]

    init(_ tokens: [DateTokens.Token]) { self.tokens = tokens }

    mutating func result() -> String? {
        if let seconds = unixTime() { return PostedDate.iso8601(seconds: seconds) }
        guard let (date, range) = date() else { return nil }
        let day = "\(PostedDate.pad(date.year, 4))-\(PostedDate.pad(date.month))-\(PostedDate.pad(date.day))"
        guard let (time, end) = time(outside: range) else { return day }
        return day + "T" + time + (zone(from: end) ?? "")
    }

    // MARK: - Date

    private struct Day {
        var year: Int
        var month: Int
        var day: Int
    }

    private func unixTime() -> Int? {
        guard tokens.count == 1, case .number(let value, let digits) = tokens[0] else { return nil }
        if digits == 10 { return value }
        return digits == 13 ? value / 1000 : nil
    }

    private func date() -> (Day, Range<Int>)? {
        for index in tokens.indices {
            if let found = yearFirst(at: index) ?? dayFirst(at: index) ?? named(at: index) ?? compact(at: index) {
                return found
            }
        }
        return nil
    }

    /// 2026-11-03, 2026/11/3, 2026. 11. 3., 2026年11月3日, 2026년 11월 3일
    private func yearFirst(at index: Int) -> (Day, Range<Int>)? {
        guard case .number(let year, 4)? = token(index) else { return nil }
        var next = index + 1
        guard skipSeparator(&next), case .number(let month, let width)? = token(next), width <= 2 else { return nil }
        next += 1
        guard skipSeparator(&next), case .number(let day, let dayWidth)? = token(next), dayWidth <= 2 else {
            return nil
        }
        return checked(year, month, day).map { ($0, index..<(next + 1)) }
    }

    /// 03.11.2026, 25/12/2026, 12/25/2026; not 3/4/2026.
    private func dayFirst(at index: Int) -> (Day, Range<Int>)? {
        guard case .number(let first, let firstWidth)? = token(index), firstWidth <= 2,
            case .sign(let sign)? = token(index + 1), ".-/".unicodeScalars.contains(sign),
            case .number(let second, let secondWidth)? = token(index + 2), secondWidth <= 2,
            token(index + 3) == .sign(sign), case .number(var year, let yearWidth)? = token(index + 4),
            yearWidth == 4 || (yearWidth == 2 && sign == ".")
        else { return nil }
        if yearWidth == 2 { year += 2000 }
        let range = index..<(index + 5)
        if sign == "." || first > 12 { return checked(year, second, first).map { ($0, range) } }
        if second > 12 { return checked(year, first, second).map { ($0, range) } }
        return first == second ? checked(year, first, second).map { ($0, range) } : nil
    }

    /// 3 November 2026, November 3rd, 2026, 3 de noviembre de 2026, 3 ноября 2026 г., 3 tháng 11, 2026
    private func named(at index: Int) -> (Day, Range<Int>)? {
        if case .number(let day, let width)? = token(index), width <= 2 {
            var next = index + 1
            skipFillers(&next)
            guard let month = month(&next) else { return nil }
            skipFillers(&next)
            guard let year = year(&next) else { return nil }
            return checked(year, month, day).map { ($0, index..<next) }
        }
        var next = index
        guard let month = month(&next) else { return nil }
        skipFillers(&next)
        guard case .number(let day, let width)? = token(next), width <= 2 else { return nil }
        next += 1
        skipFillers(&next)
        guard let year = year(&next) else { return nil }
        return checked(year, month, day).map { ($0, index..<next) }
    }

    /// 20261103 and 20261103T102030Z
    private func compact(at index: Int) -> (Day, Range<Int>)? {
        guard case .number(let value, 8)? = token(index), value > 19_900_000 else { return nil }
        return checked(value / 10_000, value / 100 % 100, value % 100).map { ($0, index..<(index + 1)) }
    }

    private func month(_ index: inout Int) -> Int? {
        guard case .word(let word)? = token(index) else { return nil }
        if word.lowercased() == "tháng", case .number(let month, let width)? = token(index + 1), width <= 2 {
            index += 2
            return month
        }
        guard let month = MonthNames.month(word) else { return nil }
        index += 1
        return month
    }

    private func year(_ index: inout Int) -> Int? {
        guard case .number(let year, let width)? = token(index), width == 4 || width == 2 else { return nil }
        // `Nov 3, 10:20` has no year.
        if width == 2, token(index + 1) == .sign(":") { return nil }
        index += 1
        return width == 2 ? 2000 + year : year
    }

    private func checked(_ year: Int, _ month: Int, _ day: Int) -> Day? {
        // The Buddhist era runs 543 years ahead.
        let common = (2530...2650).contains(year) ? year - 543 : year
        guard (1990...2100).contains(common), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let isLeap = common % 4 == 0 && (common % 100 != 0 || common % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1] ? Day(year: common, month: month, day: day) : nil
    }

    // MARK: - Time

    /// `10:20`, `10:20:30.5`, `오후 3:05`, `3:05 PM`, `10点20分`, `10시 20분`, with the index behind it.
    private func time(outside date: Range<Int>) -> (String, Int)? {
        for start in Array(date.upperBound..<max(date.upperBound, tokens.count)) + Array(0..<date.lowerBound) {
            guard case .number(var hour, let width)? = token(start), width <= 2, hour < 24 else {
                if start == date.upperBound + 1 || start == date.upperBound, let compact = compactTime(at: start) {
                    return compact
                }
                continue
            }
            guard case .sign(let sign)? = token(start + 1), ":：点點時时시".unicodeScalars.contains(sign),
                case .number(let minute, let minuteWidth)? = token(start + 2), minuteWidth <= 2, minute < 60
            else { continue }
            var next = start + 3
            var second = 0
            if case .sign(let sign)? = token(next), ":分분".unicodeScalars.contains(sign) {
                next += 1
                if case .number(let value, let width)? = token(next), width <= 2, value < 60 {
                    second = value
                    next += 1
                    // Fractions of a second are of no use here.
                    if token(next) == .sign("."), case .number? = token(next + 1) { next += 2 }
                    if case .sign(let sign)? = token(next), "秒초".unicodeScalars.contains(sign) { next += 1 }
                }
            }
            if let isAfternoon = halfOfDay(before: start) ?? halfOfDay(at: &next) {
                if isAfternoon, hour < 12 { hour += 12 }
                if !isAfternoon, hour == 12 { hour = 0 }
            }
            return ("\(PostedDate.pad(hour)):\(PostedDate.pad(minute)):\(PostedDate.pad(second))", next)
        }
        return nil
    }

    /// `T102030`
    private func compactTime(at index: Int) -> (String, Int)? {
        guard case .number(let value, let width)? = token(index), width == 6 || width == 4 else { return nil }
        guard case .word(let word)? = token(index - 1), word.lowercased() == "t" else { return nil }
        let full = width == 6 ? value : value * 100
        guard full / 10_000 < 24, full / 100 % 100 < 60, full % 100 < 60 else { return nil }
        let time = [full / 10_000, full / 100 % 100, full % 100].map { PostedDate.pad($0) }.joined(separator: ":")
        return (time, index + 1)
    }

    private func halfOfDay(before index: Int) -> Bool? {
        guard case .word(let word)? = token(index - 1) else { return nil }
        return Reading.half(word)
    }

    private func halfOfDay(at index: inout Int) -> Bool? {
        guard case .word(let word)? = token(index), let half = Reading.half(word) else { return nil }
        index += 1
        return half
    }

    private static func half(_ word: String) -> Bool? {
        switch word.lowercased() {
        case "pm", "p.m", "p.m.", "오후", "下午", "晚上", "午後", "ch": true
        case "am", "a.m", "a.m.", "오전", "上午", "凌晨", "早上", "午前", "sa": false
        default: nil
        }
    }

    // MARK: - Zone

    /// `Z`, `GMT`, `+09:00`, `+0900`, `-05`, directly behind the time.
    private func zone(from start: Int) -> String? {
        guard let next = token(start) else { return nil }
        if case .word(let word) = next {
            let name = word.uppercased()
            if let known = Reading.zones[name] {
                // `GMT+0900`
                if name == "GMT" || name == "UTC", let precise = offset(from: start + 1) { return precise }
                return known
            }
            return nil
        }
        return offset(from: start)
    }

    private func offset(from start: Int) -> String? {
        guard case .sign(let sign)? = token(start), sign == "+" || sign == "-" || sign == "\u{2212}",
            case .number(let value, let width)? = token(start + 1)
        else { return nil }
        let mark = sign == "+" ? "+" : "-"
        if width == 4, value / 100 <= 14, value % 100 < 60 {
            return "\(mark)\(PostedDate.pad(value / 100)):\(PostedDate.pad(value % 100))"
        }
        guard width <= 2, value <= 14 else { return nil }
        if token(start + 2) == .sign(":"), case .number(let minutes, 2)? = token(start + 3), minutes < 60 {
            return "\(mark)\(PostedDate.pad(value)):\(PostedDate.pad(minutes))"
        }
        return "\(mark)\(PostedDate.pad(value)):00"
    }

    private static let zones = [
        "Z": "Z", "GMT": "Z", "UTC": "Z", "UT": "Z", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00",
        "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "KST": "+09:00", "JST": "+09:00",
        "MSK": "+03:00", "ICT": "+07:00", "PHT": "+08:00", "HKT": "+08:00", "SGT": "+08:00",
    ]

    // MARK: - Tokens

    private func token(_ index: Int) -> DateTokens.Token? { tokens.indices.contains(index) ? tokens[index] : nil }

    /// One of the signs and words that stand between year, month and day.
    private func skipSeparator(_ index: inout Int) -> Bool {
        guard case .sign(let sign)? = token(index), "-/.年月년월\u{2010}\u{2011}\u{2013}".unicodeScalars.contains(sign)
        else { return false }
        index += 1
        return true
    }

    private func skipFillers(_ index: inout Int) {
        while let next = token(index) {
            switch next {
            case .sign(let sign) where ",.-/".unicodeScalars.contains(sign): index += 1
            case .word(let word) where Reading.fillers.contains(word.lowercased()): index += 1
            default: return
            }
        }
    }

    private static let fillers: Set<String> = [
        "st", "nd", "rd", "th", "de", "del", "of", "г", "года", "ngày", "năm", "พ.ศ", "พ.ศ.", "ค.ศ", "ค.ศ.", "р",
    ]
}
