/// One public ad or post, as it was found.
///
/// Fields that vigil does not know are kept in `extra` and written out again.
public struct Post: Sendable, Hashable {
    /// Stable across nights: the same ad at the same address has the same id.
    public var id: String
    /// The body, as plain text; never trimmed or normalised after extraction, since spans count its scalars.
    public var text: String
    public var title: String?
    /// Where it stood, as a canonical URL.
    public var url: String?
    /// The name of the source in `vigil.yaml`.
    public var source: String?
    /// When it was posted, by the page: ISO 8601 where it could be read, else as it stood.
    public var posted: String?
    public var author: String?
    public var place: String?
    /// The language that the page or the sender states, as BCP 47; detection does not overwrite it.
    public var lang: String?
    /// Unknown fields of the input, kept and ignored.
    public var extra: [String: JSONValue]

    public init(
        id: String, text: String, title: String? = nil, url: String? = nil, source: String? = nil,
        posted: String? = nil, author: String? = nil, place: String? = nil, lang: String? = nil,
        extra: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.text = text
        self.title = title
        self.url = url
        self.source = source
        self.posted = posted
        self.author = author
        self.place = place
        self.lang = lang
        self.extra = extra
    }

    /// The text of `field`; nil where the post has none.
    public func text(of field: PostField) -> String? {
        switch field {
        case .title: title
        case .text: text
        case .author: author
        case .place: place
        }
    }
}

/// The fields of a post that rules read.
public enum PostField: String, Codable, Sendable, Hashable, CaseIterable {
    case title, text, author, place
}

extension Post: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, text, title, url, source, posted, author, place, lang
    }

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public init(from decoder: any Decoder) throws {
        let known = try decoder.container(keyedBy: CodingKeys.self)
        id = try known.decode(String.self, forKey: .id)
        text = try known.decode(String.self, forKey: .text)
        title = try known.decodeIfPresent(String.self, forKey: .title)
        url = try known.decodeIfPresent(String.self, forKey: .url)
        source = try known.decodeIfPresent(String.self, forKey: .source)
        posted = try known.decodeIfPresent(String.self, forKey: .posted)
        author = try known.decodeIfPresent(String.self, forKey: .author)
        place = try known.decodeIfPresent(String.self, forKey: .place)
        lang = try known.decodeIfPresent(String.self, forKey: .lang)
        let all = try decoder.container(keyedBy: AnyKey.self)
        var extra: [String: JSONValue] = [:]
        for key in all.allKeys where CodingKeys(stringValue: key.stringValue) == nil {
            extra[key.stringValue] = try all.decode(JSONValue.self, forKey: key)
        }
        self.extra = extra
    }

    public func encode(to encoder: any Encoder) throws {
        var all = encoder.container(keyedBy: AnyKey.self)
        for (key, value) in extra { try all.encode(value, forKey: AnyKey(stringValue: key)) }
        var known = encoder.container(keyedBy: CodingKeys.self)
        try known.encode(id, forKey: .id)
        try known.encode(text, forKey: .text)
        try known.encodeIfPresent(title, forKey: .title)
        try known.encodeIfPresent(url, forKey: .url)
        try known.encodeIfPresent(source, forKey: .source)
        try known.encodeIfPresent(posted, forKey: .posted)
        try known.encodeIfPresent(author, forKey: .author)
        try known.encodeIfPresent(place, forKey: .place)
        try known.encodeIfPresent(lang, forKey: .lang)
    }
}
