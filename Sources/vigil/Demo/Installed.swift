import Foundation
import Scanning

/// Where the files that come with vigil lie: beside the checkout that it was built from, or in `share/vigil` beside
/// the `bin` that it was installed to.
enum Installed {

    /// The rule packs.
    static func rules() throws -> String { try directory("rules") }

    /// The sample site, posts and configuration.
    static func samples() throws -> String { try directory("samples") }

    /// The directory for what is kept from run to run; nil where the user wants none.
    static var cache: String? { CacheDirectory.path(environment: ProcessInfo.processInfo.environment) }

    /// How this program was called, so that what vigil proposes can be run as it stands.
    static var program: String {
        let name = CommandLine.arguments.first ?? "vigil"
        return name.contains("/") ? name : "vigil"
    }

    private static func directory(_ name: String) throws -> String {
        let manager = FileManager.default
        var candidates = [name]
        if let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            candidates.append(
                executable.deletingLastPathComponent().deletingLastPathComponent()
                    .appendingPathComponent("share/vigil/\(name)").path)
            var folder = executable.deletingLastPathComponent()
            for _ in 0..<4 {
                folder = folder.deletingLastPathComponent()
                candidates.append(folder.appendingPathComponent(name).path)
            }
        }
        for candidate in candidates {
            var isDirectory: ObjCBool = false
            if manager.fileExists(atPath: candidate, isDirectory: &isDirectory), isDirectory.boolValue {
                return candidate
            }
        }
        throw WorkspaceError(
            place: name, problem: "vigil's own \(name) are not found beside the program or here",
            advice: "run it from the checkout, or install it with `make install`")
    }
}
