import Archiving
import Foundation
import Model
import Scanning
import TestSupport
import Testing

/// A workspace on disk for `vigil scan`, with two rules, so that it starts in no time.
struct NightWorkspace {
    let scratch: Scratch
    let directory: String

    /// - Parameter source: further keys of the source, a line each.
    init(start: [String], source: [String] = []) throws {
        scratch = try Scratch()
        directory = scratch.path("watch")
        try scratch.write(Self.pack(.recruitment, "farm work"), to: "pack/farm.yaml")
        try scratch.write(Self.pack(.coercion, "he keeps my papers"), to: "pack/papers.yaml")
        let layout = try Workspace.create(at: directory, rulesFrom: scratch.path("pack"))
        let starts = start.map { "\"\($0)\"" }.joined(separator: ", ")
        let lines =
            [
                "contact: test@example.org", "allow_private_hosts: [127.0.0.1]", "sources:", "  - name: board",
                "    start: [\(starts)]", "    delay: 0s", "    depth: 12",
            ] + source.map { "    " + $0 }
        try (lines.joined(separator: "\n") + "\n").write(toFile: layout.config, atomically: true, encoding: .utf8)
    }

    func remove() { scratch.remove() }

    var archive: String { directory + "/archive" }

    func scan() throws -> RunningVigil { try RunningVigil(["scan", "--workspace", directory], in: scratch) }

    func snapshot() throws -> StoreSnapshot { try StoreSnapshot(workspace: directory) }

    /// What the first night came to, as the store keeps it.
    func reports() throws -> [SourceReport] {
        try Workspace.open(at: directory, access: .reading).store.reports(night: 1)
    }

    /// The archive's files that a writer has open or left open.
    func openFiles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: archive).filter { $0.hasSuffix(".open") }.map {
            "\(archive)/\($0)"
        }
    }

    /// The record that a capture names, whatever stands after it; nil where there is none.
    func record(of capture: StoreSnapshot.Capture) throws -> WARCRecord? {
        guard let path = ArchiveNames.path(of: capture.file, in: archive) else { return nil }
        return try WARCReader(path: path, offset: capture.offset).next()
    }

    /// Reads every file of the archive from end to end: all of it must be whole records whose digests agree.
    ///
    /// - Returns: the addresses of the response records, by file and offset.
    func responses() throws -> [String: [Int64: String]] {
        var result: [String: [Int64: String]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: archive) {
            #expect(name.hasSuffix(".warc.gz"), "\(name) was left")
            let reader = try WARCReader(path: "\(archive)/\(name)")
            while let record = try reader.next() {
                #expect(record.blockDigest == .agrees || record.type == "warcinfo", "\(name), byte \(record.offset)")
                if record.type == "response" { result[name, default: [:]][record.offset] = record.targetURI }
            }
        }
        return result
    }

    /// A rule that finds these words and nothing else; two families together make a lead.
    private static func pack(_ family: Family, _ words: String) -> String {
        """
        pack: test-\(family.rawValue)
        version: 1
        family: \(family.rawValue)
        rules:
          - id: \(family.rawValue).words.en
            says: has the words
            lang: en
            severity: S3
            weight: 2.6
            evidence: {grade: K, sources: [ILO09], reviewed: 2026-11-20, reviewer: null}
            any: ['\(words)']
            match: ["\(words)"]
            ignore: ["other words"]

        """
    }
}
