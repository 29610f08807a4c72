import Foundation
import Model
import Storage

/// One watch: its directory, configuration and store.
public struct Workspace: Sendable {
    public enum Access: Sendable, Hashable {
        /// Beside whoever writes.
        case reading
        /// Alone; a second writer is refused.
        case writing
    }

    public let layout: WorkspaceLayout
    public let config: WorkspaceConfig
    public let store: any Store
    /// Held as long as this value or a copy lives; nil for reading.
    private let lock: WorkspaceLock?

    /// Opens the workspace at `directory`.
    ///
    /// - Throws: `WorkspaceError` where there is none or another vigil works in it, `YAMLError` for its
    ///   configuration, `StoreError` for its database.
    public static func open(at directory: String, access: Access = .writing) throws -> Workspace {
        let layout = WorkspaceLayout(directory: directory)
        guard FileManager.default.fileExists(atPath: layout.config) else {
            throw WorkspaceError(
                place: directory, problem: "there is no vigil.yaml here, so this is no workspace",
                advice: "make one with `vigil init DIR`, or name it with --workspace")
        }
        let config = try ConfigReader.read(layout.config)
        let lock = access == .writing ? try WorkspaceLock(path: layout.lock) : nil
        let store = try SQLiteStore(path: layout.database)
        return Workspace(layout: layout, config: config, store: store, lock: lock)
    }

    /// Makes the workspace at `directory`: the directories, a secret key of 256 bits, a copy of the rule packs and a
    /// configuration to fill in.
    ///
    /// - Throws: `WorkspaceError`; what was there before is left as it was.
    @discardableResult
    public static func create(at directory: String, rulesFrom rules: String) throws -> WorkspaceLayout {
        let layout = WorkspaceLayout(directory: directory)
        let manager = FileManager.default
        if manager.fileExists(atPath: layout.config) {
            throw WorkspaceError(
                place: layout.config, problem: "is there already", advice: "choose another directory, or use this one")
        }
        do {
            for folder in [layout.directory, layout.archive, layout.keys] {
                try manager.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
            if !manager.fileExists(atPath: layout.path("rules")) {
                try manager.copyItem(atPath: rules, toPath: layout.path("rules"))
            }
        } catch {
            throw WorkspaceError(
                place: directory, problem: "cannot be made: \(error.localizedDescription)",
                advice: "choose a place that you may write to and that has space", isUsage: false)
        }
        if !manager.fileExists(atPath: layout.secretKey) {
            try Output.replaceFile(layout.secretKey, with: SymmetricSecret.random())
        }
        try Output.replaceFile(layout.config, with: Array(ConfigTemplate.text.utf8))
        return layout
    }
}

/// The workspace's secret: 32 random bytes.
private enum SymmetricSecret {
    static func random() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
