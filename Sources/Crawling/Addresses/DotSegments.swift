/// The segments `.` and `..` of a path (WHATWG URL, section 4.4, "path state"; RFC 3986, section 5.2.4).
enum DotSegments {
    /// Removes them from a path that begins with `/` and whose escapes of dots are decoded.
    static func remove(from path: inout [UInt8]) {
        let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
        var result: [UInt8] = []
        result.reserveCapacity(path.count)
        var place = 0
        while place < path.count {
            // `place` is at a slash.
            let end = path[(place + 1)...].firstIndex(of: slash) ?? path.count
            let segment = path[(place + 1)..<end]
            let isParent = segment.count == 2 && segment.allSatisfy { $0 == dot }
            if isParent, let last = result.lastIndex(of: slash) { result.removeSubrange(last...) }
            if isParent || (segment.count == 1 && segment.first == dot) {
                // Where it is the last, the directory itself is meant.
                if end == path.count { result.append(slash) }
            } else {
                result += path[place..<end]
            }
            place = end
        }
        path = result.isEmpty ? [slash] : result
    }
}
