import Foundation
import Model
import Testing

@Suite("A night at the command line")
struct NightCommandTests {
    @Test("a host that is down ends the night with exit code 1, one event a line, and is remembered")
    func hostDown() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let watch = scratch.path("watch")
        #expect(try await VigilProcess.run(["init", watch]).status == 0)
        // Port 1 takes no connection; the rules are left out, since their loading is slow and nothing is matched.
        let config = """
            contact: watch@example.org
            rules: [few]
            allow_private_hosts: [127.0.0.1]
            sources:
              - {name: down, start: ["http://127.0.0.1:1/"], delay: 1ms}
            """
        try config.write(toFile: watch + "/vigil.yaml", atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: watch + "/few", withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: VigilProcess.repository + "/rules/any/obfuscation.yaml", toPath: watch + "/few/few.yaml")
        let scan = try await VigilProcess.run(["scan", "--json", "--workspace", watch])
        #expect(scan.status == 1)
        #expect(scan.complaints.hasPrefix("vigil: down, "))
        let events = try scan.lines.map { try JSONDecoder().decode([String: JSONValue].self, from: Data($0.utf8)) }
        #expect(events.last?["event"] == .string("night"))
        #expect(events.dropLast().allSatisfy { $0["event"] == .string("progress") })
        let nights = try await VigilProcess.run(["nights", "--workspace", watch])
        #expect(nights.lines.count == 2)
        #expect(nights.lines.last?.hasSuffix("done") == true)
        #expect(
            try await VigilProcess.run(["nights", "show", "1", "--workspace", watch]).output.contains("1 failed: "))
        let missing = try await VigilProcess.run(["nights", "show", "2", "--workspace", watch])
        #expect(missing.status == 1)
        #expect(missing.complaints == "vigil: night 2: there is no such night (`vigil nights` lists them)\n")
    }
}
