import Foundation
import Model
import Storage

/// How the frontier on disk bears up under millions of URLs: what it costs to queue them, to take the next ones, to
/// settle them, and to begin another night. Prints Markdown.
///
///     frontier-bench DIRECTORY [URLS]
@main
enum FrontierBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 2, let count = Int(arguments.count > 2 ? arguments[2] : "5000000"), count > 0 else {
            say("usage: frontier-bench DIRECTORY [URLS]")
            return
        }
        let file = arguments[1] + "/frontier.db"
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + suffix) }
        let night = try SimulatedNight(SQLiteStore(path: file), file: file, count: count)
        say("\(count) URLs of \(SimulatedNight.hosts) hosts\n")
        try night.queue()
        try night.take(min(count / 4, 200_000), held: 0)
        try night.take(min(count / 4, 200_000), held: 10_000)
        try night.reopen("the night's pages visited")
        try night.settleAll()
        try night.reopen("all visited")
        try night.take(min(count / 4, 200_000), held: 10_000)
    }
}
