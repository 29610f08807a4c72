import Foundation
import StrictYAML

/// The files below some rule directories, read once, so that what is checked is what is kept.
struct RuleFiles: Sendable {
    struct File: Sendable {
        /// As errors name it.
        var path: String
        /// The directory that it was found in, by number, and the way from there.
        var directory: Int
        var name: String
        var bytes: [UInt8]

        /// The folders between the directory and the file.
        var folders: [Substring] { name.split(separator: "/").dropLast() }
    }

    private(set) var files: [File] = []
    /// Directories and files that cannot be read.
    private(set) var errors: [RuleError] = []

    /// Reads every `*.yaml` below `directories`.
    init(_ directories: [String]) {
        for (number, directory) in directories.enumerated() {
            for path in paths(below: directory) {
                do {
                    let name = String(path.dropFirst(directory.count))
                    files.append(
                        File(path: path, directory: number, name: name, bytes: try YAMLFile.bytes(path: path)))
                } catch {
                    errors.append(error)
                }
            }
        }
    }

    private mutating func paths(below directory: String) -> [String] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue else {
            errors.append(
                RuleError(
                    file: directory, problem: isDirectory.boolValue ? "cannot be read" : "there is no such directory",
                    advice: "name a directory with rule packs"))
            return []
        }
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: directory) else {
            errors.append(RuleError(file: directory, problem: "cannot be read", advice: "check its permissions"))
            return []
        }
        let root = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted().map { root + "/" + $0 }
    }
}
