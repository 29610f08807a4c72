/// A CSS selector, of the part of Selectors Level 4 that finding posts needs: type, `*`, class, id, attributes
/// (`[a]`, `=`, `~=`, `|=`, `^=`, `$=`, `*=`, with the flag `i`), descendant, `>`, `+`, `~`, lists, `:first-child`,
/// `:last-child`, `:only-child`, `:nth-child()`, `:nth-last-child()` and `:not()` of compounds.
///
/// Beyond CSS, `@attribute` at the end of an alternative picks an attribute's value instead of the element's text;
/// alone, it picks the item's own. Where one value is wanted, the alternatives of a list are tried in the order in which
/// they are written: `time@datetime, .date` is the machine's date where there is one.
struct Selector: Sendable, Hashable {
    var alternatives: [Alternative]

    struct Alternative: Sendable, Hashable {
        /// Nil for the item itself.
        var path: Complex?
        /// The attribute whose value is meant, in lower case; nil for the text.
        var attribute: [UInt8]?
    }

    /// Compounds from right to left.
    struct Complex: Sendable, Hashable {
        var subject: Compound
        /// What stands to the left, nearest first, each with how it is joined to the one on its right.
        var context: [Joined]
    }

    struct Joined: Sendable, Hashable {
        var combinator: Combinator
        var compound: Compound
    }

    enum Combinator: Sendable, Hashable {
        case descendant, child, nextSibling, laterSibling
    }

    struct Compound: Sendable, Hashable {
        var type: TypeTest?
        var tests: [Test] = []
    }

    enum TypeTest: Sendable, Hashable {
        case tag(HTMLTag)
        /// An element that vigil has no number for.
        case name(String)
    }

    enum Test: Sendable, Hashable {
        case id([UInt8])
        case className([UInt8])
        case attribute(AttributeTest)
        case position(Position)
        case not([Compound])
    }

    struct AttributeTest: Sendable, Hashable {
        enum Operator: Sendable, Hashable {
            case exists, equals, includesWord, dashPrefix, prefix, suffix, contains
        }

        var name: [UInt8]
        var comparison: Operator
        /// In lower case where `ignoresCase`.
        var value: [UInt8]
        var ignoresCase: Bool
    }

    /// `an+b` among the parent's element children.
    struct Position: Sendable, Hashable {
        var step: Int
        var offset: Int
        var countsFromEnd: Bool
    }
}
