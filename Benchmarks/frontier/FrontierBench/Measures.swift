import Foundation

/// A line on standard output, at once: a run takes minutes.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// What the process holds of memory, in bytes.
func residentMemory() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let words = text.split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
}

/// The size of a database with its log, in bytes.
func size(of file: String) -> Int {
    ["", "-wal"].reduce(0) { sum, suffix in
        let attributes = try? FileManager.default.attributesOfItem(atPath: file + suffix)
        return sum + (attributes?[.size] as? Int ?? 0)
    }
}

func megabytes(_ bytes: Int) -> Int { bytes / 1_000_000 }

/// Times of many steps of the same kind, each for some URLs.
struct Timings {
    /// Seconds a URL, by step.
    private var perURL: [Double] = []
    private var seconds = 0.0
    private var urls = 0

    mutating func measure<Result>(_ body: () throws -> (Result, urls: Int)) rethrows -> Result {
        let begun = now()
        let (result, count) = try body()
        let took = now() - begun
        if count > 0 {
            seconds += took
            urls += count
            perURL.append(took / Double(count))
        }
        return result
    }

    /// Such as `12.1 µs on average, 30.5 in the 99th of 100 steps, 81.0 at most`.
    var text: String {
        let sorted = perURL.sorted()
        guard let most = sorted.last else { return "nothing" }
        let high = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        return String(
            format: "%.1f µs a URL on average, %.1f at the 99th percentile of steps, %.1f at most",
            seconds / Double(urls) * 1e6, high * 1e6, most * 1e6)
    }

    private func now() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
}
