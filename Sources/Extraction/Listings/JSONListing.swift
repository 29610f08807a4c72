import Foundation
import Model

/// Makes posts and links of a listing API's answer.
struct JSONListing {
    let root: Any
    let pageURL: String
    /// Makes an address of the answer absolute.
    let resolve: (String) -> String?

    struct Result {
        var drafts: [PostDraft] = []
        var links: [Link] = []
        var title: String?
    }

    func read(_ selection: ListingSelection) -> Result {
        var result = Result()
        var seen: Set<Link> = []
        func add(_ address: String?, _ kind: Link.Kind) {
            guard let url = address.flatMap(resolve) else { return }
            let link = Link(url: url, kind: kind)
            if seen.insert(link).inserted { result.links.append(link) }
        }
        result.title = selection.pageTitle?.text(in: root).flatMap { MarkupText.line(of: $0) }
        for item in selection.item.values(in: root).prefix(SelectedPosts.most) {
            add(selection.follow?.address(for: item, on: pageURL), .page)
            if let draft = draft(item, selection, title: result.title) { result.drafts.append(draft) }
        }
        add(selection.next?.address(for: root, on: pageURL), .listing)
        return result
    }

    private func draft(_ item: Any, _ selection: ListingSelection, title: String?) -> PostDraft? {
        let text = selection.text?.text(in: item) ?? ""
        // What Reddit leaves of a post that is gone.
        guard text != "[removed]", text != "[deleted]" else { return nil }
        let draft = PostDraft(
            text: MarkupText.text(of: text),
            title: selection.title?.text(in: item).flatMap { MarkupText.line(of: $0) } ?? title,
            posted: selection.posted?.text(in: item).map(Self.date),
            author: selection.author?.text(in: item).flatMap { MarkupText.line(of: $0) },
            place: selection.place?.text(in: item).flatMap { MarkupText.line(of: $0) },
            lang: selection.lang?.text(in: item),
            permalink: selection.url?.address(for: item, on: pageURL).flatMap(resolve))
        // A title that is only the page's says nothing of an item without a text.
        guard !draft.text.isEmpty || selection.title?.text(in: item) != nil else { return nil }
        return draft
    }

    /// Numbers are Unix times, in seconds (whole or not) or milliseconds.
    private static func date(_ text: String) -> String {
        guard let number = Double(text), number.isFinite, abs(number) > 100_000_000, abs(number) < 1e14 else {
            return text
        }
        return PostedDate.iso8601(seconds: Int(abs(number) >= 1e11 ? number / 1000 : number))
    }
}
