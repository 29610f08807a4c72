import Crypto
import Foundation

/// A directory in which compiled rule sets are kept from one start to the next.
///
/// A file of it is a key, a checksum and what they stand for. It is believed only as far as it proves itself: whatever
/// is damaged, cut short, foreign or of another key is as good as absent. Nothing that goes wrong with it is an error.
public struct RuleCache: Sendable, Hashable {
    private let directory: String?

    /// Keeps nothing.
    public static let off = RuleCache(directory: nil)

    /// Keeps files in `directory`, which is made when it is first needed; nil for none.
    public init(directory: String?) { self.directory = directory }

    /// How many files are kept; the oldest go.
    static let mostFiles = 8
    /// The largest file, in bytes; 2,000 rules take about 3 MB.
    static let largestFile = 64 << 20

    /// What every file begins with.
    private static let magic = Array("vigil rules\n".utf8)
    private static let digestSize = 32
    private static var headSize: Int { magic.count + 2 * digestSize }

    /// What is kept for `key`.
    func payload(_ key: RuleCacheKey) -> [UInt8]? {
        guard let path = path(key), let file = CacheFile.read(path, upTo: Self.largestFile),
            file.count >= Self.headSize, file.starts(with: Self.magic + key.bytes)
        else { return nil }
        let payload = file[Self.headSize...]
        guard file[(Self.headSize - Self.digestSize)..<Self.headSize].elementsEqual(Self.digest(payload)) else {
            return nil
        }
        CacheFile.touch(path)
        return Array(payload)
    }

    /// Keeps `payload` for `key`, if it can be.
    func keep(_ payload: [UInt8], for key: RuleCacheKey) {
        guard let directory, let path = path(key) else { return }
        let file = Self.magic + key.bytes + Self.digest(payload[...]) + payload
        guard file.count <= Self.largestFile, CacheFile.makeDirectory(directory) else { return }
        CacheFile.replace(path, with: file)
        CacheFile.removeOldest(in: directory, keeping: Self.mostFiles)
    }

    private func path(_ key: RuleCacheKey) -> String? {
        directory.map { "\($0)/\(key.hexadecimal)\(CacheFile.ending)" }
    }

    private static func digest(_ payload: ArraySlice<UInt8>) -> [UInt8] {
        payload.withUnsafeBytes { bytes in
            var digest = SHA256()
            digest.update(bufferPointer: bytes)
            return Array(digest.finalize())
        }
    }
}

extension RuleCache {
    /// The rule set that is kept for `key`.
    func rules(_ key: RuleCacheKey) -> RuleSet? {
        guard let payload = payload(key) else { return nil }
        var reader = CacheReader(payload)
        guard let rules = try? RuleSet(from: &reader), reader.isAtEnd else { return nil }
        return rules
    }

    func keep(_ rules: RuleSet, for key: RuleCacheKey) {
        var writer = CacheWriter()
        writer.write(rules)
        keep(writer.bytes, for: key)
    }
}
