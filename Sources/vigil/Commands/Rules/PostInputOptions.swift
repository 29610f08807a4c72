import ArgumentParser
import Scanning

/// Where a command takes its posts from.
struct PostInputOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Take the posts that this watch has stored.", valueName: "dir"))
    var workspace: String?

    /// - Parameter since: of a workspace's posts, only those that came in since; seconds since 1970, UTC.
    func input(_ files: [String], since: Double? = nil) -> PostInput {
        if let workspace { return .workspace(workspace, since: since) }
        return .files(files.isEmpty ? ["-"] : files)
    }

    func validate(_ files: [String]) throws {
        if workspace != nil, !files.isEmpty {
            throw ValidationError("--workspace and files exclude each other: give one of them")
        }
    }
}
