import Foundation
import Gzip

/// Mends what a crash left behind.
///
/// Only one vigil may write in the workspace meanwhile, and it must have no file open.
public enum ArchiveRepair {

    /// Ends each file in `directory` that a writer left open: a torn record at its end is cut off, and a file without
    /// any whole record is removed.
    ///
    /// - Returns: a note for each file that lost bytes or holds a damaged place.
    /// - Throws: `ArchiveError` where the directory or a file in it cannot be read or written.
    public static func cutTornTails(in directory: String) throws(ArchiveError) -> [ArchiveError] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        } catch {
            throw ArchiveError(
                .unreadable, place: directory, problem: "cannot be read",
                advice: "check that the directory is there and may be read")
        }
        var notes: [ArchiveError] = []
        for name in names where name.hasSuffix(ArchiveNames.suffix + ArchiveNames.openSuffix) {
            notes += try end("\(directory)/\(name)")
        }
        return notes
    }

    /// Cuts off what follows the last whole gzip member of the file at `path`.
    ///
    /// A damaged place with whole records after it is no torn tail: it stays, with all that follows.
    ///
    /// - Parameter offset: where a member starts up to which the file is known to be whole.
    /// - Returns: how many bytes were cut.
    /// - Throws: `ArchiveError` where the file cannot be read or cut.
    @discardableResult
    public static func cutTornTail(_ path: String, from offset: Int64 = 0) throws(ArchiveError) -> Int64 {
        let survey = try Survey(path, from: offset)
        try cut(path, survey)
        return survey.size - survey.whole
    }

    private static func end(_ path: String) throws(ArchiveError) -> [ArchiveError] {
        let survey = try Survey(path, from: 0)
        if survey.whole == 0 {
            guard unlink(path) == 0 else { throw ArchiveError(writing: path, code: errno) }
            return survey.size == 0 ? [] : [note(path, "held no whole record and was removed")]
        }
        try cut(path, survey)
        let ended = String(path.dropLast(ArchiveNames.openSuffix.count))
        guard access(ended, F_OK) != 0 else {
            throw ArchiveError(
                .unwritable, place: path, problem: "cannot be ended, since there is a \(ended) already",
                advice: "move one of the two out of the archive")
        }
        guard rename(path, ended) == 0 else { throw ArchiveError(writing: path, code: errno) }
        var notes: [ArchiveError] = []
        for gap in survey.damaged {
            notes.append(
                ArchiveError(
                    .damaged, place: "\(ended), byte \(gap.lowerBound)",
                    problem: "\(gap.count) bytes are damaged; the records after them are intact",
                    advice: "check the disk; everything was left as it is"))
        }
        if survey.size > survey.whole {
            notes.append(note(ended, "a torn record of \(survey.size - survey.whole) bytes was cut off"))
        }
        return notes
    }

    private static func note(_ path: String, _ problem: String) -> ArchiveError {
        ArchiveError(
            .torn, place: path, problem: problem, advice: "an interrupted night left it; its page is fetched again")
    }

    private static func cut(_ path: String, _ survey: Survey) throws(ArchiveError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ArchiveError(writing: path, code: errno) }
        defer { close(descriptor) }
        if survey.size > survey.whole, ftruncate(descriptor, off_t(survey.whole)) != 0 {
            throw ArchiveError(writing: path, code: errno)
        }
        // What a killed writer left may not be on the disk yet.
        guard fdatasync(descriptor) == 0 else { throw ArchiveError(writing: path, code: errno) }
    }

    /// What of a file is whole.
    private struct Survey {
        var size: Int64
        /// Where the last whole member ends.
        var whole: Int64
        /// Damaged places before that.
        var damaged: [Range<Int64>] = []

        init(_ path: String, from offset: Int64) throws(ArchiveError) {
            let file = try ArchiveFile(path)
            size = try file.size()
            whole = min(offset, size)
            var place = whole
            while place < size {
                // After damage only a record counts: the bytes of a torn one may hold what looks like gzip.
                if let end = try GzipMembers.end(ofMemberAt: place, in: file, mustBeRecord: place > whole) {
                    if place > whole { damaged.append(whole..<place) }
                    whole = end
                    place = end
                } else if let next = try file.firstOffset(of: GzipMembers.magic, from: place + 1) {
                    place = next
                } else {
                    return
                }
            }
        }
    }
}
