import Model

// What rules see of the layer `joined`.

extension Reading {
    /// The texts that the rules of `layer` are tried on; nil where there is nothing for them to see.
    mutating func texts(for layer: LayerAtWork) -> [(field: PostField, text: TextLayer)]? {
        let own = layer.layer.layer
        var texts: [(field: PostField, text: TextLayer)] = []
        for field in PostField.allCases {
            guard let text = self.layer(own, field) else { continue }
            if own == .joined, layer.asksForUndone, text.undone.isEmpty { continue }
            texts.append((field, text))
        }
        return texts.isEmpty && own == .joined ? nil : texts
    }

    /// The texts `folded` with evasions undone; nil where that makes no difference in any field.
    mutating func undone(
        _ folded: [(field: PostField, text: TextLayer)]
    ) -> [(field: PostField, text: TextLayer)]? {
        var texts = folded
        var differs = false
        for index in texts.indices {
            guard let text = undone(texts[index].field, texts[index].text) else { continue }
            texts[index].text = text
            differs = true
        }
        return differs ? texts : nil
    }

    /// The field with evasions undone; nil where that makes no difference to `folded`.
    mutating func undone(_ field: PostField, _ folded: TextLayer) -> TextLayer? {
        guard let text = layer(.joined, field), !text.undone.isEmpty, text.bytes != folded.bytes else { return nil }
        return text
    }

    /// Where ways of hiding that `rule` names tell something by themselves.
    mutating func undone(_ rule: CompiledRule) -> [MatchSpan] {
        var spans: [MatchSpan] = []
        for field in rule.fields {
            guard let text = layer(.joined, field) else { continue }
            for stretch in text.undone where stretch.isTelling && rule.undone.contains(stretch.kind) {
                spans.append(span(field, stretch.original, .joined))
                if spans.count >= RuleMatcher.mostCompared { return spans }
            }
        }
        return spans
    }

    /// Those of a rule's matches that overlap something that was undone in one of the ways that it names.
    mutating func undone(_ rule: CompiledRule, in matches: [Int: [MatchSpan]]) -> [Int: [MatchSpan]] {
        var stretches: [PostField: [UndoneStretch]] = [:]
        for field in rule.fields {
            stretches[field] = (layer(.joined, field)?.undone ?? []).filter { rule.undone.contains($0.kind) }
        }
        return matches.compactMapValues { spans in
            let kept = spans.filter { span in
                stretches[span.field]?.contains { $0.original.overlaps(span.start..<span.end) } ?? false
            }
            return kept.isEmpty ? nil : kept
        }
    }
}

extension MatchSpan {
    func isSamePlace(as other: MatchSpan) -> Bool { field == other.field && start == other.start && end == other.end }
}
