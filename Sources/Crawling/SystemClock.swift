import Foundation

/// The system's clocks.
enum SystemClock {
    /// Seconds since 1970, UTC.
    static func wall() -> Double { seconds(CLOCK_REALTIME) }

    /// Seconds since some fixed moment; never set back.
    static func monotonic() -> Double { seconds(CLOCK_MONOTONIC) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
