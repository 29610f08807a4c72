import Foundation

/// How the files of an archive directory are called.
public enum ArchiveNames {
    /// What the name of a file that is being written ends in, so that no other tool takes it for a whole one.
    static let openSuffix = ".open"
    static let suffix = ".warc.gz"

    /// Where the file that a capture names lies: as it is called, or still open.
    ///
    /// - Returns: nil where there is neither.
    public static func path(of file: String, in directory: String) -> String? {
        let path = "\(directory)/\(file)"
        return [path, path + openSuffix].first { access($0, F_OK) == 0 }
    }

    /// `PREFIX-YYYYMMDDhhmmss-SERIAL.warc.gz`, as the annex of ISO 28500 recommends.
    static func name(prefix: String, at time: Double, serial: Int) -> String {
        let digits = String(serial)
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        return "\(prefix)-\(WARCDate.compact(time))-\(padded)\(suffix)"
    }
}
