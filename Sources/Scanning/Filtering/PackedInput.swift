import Foundation
import Gzip

/// The bytes behind a file descriptor, gzip and Zstandard undone where they begin as these do.
///
/// A class, since it owns the position in the stream; used on one thread.
final class PackedInput {
    private enum Packing {
        case none
        case gzip(Inflater)
        case zstd(ZstdInflater)
    }

    private let descriptor: Int32
    /// As the file has them; those of `place..<end` are still to be taken.
    private var raw = [UInt8](repeating: 0, count: 1 << 18)
    private var place = 0
    private var end = 0
    private var isAtEnd = false
    /// nil before the first bytes have come.
    private var packing: Packing?
    /// Whether a gzip member or a Zstandard frame has begun and not ended.
    private var isWithin = false

    /// - Parameter descriptor: open for reading; stays open.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Fills the beginning of `buffer`.
    ///
    /// - Returns: how many bytes; 0 at the end.
    /// - Throws: `ReadFailure` with the system's error, or for packed bytes that are damaged or end too soon.
    func read(into buffer: inout [UInt8]) throws(ReadFailure) -> Int {
        if packing == nil { packing = try recognise() }
        while true {
            if place == end, !isAtEnd { try fill() }
            // What has been unpacked may still wait for room, though all that is packed has been taken.
            let isOver = place == end
            if isOver, !isWithin { return 0 }
            let made = try take(into: &buffer, isOver: isOver)
            if made > 0 { return made }
            if isOver { throw .endsTooSoon }
        }
    }

    private func take(into buffer: inout [UInt8], isOver: Bool) throws(ReadFailure) -> Int {
        let step: Inflater.Step
        do {
            switch packing {
            case .gzip(let inflater): step = try inflater.inflate(&raw, place..<end, into: &buffer)
            case .zstd(let inflater): step = try inflater.inflate(raw, place..<end, into: &buffer)
            case .none?, nil:
                let count = min(end - place, buffer.count)
                buffer.replaceSubrange(..<count, with: raw[place..<(place + count)])
                place += count
                return count
            }
        } catch {
            throw isOver ? .endsTooSoon : .damaged
        }
        place += step.used
        isWithin = !step.isAtEnd
        if step.isAtEnd, case .gzip(let inflater) = packing { inflater.reset() }
        return step.made
    }

    /// Tells the packing by the first four bytes (RFC 1952, section 2.3.1; RFC 8878, section 3.1.1).
    private func recognise() throws(ReadFailure) -> Packing {
        while end < 4, !isAtEnd { try fill() }
        do {
            if raw[..<end].starts(with: [0x1F, 0x8B, 0x08]) { return .gzip(try Inflater()) }
            if raw[..<end].starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd(try ZstdInflater()) }
        } catch {
            throw .system(ENOMEM)
        }
        return .none
    }

    /// Reads more behind what is still to be taken.
    private func fill() throws(ReadFailure) {
        if place == end { (place, end) = (0, 0) }
        while true {
            let start = end
            let count = raw.withUnsafeMutableBytes {
                Foundation.read(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
            }
            if count >= 0 {
                end += count
                isAtEnd = count == 0
                return
            }
            if errno != EINTR { throw .system(errno) }
        }
    }
}

/// Why reading went no further.
enum ReadFailure: Error, Hashable {
    /// What the system said, its `errno`.
    case system(Int32)
    /// Packed bytes that contradict themselves.
    case damaged
    /// Packed bytes that lack their end.
    case endsTooSoon
}
