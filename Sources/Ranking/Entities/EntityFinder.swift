import Model

/// The contacts in a post's title and text, with their places.
public enum EntityFinder {

    /// In order of field and start, not overlapping within a field: a mail address is no handle, and its digits no
    /// telephone number.
    ///
    /// - Parameter language: of the post, where it is known already.
    public static func entities(in post: Post, language: String? = nil) -> [Entity] {
        var result: [Entity] = []
        for field in [PostField.title, .text] {
            guard let text = post.text(of: field), !text.isEmpty else { continue }
            let scalars = FoldedScalars(text)
            var found = ContactList(field)
            if scalars.hasAt { found.add(.email, MailFinder.mails(in: scalars)) }
            found.add(.handle, HandleFinder.handles(in: scalars))
            if scalars.digits >= 6 {
                let regions = PhoneFinder.regions(for: post, language: language)
                found.add(.phone, PhoneFinder.phones(in: scalars, regions: regions))
            }
            result += found.entities
        }
        return result
    }
}

/// The contacts of one field, in order of their places; the first to claim a place has it.
private struct ContactList {
    private let field: PostField
    private(set) var entities: [Entity] = []

    init(_ field: PostField) { self.field = field }

    /// - Parameter list: in order of their places; of two that overlap, the first counts.
    mutating func add(_ kind: Entity.Kind, _ list: [(value: String, range: Range<Int>)]) {
        guard !list.isEmpty else { return }
        let earlier = entities
        entities.removeAll(keepingCapacity: true)
        entities.reserveCapacity(earlier.count + list.count)
        var next = 0
        for (value, range) in list {
            while next < earlier.count, earlier[next].end <= range.lowerBound {
                entities.append(earlier[next])
                next += 1
            }
            if let last = entities.last, last.end > range.lowerBound { continue }
            if next < earlier.count, earlier[next].start < range.upperBound { continue }
            entities.append(
                Entity(kind: kind, value: value, field: field, start: range.lowerBound, end: range.upperBound))
        }
        entities += earlier[next...]
    }
}
