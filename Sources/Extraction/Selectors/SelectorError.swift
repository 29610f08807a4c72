import Model

/// A CSS selector or field path of `vigil.yaml` that cannot be used.
public struct SelectorError: Error, Sendable, Hashable, Explained {
    /// Which of the source's selectors: `item`, `title`, `text`, `posted`, `author`, `place`, `url`,
    /// `follow` or `next`.
    public var field: String
    /// The selector as it was given.
    public var selector: String
    /// The column of the fault within the selector, in Unicode scalars from 1.
    public var column: Int
    public var problem: String
    public var advice: String

    public init(field: String, selector: String, column: Int, problem: String, advice: String) {
        self.field = field
        self.selector = selector
        self.column = column
        self.problem = problem
        self.advice = advice
    }

    public var place: String { "post.\(field), column \(column) of `\(selector)`" }
    public var isUsage: Bool { true }
}
