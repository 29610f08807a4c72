import Foundation

/// Where the parts of a watch lie within its directory.
public struct WorkspaceLayout: Sendable, Hashable {
    public var directory: String

    public init(directory: String) { self.directory = directory }

    public var config: String { path("vigil.yaml") }
    public var database: String { path("vigil.db") }
    public var archive: String { path("archive") }
    public var keys: String { path("keys") }
    public var secretKey: String { path("keys/workspace.key") }
    public var lock: String { path("vigil.lock") }

    /// `name` within the workspace; an absolute path stays what it is.
    public func path(_ name: String) -> String {
        name.hasPrefix("/") ? name : URL(fileURLWithPath: directory).appendingPathComponent(name).path
    }
}
