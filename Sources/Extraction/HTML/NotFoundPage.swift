/// Tells a page that says there is nothing here, though its status says otherwise (a "soft 404").
///
/// What is asked of it is much, since a post that is taken for one is lost: the title or a main heading says so in the
/// words that sites use, and there is next to no other text. Ads that have run out are told in the same way.
enum NotFoundPage {
    /// A page with more text than this, in bytes, has something to say.
    static let mostText = 1_200
    /// A heading longer than this, in bytes, is a sentence about something.
    private static let longestHeading = 120

    static func isOne(_ document: HTMLDocument, title: String?) -> Bool {
        let headings = ([title] + headings(document)).compactMap { $0 }.filter { $0.utf8.count <= longestHeading }
        guard headings.contains(where: { says($0.lowercased()) }) else { return false }
        return document.visibleText(of: HTMLDocument.root).utf8.count <= mostText
    }

    private static func headings(_ document: HTMLDocument) -> [String?] {
        document.nodes.indices.lazy.filter { document.nodes[$0].tag == .h1 && document.isElement($0) }.prefix(2)
            .map { document.line(of: $0) }
    }

    private static func says(_ heading: String) -> Bool {
        if phrases.isIn(Array(heading.utf8)) { return true }
        // The number alone, or at the beginning, or behind "error".
        guard heading.utf8.contains(UInt8(ascii: "4")) else { return false }
        let words = heading.split { !$0.isLetter && !$0.isNumber }
        return words.first == "404" || (words.count >= 2 && words[0] == "error" && words[1] == "404")
    }

    private static let phrases = PhraseSet([
        "page not found", "page could not be found", "page cannot be found", "page can't be found",
        "page doesn't exist", "page does not exist", "page no longer exists", "ad not found", "listing not found",
        "post not found", "topic not found", "thread not found", "no longer available", "has been removed",
        "has been deleted", "ad has expired", "listing has expired", "ad is no longer active", "ad was deleted",
        "页面不存在", "页面未找到", "页面没有找到", "找不到页面", "找不到该页", "找不到网页", "无法找到该页", "您访问的页面不",
        "信息不存在", "帖子不存在", "主题不存在", "内容不存在", "已被删除", "信息已过期", "信息已删除", "頁面不存在", "找不到頁面",
        "找不到網頁", "文章不存在", "已被刪除", "廣告已過期",
        "페이지를 찾을 수 없", "존재하지 않는 페이지", "존재하지 않는 게시", "존재하지 않는 글", "삭제된 게시", "삭제된 글",
        "삭제되었거나", "게시물이 존재하지",
        "página no encontrada", "pagina no encontrada", "no se ha encontrado la página", "no se encontró la página",
        "la página no existe", "anuncio no encontrado", "anuncio caducado", "anuncio ya no está disponible",
        "страница не найдена", "страницы не существует", "страница не существует", "страница удалена",
        "объявление не найдено", "объявление удалено", "объявление снято", "тема не найдена",
        "không tìm thấy trang", "trang không tồn tại", "tin đã hết hạn", "tin đăng đã hết hạn",
        "bài viết không tồn tại",
        "tin không tồn tại", "ไม่พบหน้า", "ไม่พบประกาศ", "ประกาศนี้ถูกลบ", "ประกาศหมดอายุ", "ไม่พบกระทู้",
        "hindi nahanap ang pahina", "hindi makita ang pahina", "hindi mahanap ang pahina",
        "seite nicht gefunden", "page introuvable", "ページが見つかりません", "ページは見つかりません",
    ])
}

/// Texts that are looked for together, by their first four bytes.
private struct PhraseSet: Sendable {
    private let byStart: [UInt32: [[UInt8]]]

    /// - Parameter phrases: in lower case, four bytes long at least.
    init(_ phrases: [String]) {
        byStart = Dictionary(grouping: phrases.map { Array($0.utf8) }) { Self.start($0, 0) }
    }

    func isIn(_ text: [UInt8]) -> Bool {
        guard text.count >= 4 else { return false }
        for offset in 0...(text.count - 4) {
            guard let candidates = byStart[Self.start(text, offset)] else { continue }
            if candidates.contains(where: { text[offset...].starts(with: $0) }) { return true }
        }
        return false
    }

    private static func start(_ text: [UInt8], _ offset: Int) -> UInt32 {
        text[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
