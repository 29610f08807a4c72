import Testing

@testable import Archiving

@Suite("Digests")
struct DigestTests {
    @Test(
        "base32 is as RFC 4648, section 10 has it",
        arguments: [
            ("", ""), ("f", "MY======"), ("fo", "MZXQ===="), ("foo", "MZXW6==="), ("foob", "MZXW6YQ="),
            ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI======"),
        ])
    func base32(text: String, expected: String) {
        #expect(Digest.base32(Array(text.utf8)) == expected)
    }

    @Test("the digests are as FIPS 180 has them, however the bytes are cut")
    func vectors() {
        for parts in [["abc"], ["a", "bc"], ["", "ab", "", "c"]] {
            let bytes = parts.map { Array($0.utf8) }
            // a9993e36 4706816a ba3e2571 7850c26c 9cd0d89d
            #expect(Digest.sha1(bytes) == "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5")
            #expect(Digest.sha256(bytes) == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        }
        #expect(Digest.sha1([]) == "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
    }

    @Test(
        "a stated digest is known in the forms that tools write",
        arguments: [
            ("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", true), ("SHA-1:vgmt4nsha2awvor6evyxqugcnsonbwe5", true),
            ("sha1:A9993E364706816ABA3E25717850C26C9CD0D89D", true),
            ("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", true),
            ("sha256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====", true),
            ("sha256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ", true),
            ("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE4", false), ("sha1:", false), ("sha256:00", false),
            ("md5:900150983cd24fb0d6963f7d28e17f72", nil), ("VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", nil), ("", nil),
        ] as [(String, Bool?)])
    func stated(text: String, expected: Bool?) {
        #expect(Digest.agrees(text, with: Array("abc".utf8)[...]) == expected)
    }
}
