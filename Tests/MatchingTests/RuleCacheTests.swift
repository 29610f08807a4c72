import Dispatch
import Foundation
import Model
import Synchronization
import TestSupport
import Testing

@testable import Matching

@Suite("The cache of compiled rules")
struct RuleCacheTests {

    @Test("what is kept matches as what was loaded does, with the same facts and version")
    func roundTrip() throws {
        let place = try CachePlace()
        defer { place.remove() }
        let loaded = try RuleSet(directories: [place.rules])
        let key = try #require(RuleCacheKey(RuleFiles([place.rules])))
        #expect(try RuleSet(directories: [place.rules], cache: place.cache).compiled.rules == loaded.compiled.rules)
        let kept = try #require(place.cache.rules(key))
        #expect(kept.compiled.rules == loaded.compiled.rules)
        #expect(kept.compiled.conditionOrder == loaded.compiled.conditionOrder)
        #expect(kept.facts == loaded.facts)
        #expect(kept.version == loaded.version)
        #expect(kept.ruleCounts == loaded.ruleCounts)
        let (one, other) = (loaded.makeMatcher(), kept.makeMatcher())
        var random = Seeded(5)
        var held = 0
        for _ in 0..<500 {
            let words = (0..<6).map { _ in CachePlace.words.randomElement(using: &random)! }
            let post = Post(id: "", text: words.joined(separator: " "), title: words.randomElement(using: &random))
            let expected = one.result(for: post)
            #expect(other.result(for: post) == expected)
            held += expected.hits.count
        }
        #expect(held > 100)
    }

    @Test("neighbours, counts and comparisons are kept as they are, and match as before")
    func conditions() throws {
        let body = """
            all: ['(?<n>[0-9]+) (?:won|baht) debt']
            at_least: 2
            of: [boss, owner, papers]
            where: [n < 18.5 KRW, n != 7]
            near: [{rule: coercion.*, within: 30, same: line}, {any: [they, boss], order: after}]
            not_near: {any: [news], same: sentence}
            match: ['they kept my papers: 5 won debt to the boss']
            ignore: ['5 won debt']
            """
        let when =
            "when: at least 2 of (coercion.*, trade.a.en)\nmatch: ['they kept my papers: 5 won debt to the boss']\nignore: [x]"
        let place = try CachePlace()
        defer { place.remove() }
        try place.write(TestRules.pack(family: "trade", [("trade.a.en", body), ("trade.b", when)]), to: "b.yaml")
        let loaded = try RuleSet(directories: [place.rules], cache: place.cache)
        let key = try #require(RuleCacheKey(RuleFiles([place.rules])))
        let kept = try #require(place.cache.rules(key))
        #expect(kept.compiled.rules == loaded.compiled.rules)
        let post = Post(id: "", text: "they kept my papers: 5 won debt to the boss")
        #expect(kept.makeMatcher().result(for: post) == loaded.makeMatcher().result(for: post))
        #expect(loaded.makeMatcher().result(for: post).hits.map(\.rule.id).suffix(2) == ["trade.a.en", "trade.b"])
    }

    @Test("a byte that is not what was written, wherever it stands, makes the file as good as absent")
    func damage() throws {
        let place = try CachePlace()
        defer { place.remove() }
        let (key, file) = try place.filled()
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        for offset in Array(stride(from: 0, to: min(200, whole.count), by: 1))
            + stride(from: 200, to: whole.count, by: 97)
        {
            var bytes = whole
            bytes[offset] ^= 0x10
            try bytes.write(to: URL(fileURLWithPath: file))
            #expect(place.cache.payload(key) == nil, "byte \(offset)")
        }
        #expect(try RuleSet(directories: [place.rules], cache: place.cache).ruleCounts.withPatterns == 4)
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == whole)
    }

    @Test("a file that is cut short, or too long, is as good as absent")
    func truncation() throws {
        let place = try CachePlace()
        defer { place.remove() }
        let (key, file) = try place.filled()
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        for length in Array(0..<100) + stride(from: 100, to: whole.count, by: 131) {
            try whole.prefix(length).write(to: URL(fileURLWithPath: file))
            #expect(place.cache.payload(key) == nil, "\(length) bytes")
        }
        try (whole + [0]).write(to: URL(fileURLWithPath: file))
        #expect(place.cache.payload(key) == nil)
    }

    @Test("a payload with a right checksum that makes no sense is refused, or matches without harm")
    func nonsense() throws {
        let place = try CachePlace()
        defer { place.remove() }
        let (key, _) = try place.filled()
        let payload = try #require(place.cache.payload(key))
        var random = Seeded(3)
        var refused = 0
        for round in 0..<600 {
            var bytes = payload
            if round % 3 == 0 {
                bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
            } else {
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            }
            place.cache.keep(bytes, for: key)
            guard let rules = place.cache.rules(key) else {
                refused += 1
                continue
            }
            _ = rules.makeMatcher().result(for: Post(id: "", text: CachePlace.words.joined(separator: " ")))
        }
        #expect(refused > 300)
    }

    @Test("a change of any file is seen at once: a rule, a list, a name, a test that is no test")
    func changes() throws {
        let place = try CachePlace()
        defer { place.remove() }
        func holding(_ text: String) throws -> [String] {
            try RuleSet(directories: [place.rules], cache: place.cache).makeMatcher()
                .result(for: Post(id: "", text: text)).hits.map(\.rule.id)
        }
        let both = ["coercion.both", "coercion.papers.en"]
        #expect(try holding("they kept my papers") == both)
        #expect(try holding("they kept my ledger") == [])
        try place.write(CachePlace.lists.replacing("papers", with: "papers, ledger"), to: "lists/en.yaml")
        #expect(try holding("they kept my ledger") == both)
        try place.write(CachePlace.pack.replacing("any: ['they", with: "any: ['she"), to: "a.yaml")
        #expect(throws: RuleError.self) { try holding("they kept my papers") }
        try place.write(CachePlace.pack, to: "a.yaml")
        #expect(try holding("they kept my ledger") == both)
        try FileManager.default.moveItem(atPath: place.rules + "/lists/en.yaml", toPath: place.rules + "/lists/es.yaml")
        #expect(throws: RuleError.self) { try holding("they kept my papers") }
        try FileManager.default.moveItem(atPath: place.rules + "/lists/es.yaml", toPath: place.rules + "/lists/en.yaml")
        try place.write("tests: [{name: x}]\n", to: "tests/a.yaml")
        #expect(throws: RuleError.self) { try holding("they kept my papers") }
    }

    @Test("a key differs with the files' names, bytes, borders and order")
    func keys() throws {
        var keys: Set<RuleCacheKey> = []
        let sets: [[String: String]] = [
            ["a.yaml": "x"], ["b.yaml": "x"], ["a.yaml": "y"], ["a.yaml": "x", "b.yaml": ""],
            ["a.yaml": "", "b.yaml": "x"],
            ["lists/a.yaml": "x"], ["tests/a.yaml": "x"], ["a.yml": "x"],
        ]
        for files in sets {
            let rules = try TestRules(files)
            defer { try? FileManager.default.removeItem(atPath: rules.directory) }
            keys.insert(try #require(RuleCacheKey(RuleFiles([rules.directory]))))
            #expect(RuleCacheKey(RuleFiles([rules.directory]))?.hexadecimal.count == 64)
        }
        let (one, other) = (try TestRules(["a.yaml": "1"]), try TestRules(["a.yaml": "2"]))
        defer { for rules in [one, other] { try? FileManager.default.removeItem(atPath: rules.directory) } }
        keys.insert(try #require(RuleCacheKey(RuleFiles([one.directory, other.directory]))))
        keys.insert(try #require(RuleCacheKey(RuleFiles([other.directory, one.directory]))))
        #expect(keys.count == sets.count + 2)
        #expect(RuleCacheKey(RuleFiles([one.directory, "/nonexistent-rules"])) == nil)
    }

    @Test("rules that the loader refuses are refused each time, and nothing is kept of them")
    func refusals() throws {
        let place = try CachePlace(pack: CachePlace.pack.replacing("weight: 0.5", with: "weight: 9"))
        defer { place.remove() }
        let expected = try #require(RuleLoader.load([place.rules]).errors.first)
        for _ in 0..<2 {
            #expect(throws: expected) { try RuleSet(directories: [place.rules], cache: place.cache) }
        }
        #expect(place.files == [])
    }

    @Test("many that build the same set at once all get it, and leave one file")
    func atOnce() throws {
        let place = try CachePlace()
        defer { place.remove() }
        let (rules, cache) = (place.rules, place.cache)
        let held = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 12) { _ in
            guard let set = try? RuleSet(directories: [rules], cache: cache) else { return }
            let hits = set.makeMatcher().result(for: Post(id: "", text: "they kept my papers")).hits
            held.withLock { $0 += hits.count }
        }
        #expect(held.withLock { $0 } == 24)
        #expect(place.files.count == 1)
    }

    @Test("where no directory can be made or written, rules are loaded all the same")
    func unwritable() throws {
        let place = try CachePlace()
        defer { place.remove() }
        try place.write("a file", to: "../closed")
        var directories = [place.directory + "/closed", place.directory + "/closed/deeper", "/dev/null/x", "/proc/x"]
        if geteuid() != 0 {
            try FileManager.default.createDirectory(
                atPath: place.directory + "/read-only", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o500])
            directories.append(place.directory + "/read-only")
        }
        for directory in directories {
            let rules = try RuleSet(directories: [place.rules], cache: RuleCache(directory: directory))
            #expect(rules.ruleCounts.withPatterns == 4)
        }
    }

    @Test("the directory and its files are the user's own, and what others could have written is not read")
    func ownership() throws {
        let place = try CachePlace()
        defer { place.remove() }
        let (key, file) = try place.filled()
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(place.directory + "/cache") == 0o700)
        #expect(try mode(file) == 0o600)
        #expect(place.cache.payload(key) != nil)
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
        #expect(place.cache.payload(key) == nil)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        #expect(place.cache.payload(key) != nil)
        try FileManager.default.moveItem(atPath: file, toPath: file + "-elsewhere")
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: file + "-elsewhere")
        #expect(place.cache.payload(key) == nil)
        try FileManager.default.removeItem(atPath: file)
        #expect(mkfifo(file, 0o600) == 0)
        #expect(place.cache.payload(key) == nil)
    }

    @Test("of many sets, those used last are kept")
    func bound() throws {
        let place = try CachePlace()
        defer { place.remove() }
        let (first, _) = try place.filled()
        for number in 0..<RuleCache.mostFiles + 4 {
            try place.write(CachePlace.pack + "# \(number)\n", to: "a.yaml")
            _ = try RuleSet(directories: [place.rules], cache: place.cache)
            #expect(place.cache.payload(first) != nil)
        }
        #expect(place.files.count == RuleCache.mostFiles)
    }
}

/// Rules and a cache of a test's own.
private struct CachePlace {
    let directory = NSTemporaryDirectory() + "vigil-cache-" + UUID().uuidString
    var rules: String { directory + "/rules" }
    var cache: RuleCache { RuleCache(directory: directory + "/cache") }

    /// Names of the files in the cache.
    var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: directory + "/cache")) ?? [] }

    static let lists = "held: [papers, passport]\n"

    static let pack = TestRules.pack(
        family: "coercion",
        [
            ("coercion.papers.en", "any: ['they kept my $en.held']\nmatch: [they kept my papers]\nignore: [my papers]"),
            (
                "coercion.debt.en",
                "layer: plain\nfields: [text, title]\nall: ['\\bdebt\\b', 'boss|owner']\nunless: [news]\n"
                    + "match: [debt to the boss]\nignore: [debt]"
            ),
            (
                "coercion.near.zh",
                "any: ['护照']\nnear: {rule: coercion.taken.zh, within: 9}\nmatch: [护照被扣]\nignore: [护照]"
            ),
            ("coercion.taken.zh", "any: ['被扣|没收']\nnone: ['不']\nmatch: [被扣]\nignore: [不被扣]"),
            (
                "coercion.both",
                "when: coercion.papers.* and not (coercion.debt.en or protective)\n"
                    + "match: [they kept my papers]\nignore: [they kept my papers for debt to the boss]"
            ),
        ])

    static let words = [
        "they kept my papers", "they kept my passport", "debt", "boss", "owner", "news", "护照", "被扣", "没收", "不", "and",
        "Debt", "ｐapers",
    ]

    init(pack: String = pack) throws {
        try write(pack, to: "a.yaml")
        try write(Self.lists, to: "lists/en.yaml")
    }

    func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: rules + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// The cache with the rules in it: their key and their file.
    func filled() throws -> (RuleCacheKey, file: String) {
        _ = try RuleSet(directories: [rules], cache: cache)
        guard let key = RuleCacheKey(RuleFiles([rules])), let file = files.first else {
            throw CocoaError(.fileNoSuchFile)
        }
        return (key, directory + "/cache/" + file)
    }

    func remove() { try? FileManager.default.removeItem(atPath: directory) }
}
