/// The `vigil.yaml` that `vigil init` writes.
enum ConfigTemplate {
    static let text = """
        # What this watch looks at, and who runs it. `vigil schema config` describes every key.

        # Goes into the User-Agent, so that a site's owner can reach you. No scan starts without it.
        contact: ""

        # Directories with rule packs, relative to this file. Edit them; `vigil rules test` checks your edits.
        rules: [rules]

        # How many leads a night your team can work.
        budget: 25

        # Posts that are on no open lead go after this time.
        retention: 90d

        # Public pages only. Ask a site's owner before you watch it closely, and keep the delay polite.
        sources: []
        #  - name: example-board
        #    start: ["https://example.org/list/"]
        #    kind: site                    # site | feed | sitemap | telegram-preview | json
        #    include: ["/ad/", "/list/"]   # PCRE2 on path and query; exclude likewise
        #    depth: 4                      # links away from a start page
        #    pages: 5000                   # at most, in one night
        #    delay: 1s                     # least time between two requests to a host
        #    post: {item: "article.ad", title: "h1", text: ".body", posted: "time@datetime", place: ".city"}

        """
}
