import Foundation
import Reviewing
import Scanning

/// The terminal, or what stands in its place.
enum Screen {
    /// Columns of standard output's terminal; 100 where it is none.
    static var width: Int {
        if let columns = size(of: STDOUT_FILENO)?.ws_col, columns > 0 { return Int(columns) }
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init), columns > 0 {
            return columns
        }
        return 100
    }

    /// Lines of standard error's terminal; 24 where it is none.
    static var height: Int {
        guard let rows = size(of: STDERR_FILENO)?.ws_row, rows > 0 else { return 24 }
        return Int(rows)
    }

    /// nil where `descriptor` is no terminal.
    private static func size(of descriptor: Int32) -> winsize? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
    }

    /// Whether colours may be used on standard output (https://no-color.org).
    static var hasColour: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    /// Whether standard error is a terminal, where progress may be drawn.
    static var canDraw: Bool { isatty(STDERR_FILENO) == 1 }

    /// One line on standard error; line breaks within are kept, control characters are not.
    static func error(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let safe = lines.map { TerminalText.visible(String($0)) }.joined(separator: "\n")
        try? Output.write(Array((safe + "\n").utf8), to: STDERR_FILENO, name: "standard error")
    }

    /// Lines on standard output.
    ///
    /// - Throws: `OutputError`.
    static func out(_ lines: [String]) throws(OutputError) {
        guard !lines.isEmpty else { return }
        try out(bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    static func out(_ line: String) throws(OutputError) { try out([line]) }

    /// Bytes on standard output: as they are, save for what a terminal would obey.
    static func out(bytes: [UInt8]) throws(OutputError) {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let bytes = isTerminal ? Array(TerminalText.escaped(String(decoding: bytes, as: UTF8.self)).utf8) : bytes
        try Output.write(bytes, to: STDOUT_FILENO, name: "standard output")
    }
}
