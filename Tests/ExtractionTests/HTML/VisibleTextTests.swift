import Testing

@testable import Extraction

@Suite("Visible text")
struct VisibleTextTests {

    @Test(
        "text is laid out as a person sees it",
        arguments: [
            ("<div>one</div><div>two</div>", "one\ntwo"),
            ("one<br>two<br/>three", "one\ntwo\nthree"),
            ("one<br><br><br><br>two", "one\n\ntwo"),
            ("<span>one</span><span>two</span> <b>three</b>", "onetwo three"),
            ("  many \n\t blanks   here ", "many blanks here"),
            ("no&nbsp;break&nbsp;&nbsp;space", "no break space"),
            ("<pre>a\n  b\n\n\n c</pre>", "a\n  b\n\n\n c"),
            ("x<pre>\na  b</pre>y", "x\na  b\ny"),
            (
                "<table><tr><td>Pay</td><td>8 an hour</td></tr><tr><th>Where</th><td>Farm</td></tr></table>",
                "Pay 8 an hour\nWhere Farm"
            ),
            ("<ul><li>one<li>two</ul>", "one\ntwo"),
            ("<dl><dt>Place<dd>Busan</dl>", "Place\nBusan"),
            ("a<script>b</script><style>c</style><noscript>d</noscript><template>e</template>f", "af"),
            ("a<p hidden>b</p><p style='display: none'>c</p><p style=\"color:red;VISIBILITY:hidden\">d</p>e", "ae"),
            ("<p style='display:nonesense-no'>x", ""),
            ("<select><option>Busan<option>Seoul</select>x", "x"),
            ("<img alt='a picture of fields' src=x>text", "text"),
            ("call <img class=emoji alt='📞'> now", "call 📞 now"), ("call <img alt='☎'> now", "call ☎ now"),
            ("<img class='smilies' alt=':)'> hi", ":) hi"), ("<img alt='7'>x", "x"),
            ("a<wbr>b&shy;c", "ab\u{AD}c"), ("<p>  </p><p>x</p><p> </p>", "x"),
            ("<h1>Title</h1>text<hr>more", "Title\ntext\nmore"), ("&lt;b&gt; &#128222; &euro;", "<b> 📞 €"),
            ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢kan"), ("中文　全角", "中文　全角"),
            ("<dialog>hidden</dialog><dialog open>seen</dialog>", "seen"),
            ("<textarea>a\nb</textarea>", "a\nb"), ("<details><summary>More</summary>inside</details>", "More\ninside"),
            ("<a href=tel:+15550100>+1-555-0100</a>", "+1-555-0100"), ("one<!-- c -->two", "onetwo"),
            ("<head><title>no</title></head><body>yes", "yes"), ("<svg><text>no</text></svg>yes", "yes"),
        ])
    func layout(_ html: String, _ text: String) {
        let shown = parse(html).visibleText(of: HTMLDocument.root)
        // A style that only begins like `none` hides as well: no browser knows it, no page means anything else.
        #expect(shown == text)
    }

    @Test(
        "markup that came as a string keeps line ends only where it has no blocks",
        arguments: [
            ("one\ntwo", "one\ntwo"), ("one\n<b>two</b> &amp; three", "one\ntwo & three"),
            ("<p>one\ntwo</p>", "one two"),
            ("fish &amp; chips", "fish & chips"), ("a<br>b", "a\nb"), ("", ""), ("1 < 2", "1 < 2"),
        ])
    func markup(_ source: String, _ text: String) {
        #expect(MarkupText.text(of: source) == text)
    }
}
