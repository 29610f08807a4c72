import Foundation

/// What a rule author names on the command line: directories of packs, or single files in one.
///
/// A file is loaded with the tree that it stands in, since its rules may need lists and other rules of it.
struct RulePaths: Sendable {
    /// What is loaded.
    let directories: [String]
    /// Absolute paths of the files that were named; nil where whole directories were.
    private let named: Set<String>?

    init(_ paths: [String]) {
        var directories: [String] = []
        var files: Set<String> = []
        var isWhole = false
        for path in paths {
            var isDirectory: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            if isThere, !isDirectory.boolValue {
                files.insert(Self.absolute(path))
                directories.append(Self.tree(of: path))
            } else {
                isWhole = true
                directories.append(path)
            }
        }
        self.directories = Self.withoutNested(directories)
        named = isWhole || files.isEmpty ? nil : files
    }

    /// Whether what is said of `file` was asked for.
    func isMeant(_ file: String) -> Bool { named?.contains(Self.absolute(file)) ?? true }

    /// The nearest folder above `file` that holds a folder `lists`; its own where none does. Above a folder that is
    /// itself called `lists` or `tests`, nothing needs to be found.
    private static func tree(of file: String) -> String {
        let own = parent(of: file)
        var folder = own
        for _ in 0..<8 {
            let name = URL(fileURLWithPath: folder).lastPathComponent
            if name == "lists" || name == "tests" { return parent(of: folder) }
            if FileManager.default.fileExists(atPath: folder + "/lists") { return folder }
            let above = parent(of: folder)
            if absolute(above) == absolute(folder) { break }
            folder = above
        }
        return own
    }

    private static func parent(of path: String) -> String {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if trimmed == "." || trimmed == ".." || trimmed.hasSuffix("/..") {
            return trimmed == "." ? ".." : trimmed + "/.."
        }
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    private static func withoutNested(_ directories: [String]) -> [String] {
        var kept: [String] = []
        for directory in directories.sorted(by: { absolute($0).count < absolute($1).count }) {
            let own = absolute(directory)
            let isWithin = kept.contains { own == absolute($0) || own.hasPrefix(absolute($0) + "/") }
            if !isWithin { kept.append(directory) }
        }
        return directories.filter { kept.contains($0) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
