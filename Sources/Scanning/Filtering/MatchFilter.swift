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
                try feed(file, to: pipeline) { failure != nil }
            } catch {
                outcome.unreadable += 1
                complain(error)
            }
        }
        pipeline.finish()
        if let failure { throw failure }
        if !outcome.hasFailed, outcome.posts == 0 {
            complain(InputNote(place: Self.name(of: files[0]), problem: "there are no posts in the input"))
        }
        return outcome
    }

    private static func name(of file: String) -> String { file == "-" ? "standard input" : file }

    private func feed(
        _ file: String, to pipeline: OrderedPipeline<PostBatch, FindingBatch>, isDone: () -> Bool
    ) throws(InputError) {
        let name = Self.name(of: file)
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(place: name, code: errno) }
        defer { if file != "-" { close(descriptor) } }
        let reader = LineReader(descriptor: descriptor)
        var batch = PostBatch(file: name)
        var number = 0
        do {
            while let line = try reader.next() {
                number += 1
                batch.append(line, number: number)
                if batch.isFull {
                    if isDone() { return }
                    pipeline.submit(batch)
                    batch = PostBatch(file: name)
                }
            }
        } catch {
            pipeline.submit(batch)
            throw InputError(place: name, error)
        }
        pipeline.submit(batch)
    }
}

/// Some lines of the input.
struct PostBatch: Sendable {
    var file: String
    var lines: [(number: Int, line: LineReader.Line)] = []
    private var bytes = 0

    init(file: String) { self.file = file }

    var isFull: Bool { lines.count >= 256 || bytes >= 1 << 20 }

    mutating func append(_ line: LineReader.Line, number: Int) {
        if case .bytes(let content) = line { bytes += content.count }
        lines.append((number, line))
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
    private let decoder = JSONDecoder()

    init(_ rules: RuleSet) { matcher = rules.makeMatcher() }

    func findings(of batch: PostBatch) -> FindingBatch {
        var result = FindingBatch()
        for (number, line) in batch.lines {
            switch line {
            case .tooLong(let length):
                result.problems.append(.tooLong(file: batch.file, line: number, bytes: length))
            case .bytes(let bytes):
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                do {
                    let whole = try post(bytes)
                    let post = whole.cut()
                    if post.text.utf8.count < whole.text.utf8.count {
                        result.cuts.append(CutPost(file: batch.file, line: number, bytes: whole.text.utf8.count))
                    }
                    let finding = scorer.finding(for: post, matcher.result(for: post))
                    JSONLines.append(finding, to: &result.lines)
                    result.posts += 1
                } catch {
                    result.problems.append(.notAPost(file: batch.file, line: number, error))
                }
            }
        }
        return result
    }

    private func post(_ line: [UInt8]) throws -> Post {
        do {
            return try decoder.decode(Post.self, from: Data(line))
        } catch {
            guard let mended = LoneSurrogates.mended(line) else { throw error }
            return try decoder.decode(Post.self, from: Data(mended))
        }
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
