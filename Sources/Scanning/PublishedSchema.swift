import Exporting
import Matching
import Model

/// The formats that `vigil schema` describes.
public enum PublishedSchema: String, CaseIterable, Sendable {
    case post, finding, lead, rules, config

    /// The format's JSON Schema.
    public var document: String {
        switch self {
        case .post: JSONSchema.document(for: Post.self, name: rawValue)
        case .finding: JSONSchema.document(for: Finding.self, name: rawValue)
        case .lead: JSONSchema.document(for: Lead.self, name: rawValue)
        case .rules: JSONSchema.document(for: PackFile.self, name: rawValue)
        case .config: JSONSchema.document(for: ConfigFile.self, name: rawValue)
        }
    }
}
