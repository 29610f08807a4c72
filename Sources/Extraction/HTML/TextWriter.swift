/// Lays text out in lines: white space collapsed, no blanks at the ends of lines, at most one empty line between two.
struct TextWriter {
    private(set) var bytes: [UInt8] = []
    private var lineBreaks = 0
    private var hasSpace = false

    /// A line break that a block makes; several are one.
    mutating func endLine() {
        lineBreaks = max(lineBreaks, 1)
        hasSpace = false
    }

    /// A line break that stands in the text; two of them leave an empty line.
    mutating func lineBreak() {
        lineBreaks = min(lineBreaks + 1, 2)
        hasSpace = false
    }

    /// A blank between two words, if there are words on both sides.
    mutating func space() {
        if lineBreaks == 0 { hasSpace = true }
    }

    /// Adds text as HTML shows it: every run of white space is one blank.
    mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < text.count {
            let length = TextWriter.whiteSpace(in: text, at: index)
            if length > 0 {
                space()
                index += length
                continue
            }
            let start = index
            repeat { index += 1 } while index < text.count && TextWriter.whiteSpace(in: text, at: index) == 0
            flush()
            bytes.append(contentsOf: text[start..<index])
        }
    }

    /// Adds text whose white space is meant, as in `pre`; a no-break space still is a blank.
    mutating func writePreserved(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < text.count {
            flush()
            if text[index] == 0xC2, index + 1 < text.count, text[index + 1] == 0xA0 {
                bytes.append(ASCII.space)
                index += 2
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
    }

    /// The text, without white space at its ends.
    func finished() -> String {
        var end = bytes.count
        while end > 0, ASCII.isSpace(bytes[end - 1]) { end -= 1 }
        var start = 0
        while start < end, ASCII.isSpace(bytes[start]) { start += 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func flush() {
        if bytes.isEmpty {
            lineBreaks = 0
            hasSpace = false
        } else if lineBreaks > 0 {
            bytes.append(contentsOf: repeatElement(ASCII.newline, count: lineBreaks))
            lineBreaks = 0
        } else if hasSpace {
            bytes.append(ASCII.space)
        }
        hasSpace = false
    }

    /// How many bytes of white space stand at `index`: an ASCII blank, or U+00A0.
    @inline(__always)
    static func whiteSpace(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let byte = text[index]
        if ASCII.isSpace(byte) { return 1 }
        return byte == 0xC2 && index + 1 < text.count && text[index + 1] == 0xA0 ? 2 : 0
    }
}
