import Foundation
import Testing

/// The built program, run as a user runs it.
struct VigilProcess {
    var status: Int32
    var output: String
    var complaints: String

    /// Lines on standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// The repository's top level.
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().resolvingSymlinksInPath().path

    static var executablePath: String { executable.path }

    private static var executable: URL {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appendingPathComponent("vigil")
    }

    /// Where the program under test keeps compiled rules, beside itself, so that the user's own cache is left alone.
    static var cache: String { executable.deletingLastPathComponent().appendingPathComponent("vigil-test-cache").path }

    /// Runs `vigil` with `arguments` in `directory`; `input` is its standard input.
    static func run(
        _ arguments: [String], input: [UInt8] = [], in directory: String = repository, cache: String = cache
    ) async throws -> VigilProcess {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let files = (scratch.path("in"), scratch.path("out"), scratch.path("err"))
        _ = FileManager.default.createFile(atPath: files.0, contents: Data(input))
        _ = FileManager.default.createFile(atPath: files.1, contents: nil)
        _ = FileManager.default.createFile(atPath: files.2, contents: nil)
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["VIGIL_CACHE": cache]) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.standardInput = FileHandle(forReadingAtPath: files.0)
        process.standardOutput = FileHandle(forWritingAtPath: files.1)
        process.standardError = FileHandle(forWritingAtPath: files.2)
        // Whoever waits gives the thread back: other tests' servers may need it.
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        return VigilProcess(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: files.1)), as: UTF8.self),
            complaints: String(decoding: try Data(contentsOf: URL(fileURLWithPath: files.2)), as: UTF8.self))
    }

    static func run(
        _ arguments: [String], input: String, in directory: String = repository, cache: String = cache
    ) async throws -> VigilProcess {
        try await run(arguments, input: Array(input.utf8), in: directory, cache: cache)
    }
}

/// A directory of a test's own, under the system's temporary one.
struct Scratch {
    let directory: String

    init() throws {
        directory = NSTemporaryDirectory() + "vigil-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { directory + "/" + name }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let url = URL(fileURLWithPath: path(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    func remove() { try? FileManager.default.removeItem(atPath: directory) }
}
