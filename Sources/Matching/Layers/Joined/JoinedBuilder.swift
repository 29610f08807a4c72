/// Makes the layer `joined` of a folded text.
enum JoinedBuilder {
    /// - Parameters:
    ///   - folded: the units of the layer `folded`.
    ///   - scalars: the original.
    static func layer(folded: [LayerUnit], scalars: [UInt32]) -> TextLayer {
        var text = JoinedText(folded: folded, scalars: scalars)
        HiddenMarks.note(in: &text)
        StyledLetters.undo(in: &text)
        SpacedLetters.undo(in: &text)
        WiderLookAlikes.undo(in: &text)
        SplitSyllables.undo(in: &text)
        JamoComposer.undo(in: &text)
        SpelledNumbers.undo(in: &text)
        DigitLetters.undo(in: &text)
        return text.layer
    }
}
