import Foundation
import Model
import Testing

@testable import Scanning

@Suite("Posts read off lines")
struct PostReaderTests {
    /// What Foundation's decoder makes of a line; nil where it refuses it.
    private func decoded(_ line: String) -> Post? { try? JSONDecoder().decode(Post.self, from: Data(line.utf8)) }

    @Test(
        "a line is read as Foundation's decoder reads it, or refused as it does",
        arguments: [
            #"{"id":"1","text":"a"}"#, #" {"text" : "a\n\u4e2d\ud83c\udf52" , "id" : "1" } "#,
            #"{"id":"1","text":"a","title":null,"url":"u","source":"s","posted":"p","author":"w","place":"l","lang":"en"}"#,
            #"{"id":"1","text":"a","price":1.50,"tags":["x",{"y":null}],"n":12345678901234567890}"#,
            #"{"id":"1","text":"nul \u0000 in it"}"#, #"{"id":"1","\u0074ext":"escaped key"}"#, #"{"id":1,"text":"a"}"#,
            #"{"id":"1"}"#, #"{"text":"a"}"#, #"{"id":null,"text":"a"}"#, #"{"id":"1","text":["a"]}"#, #"["id"]"#, "1",
            "",
            #"{"id":"1","text":"a"} x"#, #"{"id":"1","text":"a""#, "{\"id\":\"1\",\"text\":\"tab\tin it\"}",
            #"{"id":"1","text":"a","title":3}"#, "{\"id\":\"1\",\"text\":\"e\u{301} 🍒 \u{FEFF}\"}",
        ])
    func agrees(line: String) throws {
        let reader = PostReader()
        if let expected = decoded(line) {
            #expect(try reader.post(Array(line.utf8)) == expected)
        } else {
            #expect(throws: DecodingError.self) { try reader.post(Array(line.utf8)) }
        }
    }

    @Test("half a surrogate pair is read as U+FFFD, and bytes that are no UTF-8 are refused")
    func broken() throws {
        let reader = PostReader()
        #expect(try reader.post(Array(#"{"id":"1","text":"a\ud83cb"}"#.utf8)).text == "a\u{FFFD}b")
        #expect(throws: DecodingError.self) {
            try reader.post(Array(#"{"id":"1","text":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8))
        }
    }

    @Test("fields that vigil does not know are kept, unless nobody wants them")
    func extra() throws {
        let line = Array(#"{"id":"1","text":"a","price":5}"#.utf8)
        #expect(try PostReader().post(line).extra == ["price": .integer(5)])
        #expect(try PostReader(keepsExtra: false).post(line).extra.isEmpty)
    }

    @Test("one reader reads line after line, short after long")
    func again() throws {
        let reader = PostReader()
        for size in [5, 100_000, 3, 70_000, 0] {
            let text = String(repeating: "가🍒", count: size)
            #expect(try reader.post(Array(#"{"id":"1","text":"\#(text)"}"#.utf8)).text == text)
        }
    }
}
