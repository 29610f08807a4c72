import Gzip

/// The bytes of a file from a place on, gzip undone, as a stream with one byte of look-ahead.
final class ByteSource {
    private let file: ArchiveFile
    private let isGzip: Bool
    private let inflater: Inflater

    /// What was read from a gzip'd file and not decompressed yet: `raw[rawStart ..< rawEnd]`; `raw[0]` is at `rawOffset`.
    private var raw = [UInt8](repeating: 0, count: ArchiveFile.chunk)
    private var rawStart = 0
    private var rawEnd = 0
    private var rawOffset: Int64

    /// What has not been taken yet: `window[start ..< end]`. It never reaches over the end of a member.
    private var window = [UInt8](repeating: 0, count: ArchiveFile.chunk)
    private var start = 0
    private var end = 0
    /// For gzip, where the member in the window starts; else where `window[0]` stands.
    private var windowOffset: Int64
    private var isWithinMember = false

    init(path: String, offset: Int64) throws(ArchiveError) {
        file = try ArchiveFile(path)
        do {
            inflater = try Inflater()
        } catch {
            throw ArchiveError(
                .unreadable, place: path, problem: "there is not enough memory to decompress it",
                advice: "free some memory")
        }
        rawOffset = offset
        windowOffset = offset
        // The kind is the file's, wherever reading begins.
        let count = try file.read(at: 0, into: &raw)
        isGzip = count >= 2 && raw[0] == 0x1F && raw[1] == 0x8B
    }

    /// Where the next byte stands; for gzip, where the member that holds it starts. Right after `peek`.
    var offset: Int64 { isGzip ? windowOffset : windowOffset + Int64(start) }

    /// The next byte, which stays the next; nil at the end.
    func peek() throws(ArchiveError) -> UInt8? {
        if start == end { guard try refill() else { return nil } }
        return window[start]
    }

    /// The next `count` bytes, fewer at the end. Memory grows with what is there, not with what is asked for.
    func take(_ count: Int) throws(ArchiveError) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(min(count, ArchiveFile.chunk))
        while result.count < count, try peek() != nil {
            let next = min(end, start + count - result.count)
            result += window[start..<next]
            start = next
        }
        return result
    }

    /// Passes over the next `count` bytes; how many there were.
    func skip(_ count: Int) throws(ArchiveError) -> Int {
        var skipped = 0
        while skipped < count, try peek() != nil {
            let next = min(end, start + count - skipped)
            skipped += next - start
            start = next
        }
        return skipped
    }

    /// The bytes up to the next line feed, without it and the carriage return before it.
    ///
    /// - Returns: nil where there is none within the next `most` bytes.
    func line(most: Int) throws(ArchiveError) -> [UInt8]? {
        var result: [UInt8] = []
        while try peek() != nil {
            let found = window[start..<end].firstIndex(of: 0x0A)
            result += window[start..<(found ?? end)]
            start = found.map { $0 + 1 } ?? end
            guard result.count <= most else { return nil }
            if found != nil {
                if result.last == 0x0D { result.removeLast() }
                return result
            }
        }
        return nil
    }

    // MARK: Places

    /// Goes on at `offset`: the start of a member for gzip.
    func seek(_ offset: Int64) {
        rawOffset = offset
        rawStart = 0
        rawEnd = 0
        windowOffset = offset
        start = 0
        end = 0
        isWithinMember = false
    }

    /// Goes to the next place after `offset` where a record starts; whether there is one.
    func seekRecord(after offset: Int64) throws(ArchiveError) -> Bool {
        guard isGzip else {
            guard let found = try file.firstOffset(of: Array("\nWARC/".utf8), from: offset) else { return false }
            seek(found + 1)
            return true
        }
        var place = offset + 1
        // Compressed bytes look like a member's start once in 16 MB; a place full of them was made to cost time.
        for _ in 0..<1000 {
            guard let found = try file.firstOffset(of: GzipMembers.magic, from: place) else { return false }
            seek(found)
            if (try? refill()) == true, window[..<end].starts(with: GzipMembers.recordStart) { return true }
            place = found + 1
        }
        return false
    }

    // MARK: Filling

    /// Fills the empty window; false at the end of the file.
    private func refill() throws(ArchiveError) -> Bool {
        guard isGzip else {
            windowOffset += Int64(end)
            start = 0
            end = 0
            end = try file.read(at: windowOffset, into: &window)
            return end > 0
        }
        while true {
            if rawStart == rawEnd {
                rawOffset += Int64(rawEnd)
                rawStart = 0
                rawEnd = 0
                rawEnd = try file.read(at: rawOffset, into: &raw)
                if rawEnd == 0 {
                    guard isWithinMember else { return false }
                    throw fault(.torn, "the last record is torn")
                }
            }
            if !isWithinMember {
                windowOffset = rawOffset + Int64(rawStart)
                inflater.reset()
                isWithinMember = true
            }
            let step: Inflater.Step
            do {
                step = try inflater.inflate(&raw, rawStart..<rawEnd, into: &window)
            } catch {
                throw fault(.damaged, "a record is damaged")
            }
            rawStart += step.used
            start = 0
            end = step.made
            isWithinMember = !step.isAtEnd
            if end > 0 { return true }
        }
    }

    private func fault(_ reason: ArchiveError.Reason, _ problem: String) -> ArchiveError {
        ArchiveError(
            reason, place: "\(file.path), byte \(windowOffset)", problem: problem,
            advice: "the records before it are intact")
    }
}
