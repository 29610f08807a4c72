import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {

    @Test(
        "wrong usage ends with one clear sentence and exit code 2",
        arguments: [
            (["match"], "--rules"),
            (["match", "--rules", "rules", "--threads", "0"], "--threads takes a number from 1 to 256"),
            (["nonsense"], "nonsense"),
            (["scan", "--workspace", "/nonexistent-vigil"], "/nonexistent-vigil: there is no vigil.yaml here"),
            (["inspect", "url", "--base", "not a url", "x"], "not a url: is no absolute http or https URL"),
            (["leads", "list", "--tier", "sky"], "there is no tier `sky`"),
            (["schema", "nonsense"], "nonsense"),
            (["rules", "check", "--json", "--sarif"], "--json and --sarif exclude each other"),
            (["rules", "bench", "--limit", "0"], "--limit takes a number from 1 on"),
            (["rules", "bench", "--workspace", "w", "f"], "--workspace and files exclude each other"),
            (["rules", "backtest", "rules", "rules", "--since", "30"], "--since takes a number and a unit"),
            (
                ["rules", "backtest", "rules", "rules", "--workspace", "/nonexistent-vigil"],
                "there is no vigil.yaml here"
            ),
            (["rules", "explain"], "name a rule, or give a text with --text"),
            (["rules", "explain", "coercion.none.en"], "coercion.none.en: there is no such rule in rules"),
        ])
    func usage(arguments: [String], sentence: String) async throws {
        let result = try await VigilProcess.run(arguments)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.complaints.hasPrefix("vigil: "))
        #expect(result.complaints.contains(sentence), "\(result.complaints)")
    }

    @Test("every command has help with an example")
    func help() async throws {
        let commands = [
            [], ["demo"], ["init"], ["scan"], ["match"], ["leads"], ["leads", "list"], ["leads", "show"], ["nights"],
            ["nights", "list"], ["nights", "show"], ["export"],
            ["schema"], ["rules"], ["rules", "check"], ["rules", "test"], ["rules", "explain"],
            ["rules", "bench"], ["rules", "backtest"], ["rules", "doc"], ["inspect"],
            ["inspect", "url"],
            ["inspect", "robots"], ["inspect", "page"], ["inspect", "text"],
        ]
        for command in commands {
            let result = try await VigilProcess.run(command + ["--help"])
            #expect(result.status == 0)
            #expect(result.output.contains("EXAMPLE"), "\(command)")
        }
    }

    @Test("inspect url prints one canonical URL a line, or invalid")
    func inspectURL() async throws {
        let result = try await VigilProcess.run([
            "inspect", "url", "--base", "https://EXAMPLE.org:443/a/b", "../c?utm_source=x&b=2&a=1#top",
            "mailto:a@example.org",
        ])
        #expect(result.status == 0)
        #expect(result.lines == ["https://example.org/c?a=1&b=2", "invalid"])
    }

    @Test("inspect robots says allow or deny, with the deciding rule")
    func inspectRobots() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let file = try scratch.write("User-agent: *\nDisallow: /private/\nAllow: /private/open\n", to: "robots.txt")
        let result = try await VigilProcess.run([
            "inspect", "robots", file, "--agent", "vigil", "https://example.org/private/1",
            "https://example.org/private/open/1", "https://example.org/",
        ])
        #expect(result.lines.map { $0.split(whereSeparator: \.isWhitespace)[0] } == ["deny", "allow", "allow"])
        #expect(result.lines[0].contains("Disallow: /private/"))
    }

    @Test("inspect page reads broken HTML from a file")
    func inspectPage() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let body = String(repeating: "A quiet room near the station, with a desk and a window. ", count: 6)
        let file = try scratch.write(
            "<title>Room</title><article class=ad><h1>Room to let</h1><p>\(body)", to: "page.html")
        let result = try await VigilProcess.run(["inspect", "page", file, "--url", "https://example.org/ad/1"])
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        #expect(result.output.contains("A quiet room near the station"))
    }

    @Test("inspect page reads a page as the pages of its source are read")
    func inspectSourcePage() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let list = try scratch.write(
            #"{"ads": [{"head": "Room to let", "words": "Near the station.", "n": 7}], "cursor": "x"}"#, to: "list.json"
        )
        try scratch.write(
            """
            contact: watch@example.org
            rules: [rules]
            sources:
              - name: board
                start: ["https://example.org/api"]
                kind: json
                post: {item: "ads[]", title: head, text: words, url: "/ad/{n}", next: "&after={cursor}"}
            """, to: "watch/vigil.yaml")
        let page = ["inspect", "page", list, "--url", "https://example.org/api"]
        let workspace = ["--workspace", scratch.path("watch")]
        let posts = try await VigilProcess.run(page + ["--source", "board"] + workspace)
        #expect(posts.status == 0)
        #expect(posts.lines.count == 1)
        #expect(
            posts.output.contains(#""text":"Near the station.","title":"Room to let","url":"https://example.org/ad/7""#)
        )
        let links = try await VigilProcess.run(page + ["--source", "board", "--links"] + workspace)
        #expect(links.lines == ["https://example.org/api?after=x"])
        let other = try await VigilProcess.run(page + ["--source", "bord"] + workspace)
        #expect(other.status == 2)
        #expect(other.complaints.contains("there is no source `bord` (there are: board)"))
        let feed = try scratch.write("https://example.org/a\nhttps://example.org/b\n", to: "sitemap.txt")
        let sitemap = ["inspect", "page", feed, "--url", "https://example.org/sitemap.txt", "--links", "--kind"]
        #expect(
            try await VigilProcess.run(sitemap + ["sitemap"]).lines == [
                "https://example.org/a", "https://example.org/b",
            ])
        let none = try await VigilProcess.run(sitemap + ["atlas"])
        #expect(none.status == 2)
        #expect(none.complaints.contains("`atlas` is no kind of source"))
    }

    @Test("inspect text shows the layers and the entities")
    func inspectText() async throws {
        let result = try await VigilProcess.run(
            ["inspect", "text", "--json"], input: "Ｃall +1-555-0100 or mail a@example.org")
        #expect(result.status == 0)
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        let layers = try #require(object?["layers"] as? [[String: Any]])
        #expect(layers.compactMap { $0["layer"] as? String } == ["plain", "folded", "joined"])
        #expect((layers.last?["text"] as? String)?.hasPrefix("call +1-555-0100") == true)
        let entities = try #require(object?["entities"] as? [[String: Any]])
        #expect(Set(entities.compactMap { $0["value"] as? String }) == ["+15550100", "a@example.org"])
    }

    @Test("a workspace is made once, with a key that only its owner may read")
    func initialise() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let watch = scratch.path("watch")
        #expect(try await VigilProcess.run(["init", watch]).status == 0)
        let key = try FileManager.default.attributesOfItem(atPath: watch + "/keys/workspace.key")
        #expect(key[.size] as? Int == 32)
        #expect((key[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let again = try await VigilProcess.run(["init", watch])
        #expect(again.status == 2)
        #expect(again.complaints.contains("is there already"))
        let scan = try await VigilProcess.run(["scan", "--workspace", watch])
        #expect(scan.status == 2)
        #expect(scan.complaints.contains("no scan starts without a contact"))
    }

    @Test("a closed pipe is a normal end")
    func closedPipe() throws {
        let result = try Shell.run(
            "\(VigilProcess.executablePath) match --rules rules < samples/posts.jsonl | head -n 1")
        #expect(result.status == 0)
        #expect(result.complaints.isEmpty)
    }
}

/// A line of shell, with its pipes.
enum Shell {
    static func run(_ line: String) throws -> (status: Int32, complaints: String) {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-o", "pipefail", "-c", line]
        process.environment = ProcessInfo.processInfo.environment.merging(["VIGIL_CACHE": VigilProcess.cache]) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: VigilProcess.repository)
        let complaints = scratch.path("err")
        _ = FileManager.default.createFile(atPath: complaints, contents: nil)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: complaints)
        try process.run()
        process.waitUntilExit()
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: complaints)), as: UTF8.self)
        return (process.terminationStatus, text)
    }
}
