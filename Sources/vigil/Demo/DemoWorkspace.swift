import Foundation
import Scanning

/// The demo's own workspace: the sample configuration, pointed at the port that is served.
enum DemoWorkspace {
    private static let marker = "demo"

    /// Removes the workspace of an earlier demo.
    ///
    /// - Throws: `WorkspaceError` where `directory` holds something else, which is left alone.
    static func clear(_ directory: String) throws {
        let manager = FileManager.default
        guard manager.fileExists(atPath: directory) else { return }
        let contents = (try? manager.contentsOfDirectory(atPath: directory)) ?? []
        guard contents.isEmpty || contents.contains(marker) else {
            throw WorkspaceError(
                place: directory, problem: "is there and is not the workspace of an earlier demo",
                advice: "name another with --workspace")
        }
        do {
            try manager.removeItem(atPath: directory)
        } catch {
            throw WorkspaceError(
                place: directory, problem: "cannot be removed: \(error.localizedDescription)",
                advice: "remove it, or name another with --workspace", isUsage: false)
        }
    }

    /// Makes the workspace and opens it; the sources' `http://127.0.0.1:PORT` become `origin`, without a delay.
    static func make(at directory: String, config: String, rules: String, origin: String) throws -> Workspace {
        let layout = try Workspace.create(at: directory, rulesFrom: rules)
        _ = FileManager.default.createFile(atPath: layout.path(marker), contents: Data())
        guard let text = try? String(contentsOfFile: config, encoding: .utf8) else {
            throw WorkspaceError(
                place: config, problem: "cannot be read", advice: "point --samples at a whole copy of vigil's samples")
        }
        let pointed = text.replacing(/http:\/\/127\.0\.0\.1:\d+/, with: origin)
            .replacing(/delay: *[0-9.]+(?:ms|s|m)/, with: "delay: 0s")
        try Output.replaceFile(layout.config, with: Array(pointed.utf8))
        return try Workspace.open(at: directory)
    }
}
