import Foundation
import Model
import Storage

/// Posts for the rule author's tools: from files of JSON Lines, or those that a workspace has stored.
public enum PostInput: Sendable {
    /// `-` is standard input.
    case files([String])
    /// - Parameter since: only posts that came into the store at or after this time; seconds since 1970, UTC.
    case workspace(String, since: Double?)

    /// A piece of the input, decoded by whoever works on it.
    enum Piece: Sendable {
        case lines(PostBatch)
        case posts([Post])
    }

    /// How many posts a piece from the store has.
    private static let pieceOfStore = 256

    /// Hands the posts over piece by piece.
    ///
    /// - Throws: `InputError`, `WorkspaceError`, `StoreError`.
    func forEachPiece(_ take: (Piece) -> Void) throws {
        switch self {
        case .files(let files):
            for file in files {
                try PostBatch.read(file) { batch in
                    take(.lines(batch))
                    return true
                }
            }
        case .workspace(let directory, let since):
            let store = try Workspace.open(at: directory, access: .reading).store
            var place: Int64 = 0
            while true {
                let page = try store.posts(firstSeenSince: since ?? 0, after: place, limit: Self.pieceOfStore)
                guard let last = page.last else { return }
                place = last.number
                take(.posts(page.map(\.post.post)))
            }
        }
    }
}

extension PostInput.Piece {
    /// The posts, cut to what rules run over, and the lines that are none.
    func posts(_ reader: PostReader) -> (posts: [Post], problems: [LineError]) {
        switch self {
        case .posts(let posts): return (posts.map { $0.cut() }, [])
        case .lines(let batch):
            var posts: [Post] = []
            var problems: [LineError] = []
            for (number, line) in batch.lines {
                switch line {
                case .tooLong(let length):
                    problems.append(.tooLong(file: batch.file, line: number, bytes: length))
                case .bytes(let bytes):
                    if PostBatch.isBlank(bytes) { continue }
                    do {
                        posts.append(try reader.post(bytes).cut())
                    } catch {
                        problems.append(.notAPost(file: batch.file, line: number, error))
                    }
                }
            }
            return (posts, problems)
        }
    }
}
