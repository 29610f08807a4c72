/// The element names that vigil knows by number; every other is `other`, with its name in the tree.
enum HTMLTag: UInt8, CaseIterable, Sendable {
    case other
    case a, abbr, address, area, article, aside, audio
    case b, base, bdi, bdo, big, blockquote, body, br, button
    case canvas, caption, center, cite, code, col, colgroup
    case data, datalist, dd, del, details, dfn, dialog, dir, div, dl, dt
    case em, embed
    case fieldset, figcaption, figure, font, footer, form, frame, frameset
    case h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html
    case i, iframe, image, img, input, ins
    case kbd
    case label, legend, li, link, listing
    case main, map, mark, marquee, math, menu, meta
    case nav, nobr, noembed, noframes, noscript
    case object, ol, optgroup, option, output
    case p, param, picture, plaintext, pre, progress
    case q
    case rb, rp, rt, rtc, ruby
    case s, samp, script, search, section, select, small, source, span, strike, strong, style, sub, summary, sup, svg
    case table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt
    case u, ul
    case `var`, video
    case wbr
    case xmp

    /// The tag of `name`, in lower case.
    static func named(_ name: String) -> HTMLTag { byName[name] ?? .other }

    var name: String { "\(self)" }

    private static let byName: [String: HTMLTag] = Dictionary(
        uniqueKeysWithValues: allCases.dropFirst().map { ($0.name, $0) })

    /// Whether a person sees a line begin and end with it.
    var isBlock: Bool { HTMLTag.properties[Int(rawValue)] & 1 != 0 }

    /// Whether nothing in it is text that a person reads on the page.
    var isNeverShown: Bool { HTMLTag.properties[Int(rawValue)] & 2 != 0 }

    /// Whether it has no content.
    var isVoid: Bool { HTMLTag.properties[Int(rawValue)] & 4 != 0 }

    var isHeading: Bool { rawValue >= HTMLTag.h1.rawValue && rawValue <= HTMLTag.h6.rawValue }

    private static let properties: [UInt8] = {
        let blocks: Set<HTMLTag> = [
            .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details, .dialog, .dir, .div, .dl,
            .dt, .fieldset, .figcaption, .figure, .footer, .form, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .header,
            .hgroup, .hr, .html, .legend, .li, .listing, .main, .menu, .nav, .ol, .optgroup, .option, .p, .plaintext,
            .pre, .search, .section, .summary, .table, .tbody, .tfoot, .thead, .tr, .ul, .xmp,
        ]
        let hidden: Set<HTMLTag> = [
            .audio, .canvas, .datalist, .embed, .frame, .frameset, .head, .iframe, .noembed, .noframes, .noscript,
            .object, .param, .rp, .script, .select, .style, .svg, .template, .title, .video,
        ]
        let void: Set<HTMLTag> = [
            .area, .base, .br, .col, .embed, .frame, .hr, .image, .img, .input, .link, .meta, .param, .source, .track,
            .wbr,
        ]
        return allCases.map { tag in
            (blocks.contains(tag) ? 1 : 0) | (hidden.contains(tag) ? 2 : 0) | (void.contains(tag) ? 4 : 0)
        }
    }()
}
