import Foundation

/// Tells when files below some directories change, by their times and sizes.
public struct FileWatch: Sendable {
    private let directories: [String]
    private var seen: [String: Stamp]

    private struct Stamp: Hashable {
        var changed: Date?
        var size: Int?
    }

    public init(_ directories: [String]) {
        self.directories = directories
        seen = Self.stamps(directories)
    }

    /// Whether a file has come, gone or changed since the last question.
    public mutating func hasChanged() -> Bool {
        let now = Self.stamps(directories)
        defer { seen = now }
        return now != seen
    }

    private static func stamps(_ directories: [String]) -> [String: Stamp] {
        var result: [String: Stamp] = [:]
        for directory in directories {
            for name in (try? FileManager.default.subpathsOfDirectory(atPath: directory)) ?? [] {
                guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { continue }
                let path = directory + "/" + name
                let attributes = try? FileManager.default.attributesOfItem(atPath: path)
                result[path] = Stamp(
                    changed: attributes?[.modificationDate] as? Date, size: attributes?[.size] as? Int)
            }
        }
        return result
    }
}
