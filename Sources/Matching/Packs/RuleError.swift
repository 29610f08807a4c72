import StrictYAML

/// Why a rule, or a file of rules, cannot be used; names file, line and column and shows the place.
public typealias RuleError = SourceError
