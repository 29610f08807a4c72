extension HTMLDocument {

    /// The elements that `selector` matches below `scope`, in document order.
    func elements(matching selector: Selector, within scope: Int, limit: Int = .max) -> [Int] {
        var result: [Int] = []
        for node in descendants(of: scope) where isElement(node) {
            if matches(selector, node) {
                result.append(node)
                if result.count >= limit { break }
            }
        }
        return result
    }

    func matches(_ selector: Selector, _ node: Int) -> Bool {
        selector.alternatives.contains { alternative in
            alternative.path.map { matches($0, node) } ?? false
        }
    }

    func matches(_ path: Selector.Complex, _ node: Int) -> Bool {
        matches(path.subject, node) && matches(path.context[...], from: node) == .matched
    }

    /// How a failure limits what else is worth trying; without it, a long selector on a deep page takes time
    /// exponential in its length. From Servo's and WebKit's matching.
    private enum Outcome {
        case matched
        /// Another sibling may still match.
        case triesSiblings
        /// Another ancestor may still match.
        case triesAncestors
        case neverMatches
    }

    /// How far `~` looks back: without a bound a page of 100,000 siblings would take their square.
    private static let mostSiblings = 1_000

    private func matches(_ context: ArraySlice<Selector.Joined>, from node: Int) -> Outcome {
        guard let next = context.first else { return .matched }
        let rest = context.dropFirst()
        var current = node
        var steps = 0
        while true {
            let candidate: Int?
            switch next.combinator {
            case .descendant, .child: candidate = parentElement(of: current)
            case .nextSibling, .laterSibling:
                candidate = steps < HTMLDocument.mostSiblings ? previousElement(of: current) : nil
                steps += 1
            }
            let isSibling = next.combinator == .nextSibling || next.combinator == .laterSibling
            guard let candidate else { return isSibling ? .triesAncestors : .neverMatches }
            let outcome = matches(next.compound, candidate) ? matches(rest, from: candidate) : .triesSiblings
            switch (outcome, next.combinator) {
            case (.matched, _), (.neverMatches, _): return outcome
            case (_, .child): return .triesAncestors
            case (_, .nextSibling): return outcome
            case (.triesAncestors, .laterSibling): return outcome
            default: current = candidate
            }
        }
    }

    func matches(_ compound: Selector.Compound, _ node: Int) -> Bool {
        switch compound.type {
        case nil: break
        case .tag(let tag): guard nodes[node].tag == tag else { return false }
        case .name(let name): guard nodes[node].tag == .other, otherNames[node] == name else { return false }
        }
        for test in compound.tests {
            let isMet =
                switch test {
                case .id(let id): rawAttribute("id", of: node).map { $0.elementsEqual(id) } ?? false
                case .className(let name): hasClass(name, node)
                case .attribute(let test): matches(test, node)
                case .position(let position): matches(position, node)
                case .not(let compounds): !compounds.contains { matches($0, node) }
                }
            guard isMet else { return false }
        }
        return true
    }

    func hasClass(_ name: [UInt8], _ node: Int) -> Bool {
        guard let value = rawAttribute("class", of: node), value.count >= name.count else { return false }
        return containsWord(name, in: value)
    }

    private func containsWord(_ word: [UInt8], in value: ArraySlice<UInt8>) -> Bool {
        guard !word.isEmpty else { return false }
        var start = value.startIndex
        while start < value.endIndex {
            while start < value.endIndex, ASCII.isSpace(value[start]) { start += 1 }
            var end = start
            while end < value.endIndex, !ASCII.isSpace(value[end]) { end += 1 }
            if end - start == word.count, value[start..<end].elementsEqual(word) { return true }
            start = end
        }
        return false
    }

    private func matches(_ test: Selector.AttributeTest, _ node: Int) -> Bool {
        guard var value = rawAttribute(named: test.name, of: node) else { return false }
        if test.comparison == .exists { return true }
        if test.ignoresCase { value = value.map(ASCII.lowercased)[...] }
        let wanted = test.value
        switch test.comparison {
        case .exists: return true
        case .equals: return value.elementsEqual(wanted)
        case .includesWord: return containsWord(wanted, in: value)
        case .dashPrefix:
            guard value.starts(with: wanted) else { return false }
            let rest = value.dropFirst(wanted.count)
            return rest.isEmpty || rest.first == UInt8(ascii: "-")
        case .prefix: return !wanted.isEmpty && value.starts(with: wanted)
        case .suffix: return !wanted.isEmpty && value.count >= wanted.count && value.suffix(wanted.count) == wanted[...]
        case .contains: return contains(value, wanted)
        }
    }

    private func contains(_ value: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, value.count >= wanted.count else { return false }
        var start = value.startIndex
        while value.endIndex - start >= wanted.count {
            if value[start] == first, value[start..<(start + wanted.count)] == wanted[...] { return true }
            start += 1
        }
        return false
    }

    private func matches(_ position: Selector.Position, _ node: Int) -> Bool {
        var number = Int(nodes[node].position)
        if position.countsFromEnd, let parent = parent(of: node) {
            number = Int(nodes[parent].elementChildren) - number + 1
        }
        let distance = number - position.offset
        if position.step == 0 { return distance == 0 }
        return distance % position.step == 0 && distance / position.step >= 0
    }
}
