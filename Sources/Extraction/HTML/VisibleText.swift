extension HTMLDocument {

    /// The text of `node` as a person sees it: blocks and `br` begin lines, cells of a table are set apart by blanks,
    /// white space is collapsed save in `pre`, scripts and hidden elements are left out. Pictures give nothing, save
    /// those that stand for an emoji.
    ///
    /// - Parameter isSkipped: elements to leave out with all they hold.
    func visibleText(of node: Int, skipping isSkipped: (Int) -> Bool = { _ in false }) -> String {
        guard node < nodes.count else { return "" }
        return bytes.withUnsafeBufferPointer { buffer in
            var writer = TextWriter()
            // Blocks that are open, with where they end.
            var blocks: [Int] = []
            var preservedUntil = 0
            var index = node
            let end = Int(nodes[node].end)
            while index < end {
                while let last = blocks.last, last <= index {
                    writer.endLine()
                    blocks.removeLast()
                }
                let here = nodes[index]
                switch here.kind {
                case .text:
                    let text = UnsafeBufferPointer(rebasing: buffer[textRange(of: index)])
                    if index < preservedUntil { writer.writePreserved(text) } else { writer.write(text) }
                case .element:
                    if (index != node && (here.tag.isNeverShown || isSkipped(index))) || isHidden(index) {
                        index = Int(here.end)
                        continue
                    }
                    switch here.tag {
                    case .br: writer.lineBreak()
                    case .td, .th: writer.space()
                    case .img: writeEmoji(of: index, to: &writer)
                    default: break
                    }
                    if here.tag.isBlock {
                        writer.endLine()
                        blocks.append(Int(here.end))
                    }
                    if here.tag == .pre || here.tag == .textarea || here.tag == .listing || here.tag == .xmp {
                        preservedUntil = max(preservedUntil, Int(here.end))
                    }
                case .document:
                    break
                }
                index += 1
            }
            return writer.finished()
        }
    }

    /// Whether the element says of itself that it is not shown.
    func isHidden(_ node: Int) -> Bool {
        guard isElement(node) else { return false }
        if nodes[node].count == 0 { return nodes[node].tag == .dialog }
        if let hidden = rawAttribute("hidden", of: node) { return !hidden.equalsIgnoringCase("until-found") }
        if nodes[node].tag == .dialog { return !hasAttribute("open", of: node) }
        guard let style = rawAttribute("style", of: node), style.count >= 12 else { return false }
        let plain = style.lazy.filter { !ASCII.isSpace($0) }.map(ASCII.lowercased)
        return plain.split(separator: ASCII.semicolon).contains {
            $0.starts(with: "display:none".utf8) || $0.starts(with: "visibility:hidden".utf8)
        }
    }

    /// Adds a picture's alternative text where the picture is an emoji.
    private func writeEmoji(of node: Int, to writer: inout TextWriter) {
        guard let alt = rawAttribute("alt", of: node), !alt.isEmpty, alt.count <= 40 else { return }
        let isEmoji: Bool
        if let first = String(decoding: alt, as: UTF8.self).first, alt.count == first.utf8.count {
            isEmoji = first.unicodeScalars.contains { $0.value >= 0x203C && $0.properties.isEmoji }
        } else {
            isEmoji = false
        }
        let says = rawAttribute("class", of: node).map {
            $0.firstRange(of: "emoji", from: $0.startIndex) != nil
                || $0.firstRange(of: "smil", from: $0.startIndex) != nil
        }
        guard isEmoji || says == true else { return }
        alt.withUnsafeBufferPointer { writer.write($0) }
    }

    /// The visible text, or nil where there is none.
    func textOrNil(of node: Int) -> String? {
        let text = visibleText(of: node)
        return text.isEmpty ? nil : text
    }

    /// The visible text on one line, or nil where there is none: for titles, names and places.
    func line(of node: Int) -> String? {
        let text = visibleText(of: node)
        guard text.utf8.contains(ASCII.newline) else { return text.isEmpty ? nil : text }
        return text.split(separator: "\n").joined(separator: " ")
    }
}
