/// Parts of URLs that say who follows a link or from where, never which page it is: the list, and nothing else.
///
/// `sid` is on it because bulletin boards put sessions there (phpBB, Discuz!); a site that names its pages by `sid`
/// would lose them.
enum URLNoise {

    /// Query parameters, in lower case.
    static let parameters: Set<String> = [
        // Click ids of advertising networks.
        "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "fbclid", "yclid", "ymclid",
        "ysclid", "msclkid", "twclid", "ttclid", "li_fat_id", "igshid", "igsh", "epik", "rdt_cid", "scclid",
        "sccid", "bd_vid", "qz_gdt", "gdt_vid", "srsltid", "irclickid", "cjevent", "awc", "wickedid", "zanpid",
        "admitad_uid", "tduid", "obclid", "tblci", "clickid",
        // Mailings and analytics.
        "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "_openstat",
        "_ga", "_gl", "_ke", "_kx", "dm_i", "s_cid", "s_kwcid", "ef_id", "ml_subscriber", "ml_subscriber_hash",
        "rb_clickid", "trk_contact", "trk_msg", "trk_module", "trk_sid", "spm", "scm", "share_token", "sharer_shareid",
        "share_source", "share_medium", "share_from", "vd_source", "spm_id_from", "from_spmid", "ref_src", "ref_url",
        "n_cid", "cvid", "oicd", "wt_mc", "xtor", "_branch_match_id", "guce_referrer", "guce_referrer_sig",
        // Sessions.
        "phpsessid", "phpsession", "jsessionid", "sid", "sessid", "sessionid", "session_id", "sess_id", "session-id",
        "aspxautodetectcookiesupport", "cfid", "cftoken", "zenid", "oscsid", "oscadminid", "xtcsid", "s_id",
        "_session_id", "viewsessionid", "ssid_token",
    ]

    /// What the names of query parameters begin with, in lower case.
    static let parameterPrefixes: [String] = [
        "utm_", "mtm_", "matomo_", "pk_", "piwik_", "hsa_", "vero_", "oly_", "stm_", "itm_", "aspsessionid",
    ]

    /// Parameters of a path's segments (`/page;jsessionid=1A2B`), in lower case.
    static let pathParameters: Set<String> = ["jsessionid", "phpsessid", "sid", "sessionid", "session_id"]

    /// Whether a whole segment holds a session as ASP.NET writes it without cookies: `(S(lit3py55t21z5v55vlm25s55))`.
    static func isSession(segment: ArraySlice<UInt8>) -> Bool {
        segment.starts(with: "(S(".utf8) && segment.suffix(2).elementsEqual("))".utf8) && segment.count > 12
    }

    /// Whether a query parameter of that name is noise; `name` as it stands in the URL.
    static func isNoise(parameter name: ArraySlice<UInt8>) -> Bool {
        let lower = String(decoding: name, as: UTF8.self).lowercased()
        return parameters.contains(lower) || parameterPrefixes.contains { lower.hasPrefix($0) }
    }
}
