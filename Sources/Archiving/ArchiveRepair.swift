import Foundation

/// Mends what a crash left behind.
public enum ArchiveRepair {

    /// Ends each file in `directory` that a writer left open (`.open`): a torn record at its end is cut off.
    ///
    /// - Returns: a note for each file that lost bytes.
    /// - Throws: `ArchiveError` where a file cannot be read or cut.
    public static func cutTornTails(in directory: String) throws(ArchiveError) -> [ArchiveError] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
        var notes: [ArchiveError] = []
        for name in names where name.hasSuffix(".warc.gz.open") {
            let path = "\(directory)/\(name)"
            let cut = try cutTornTail(path)
            let ended = String(path.dropLast(".open".count))
            guard rename(path, ended) == 0 else { throw ArchiveError(writing: path, code: errno) }
            if cut > 0 {
                notes.append(
                    ArchiveError(
                        place: ended, problem: "a torn record of \(cut) bytes was cut off",
                        advice: "an interrupted night left it; its page is fetched again"))
            }
        }
        return notes
    }

    /// Cuts off what follows the last whole gzip member of the file at `path`; how many bytes that was.
    public static func cutTornTail(_ path: String) throws(ArchiveError) -> Int64 {
        let end = try endOfLastWhole(path)
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 else {
            throw ArchiveError(place: path, problem: "cannot be read", advice: "check its permissions")
        }
        guard size > end else { return 0 }
        guard truncate(path, off_t(end)) == 0 else { throw ArchiveError(writing: path, code: errno) }
        return size - end
    }

    private static func endOfLastWhole(_ path: String) throws(ArchiveError) -> Int64 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ArchiveError(
                place: path, problem: "cannot be read: \(String(cString: strerror(errno)))", advice: "check the path")
        }
        defer { close(descriptor) }
        let inflater = Inflater()
        var isWithinMember = false
        var consumed: Int64 = 0
        var whole: Int64 = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return whole }
            let chunk = Array(buffer[..<count])
            var place = 0
            while place < count {
                do {
                    if !isWithinMember {
                        try inflater.reset()
                        isWithinMember = true
                    }
                    let step = try inflater.inflate(chunk, from: place)
                    place += step.used
                    consumed += Int64(step.used)
                    if step.isAtEnd {
                        isWithinMember = false
                        whole = consumed
                    } else if step.used == 0, step.bytes.isEmpty {
                        break
                    }
                } catch {
                    return whole
                }
            }
        }
    }
}
