// The matching alone, for `make bench-match`: posts are read first, then matched, and only that is timed.
//
//     match-bench RULES POSTS
//
// RULES is a directory of packs, POSTS JSON Lines. Prints one JSON object: the posts, the hits (posts times rules that hold),
// the seconds of CPU that loading the rules took, and that matching took.
import Foundation
import Matching
import Model

func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

guard CommandLine.arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: match-bench RULES POSTS\n".utf8))
    exit(2)
}
let start = seconds()
let rules = try RuleSet(directories: [CommandLine.arguments[1]])
let loaded = seconds() - start
let decoder = JSONDecoder()
let lines = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[2])).split(separator: 0x0A)
let posts = try lines.map { try decoder.decode(Post.self, from: $0) }
let matcher = rules.makeMatcher()
// Once, so that every pattern that is needed has been compiled: the C program compiles them before it starts its clock.
var hits = posts.reduce(0) { $0 + matcher.result(for: $1).hits.count }
let warm = seconds()
hits = posts.reduce(0) { $0 + matcher.result(for: $1).hits.count }
let matched = seconds() - warm
print(
    "{\"posts\": \(posts.count), \"hits\": \(hits), \"loading\": \(loaded), \"matching\": \(matched)}")
