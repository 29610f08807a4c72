import Gzip

/// Where the gzip members of an archive file start and end.
enum GzipMembers {
    /// What a member starts with (RFC 1952, section 2.3.1): the identification, and deflate as its method.
    static let magic: [UInt8] = [0x1F, 0x8B, 0x08]

    /// What the first bytes of each member are in a file with one record a member.
    static let recordStart = Array("WARC/".utf8)

    /// Where the member that starts at `offset` ends; nil where it is torn, damaged or none.
    ///
    /// - Parameter mustBeRecord: whether it must hold a record from its start.
    static func end(
        ofMemberAt offset: Int64, in file: ArchiveFile, mustBeRecord: Bool
    ) throws(ArchiveError) -> Int64? {
        guard let inflater = try? Inflater() else { return nil }
        var raw = [UInt8](repeating: 0, count: ArchiveFile.chunk)
        var output = [UInt8](repeating: 0, count: ArchiveFile.chunk)
        var base = offset
        var isFirst = true
        while true {
            let count = try file.read(at: base, into: &raw)
            if count == 0 { return nil }
            var place = 0
            while place < count {
                guard let step = try? inflater.inflate(&raw, place..<count, into: &output) else { return nil }
                place += step.used
                if step.made > 0, isFirst {
                    isFirst = false
                    // The first output is shorter than this only for a member that is no record.
                    if mustBeRecord, !output[..<step.made].starts(with: recordStart) { return nil }
                }
                if step.isAtEnd { return base + Int64(place) }
            }
            base += Int64(count)
        }
    }
}
