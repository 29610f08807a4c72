/// Times as WARC files carry them (ISO 28500:2017, section 5.4): UTC, W3C's profile of ISO 8601.
enum WARCDate {
    /// With milliseconds, rounded down, such as `2026-11-24T01:02:03.456Z`.
    ///
    /// - Parameter seconds: since 1970, UTC. The years 1970 to 9999 can be written; others become the nearest of these.
    static func text(_ seconds: Double) -> String {
        let parts = Parts(seconds)
        return "\(parts.year)-\(two(parts.month))-\(two(parts.day))T\(two(parts.hour)):\(two(parts.minute))"
            + ":\(two(parts.second)).\(parts.millisecond < 100 ? "0" : "")\(two(parts.millisecond))Z"
    }

    /// In seconds and without punctuation, for the names of files.
    static func compact(_ seconds: Double) -> String {
        let parts = Parts(seconds)
        return "\(parts.year)\(two(parts.month))\(two(parts.day))\(two(parts.hour))\(two(parts.minute))"
            + two(parts.second)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private struct Parts {
        var year = 0
        var month = 0
        var day = 0
        var hour = 0
        var minute = 0
        var second = 0
        var millisecond = 0

        init(_ seconds: Double) {
            let known = seconds.isNaN ? 0 : min(max(seconds, 0), 253_402_300_799.999)
            // A double holds such a time to a quarter of a microsecond: without the half, 0.001 would become 0.000.
            let milliseconds = Int((known * 1000 + 0.0005).rounded(.down))
            millisecond = milliseconds % 1000
            second = milliseconds / 1000 % 60
            minute = milliseconds / 60_000 % 60
            hour = milliseconds / 3_600_000 % 24
            (year, month, day) = Self.date(days: milliseconds / 86_400_000)
        }

        /// The Gregorian date of a day since 1970-01-01: Howard Hinnant, "chrono-compatible low-level date algorithms".
        private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
            let shifted = days + 719_468
            let era = shifted / 146_097
            let dayOfEra = shifted % 146_097
            let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let shiftedMonth = (5 * dayOfYear + 2) / 153
            let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
            return (
                yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
            )
        }
    }
}
