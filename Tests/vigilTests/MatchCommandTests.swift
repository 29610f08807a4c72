import Foundation
import Testing

@Suite("vigil match")
struct MatchCommandTests {
    private static let posts = try! String(
        contentsOfFile: VigilProcess.repository + "/samples/posts.jsonl", encoding: .utf8)

    private func object(_ line: Substring) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return try #require(value as? [String: Any])
    }

    @Test("gives one finding a line, in order, the same bytes on every run and with one thread and two")
    func deterministic() async throws {
        let one = try await VigilProcess.run(["match", "--rules", "rules", "--threads", "1"], input: Self.posts)
        let two = try await VigilProcess.run(["match", "--rules", "rules", "--threads", "2"], input: Self.posts)
        let again = try await VigilProcess.run(["match", "--rules", "rules", "--threads", "2", "samples/posts.jsonl"])
        #expect(one.status == 0)
        #expect(one.complaints.isEmpty)
        #expect(one.output == two.output)
        #expect(one.output == again.output)
        #expect(try ids(one.output) == ids(Self.posts))
        #expect(try ids(one.output).count == 200)
    }

    @Test("gives the same bytes without a cache, with an empty one and with a full one, and sees an edit at once")
    func cache() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try FileManager.default.createDirectory(atPath: scratch.path("rules"), withIntermediateDirectories: true)
        let pack = scratch.path("rules/a.yaml")
        try FileManager.default.copyItem(atPath: VigilProcess.repository + "/rules/es/marriage.yaml", toPath: pack)
        try FileManager.default.copyItem(
            atPath: VigilProcess.repository + "/rules/lists", toPath: scratch.path("rules/lists"))
        let kept = scratch.path("cache")
        func run(_ cache: String) async throws -> VigilProcess {
            try await VigilProcess.run(["match", "--rules", scratch.path("rules")], input: Self.posts, cache: cache)
        }
        let without = try await run("off")
        #expect(without.status == 0)
        #expect(!FileManager.default.fileExists(atPath: kept))
        for _ in 0..<2 { #expect(try await run(kept).output == without.output) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: kept).count == 1)
        let written = try String(contentsOfFile: pack, encoding: .utf8)
        try (written + "  - id: broken\n").write(toFile: pack, atomically: true, encoding: .utf8)
        let broken = try await run(kept)
        #expect(broken.status == 2)
        let afresh = try await run("off")
        #expect(broken.complaints == afresh.complaints)
    }

    private func ids(_ text: String) throws -> [String] {
        try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(object?["id"] as? String)
        }
    }

    @Test("reads half surrogate pairs as U+FFFD, and says of a text beyond a mebibyte that it was cut")
    func oddPosts() async throws {
        let half = #"{"id": "half", "text": "they hold my passport \ud83d"}"#
        let whole = #"{"id": "whole", "text": "they hold my passport \ud83d\ude00"}"#
        let long =
            #"{"id": "long", "text": "they hold my passport "# + String(repeating: "word ", count: 300_000) + "\"}"
        let result = try await VigilProcess.run(
            ["match", "--rules", "rules"], input: [half, whole, long].joined(separator: "\n"))
        #expect(result.status == 0)
        #expect(try ids(result.output) == ["half", "whole", "long"])
        #expect(result.lines.allSatisfy { $0.contains("passport") })
        #expect(
            result.complaints
                == "vigil: standard input:3: the post's text has 1500022 bytes; the first 1048576 were read (split what is "
                + "more than one post)\n")
    }

    @Test("quotes each match from the original, by its offsets in Unicode scalars")
    func quotes() async throws {
        let found = try await VigilProcess.run(["match", "--rules", "rules"], input: Self.posts).lines
        var checked = 0
        for (post, finding) in zip(Self.posts.split(separator: "\n"), found) {
            let post = try object(post)
            let finding = try object(Substring(finding))
            let matches = try #require(finding["matches"] as? [[String: Any]])
            for match in matches {
                let name = try #require(match["field"] as? String)
                let field = try #require(post[name] as? String)
                let scalars = Array(field.unicodeScalars)
                let start = try #require(match["start"] as? Int)
                let end = try #require(match["end"] as? Int)
                var quoted = String.UnicodeScalarView()
                quoted.append(contentsOf: scalars[start..<end])
                #expect(String(quoted) == match["text"] as? String)
                checked += 1
            }
        }
        #expect(checked > 20)
    }

    @Test("names a line that is no post by its number, skips it, and ends with exit code 1")
    func badLines() async throws {
        let input = """
            {"id":"a","text":"one"}
            {"id":"b","text":
            {"id":"c"}
            [1,2]
            {"id":"d","text":7}

            {"id":"e","text":"two"}
            """
        let result = try await VigilProcess.run(["match", "--rules", "rules"], input: input)
        #expect(result.status == 1)
        #expect(result.lines.count == 2)
        let complaints = result.complaints.split(separator: "\n")
        #expect(complaints.count == 4)
        for (complaint, number) in zip(complaints, [2, 3, 4, 5]) {
            #expect(complaint.hasPrefix("vigil: standard input:\(number): "), "\(complaint)")
            #expect(complaint.hasSuffix("(skipped)"))
        }
    }

    @Test("invalid UTF-8 is named and skipped, and the rest is matched")
    func invalidUTF8() async throws {
        let input =
            Array(#"{"id":"a","text":"x"#.utf8) + [0xFF, 0xFE] + Array("\"}\n{\"id\":\"b\",\"text\":\"y\"}\n".utf8)
        let result = try await VigilProcess.run(["match", "--rules", "rules"], input: input)
        #expect(result.status == 1)
        #expect(result.lines.count == 1)
        #expect(result.complaints.contains("standard input:1: "))
    }

    @Test("an empty input gives no findings and says so")
    func empty() async throws {
        let result = try await VigilProcess.run(["match", "--rules", "rules"], input: "")
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(result.complaints.contains("there are no posts in the input"))
    }

    @Test("a missing file is named")
    func missing() async throws {
        let result = try await VigilProcess.run(["match", "--rules", "rules", "/nonexistent.jsonl"])
        #expect(result.status == 1)
        #expect(result.complaints.contains("/nonexistent.jsonl: cannot be read: No such file or directory"))
    }

    @Test("a post of 3 MB in one line is matched in its first megabyte")
    func hugePost() async throws {
        let text = String(repeating: "a quiet room ", count: 240_000)
        let result = try await VigilProcess.run(
            ["match", "--rules", "rules"], input: #"{"id":"big","text":"\#(text)"}"#)
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
    }

    @Test("unknown fields of a post are no error")
    func unknownFields() async throws {
        let result = try await VigilProcess.run(
            ["match", "--rules", "rules"], input: #"{"id":"a","text":"x","mood":{"deep":[1,null]}}"#)
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
    }

    @Test("a rule directory that is not there, or a rule that cannot be used, ends with exit code 2")
    func badRules() async throws {
        let missing = try await VigilProcess.run(["match", "--rules", "/nonexistent-rules"], input: Self.posts)
        #expect(missing.status == 2)
        #expect(missing.complaints.contains("/nonexistent-rules"))
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("pack: x\nversion: 1\nfamily: plea\nrules:\n  - id: [broken\n", to: "rules/x.yaml")
        let broken = try await VigilProcess.run(["match", "--rules", scratch.path("rules")], input: Self.posts)
        #expect(broken.status == 2)
        #expect(broken.complaints.contains("x.yaml:"))
    }
}
