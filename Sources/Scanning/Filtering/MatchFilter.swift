import Exporting
import Foundation
import Matching
import Model
import Ranking

/// `vigil match`: posts as JSON Lines in, findings as JSON Lines out, in input order, whatever the number of threads.
public struct MatchFilter {
    private let rules: RuleSet
    private let threads: Int
    private let output: ([UInt8]) throws -> Void
    private let complain: (any Explained) -> Void

    /// - Parameters:
    ///   - rules: directories of rule packs.
    ///   - cache: a directory in which compiled rules are kept from run to run; nil for none.
    ///   - threads: how many posts are worked on at once.
    ///   - output: receives whole lines.
    ///   - complain: is told of each line that is no post, in order.
    /// - Throws: `RuleError` for the first rule that cannot be used.
    public init(
        rules: [String], cache: String? = nil, threads: Int, output: @escaping ([UInt8]) throws -> Void,
        complain: @escaping (any Explained) -> Void
    ) throws {
        self.rules = try RuleSet(directories: rules, cache: RuleCache(directory: cache))
        self.threads = threads
        self.output = output
        self.complain = complain
    }

    /// What a run came to.
    public struct Outcome: Sendable, Hashable {
        public var posts = 0
        public var skipped = 0
        public var unreadable = 0
        public var hasFailed: Bool { skipped > 0 || unreadable > 0 }
    }

    /// Filters `files`, one after another; `-` is standard input.
    ///
    /// - Throws: what `output` threw.
    public func run(_ files: [String]) throws -> Outcome {
        var outcome = Outcome()
        var failure: (any Error)?
        let rules = rules
        let pipeline = OrderedPipeline<PostBatch, FindingBatch>(
            threads: threads,
            makeWorker: {
                let worker = FindingWorker(rules)
                return worker.findings(of:)
            },
            deliver: { batch in
                outcome.posts += batch.posts
                outcome.skipped += batch.problems.count
                for problem in batch.problems { complain(problem) }
                for cut in batch.cuts { complain(cut) }
                guard failure == nil else { return }
                do { try output(batch.lines) } catch { failure = error }
            })
        for file in files where failure == nil {
            do {
                try PostBatch.read(file) { batch in
                    guard failure == nil else { return false }
                    pipeline.submit(batch)
                    return true
                }
            } catch {
                outcome.unreadable += 1
                complain(error)
            }
        }
        pipeline.finish()
        if let failure { throw failure }
        if !outcome.hasFailed, outcome.posts == 0 {
            complain(InputNote(place: PostBatch.name(of: files[0]), problem: "there are no posts in the input"))
        }
        return outcome
    }
}

/// What became of a batch: findings as JSON Lines, and the lines that were no posts.
struct FindingBatch: Sendable {
    var lines: [UInt8] = []
    var posts = 0
    var problems: [LineError] = []
    var cuts: [CutPost] = []
}

/// One thread's share of the filter.
private final class FindingWorker {
    private let matcher: RuleMatcher
    private let scorer = Scorer()
    private let reader = PostReader(keepsExtra: false)

    init(_ rules: RuleSet) { matcher = rules.makeMatcher() }

    func findings(of batch: PostBatch) -> FindingBatch {
        var result = FindingBatch()
        for (number, line) in batch.lines {
            switch line {
            case .tooLong(let length):
                result.problems.append(.tooLong(file: batch.file, line: number, bytes: length))
            case .bytes(let bytes):
                if PostBatch.isBlank(bytes) { continue }
                do {
                    let whole = try reader.post(bytes)
                    let post = whole.cut()
                    if post.text.utf8.count < whole.text.utf8.count {
                        result.cuts.append(CutPost(file: batch.file, line: number, bytes: whole.text.utf8.count))
                    }
                    let finding = scorer.finding(of: post, by: matcher)
                    JSONLines.append(finding, to: &result.lines)
                    result.posts += 1
                } catch {
                    result.problems.append(.notAPost(file: batch.file, line: number, error))
                }
            }
        }
        return result
    }
}

extension Post {
    /// The largest text that rules run over, in UTF-8 bytes.
    static let longestText = 1 << 20

    /// The post with its text cut to `longestText`, at a scalar's border, so that one post cannot stall a night.
    func cut() -> Post {
        guard text.utf8.count > Self.longestText else { return self }
        var end = text.utf8.index(text.startIndex, offsetBy: Self.longestText)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        var post = self
        post.text = String(text.unicodeScalars[..<end])
        return post
    }
}
