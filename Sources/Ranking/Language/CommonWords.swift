/// Tells English, Spanish and Tagalog by their commonest words, where these leave no doubt: CLD2, which tells the rest, takes
/// twenty times as long (docs/performance.md).
///
/// No word stands in two lists. The languages beside the three are there to raise doubts: whatever shares words with one of
/// the three, as Portuguese does with Spanish, has words of its own here.
enum CommonWords {
    private static let told = ["en", "es", "tl"]

    static let lists: [(language: String, words: String)] = [
        (
            "en",
            """
            the and with you that this from not can your our they but there their what about which would been who when were his
            she out now get good need please any only how very be could should some than then them these those where why
            """
        ),
        (
            "es",
            """
            el los las y pero muy hay más del esta su sus tiene tienes puede desde hasta donde cuando quien año años día
            días ahora siempre nuestro nuestra usted ustedes estoy estamos eres hola gracias busco trabajo hacer ellos ella ese
            esa aquí así mí nada sólo mucho mucha otro otra hacia según
            """
        ),
        (
            "tl",
            """
            ang ng mga sa ay ako ko mo ka ikaw siya tayo nila niya namin natin lang naman rin kasi hindi po opo kung wala
            mayroon meron dito doon yung iyong inyo kayo pwede trabaho sahod bahay ba nang ito iyon lahat kapag dahil
            """
        ),
        (
            "pt",
            """
            não uma com você vocês são dos em muito pelo pela ao também tem foi isso ele ela meu minha seu sua nosso
            nossa já até sem fazer trabalho estou então nós só onde quem aos às
            """
        ),
        (
            "it",
            "il che è sono della dei delle nel alla anche più questo questa gli lavoro molto essere ho hai ciao grazie perché"
        ),
        (
            "fr",
            "est une pour dans pas vous nous avec ce qui elle au aux être cette leur sont fait été très merci travail"
        ),
        (
            "de",
            "der die und ist nicht ein eine einen mit auf für von zu sich auch dem wir ich sie ihr haben bei oder wird"
        ),
        ("nl", "het een van niet dat voor zijn op met aan ook maar bij naar wij hebben wordt geen zich nog uit"),
        (
            "id",
            "yang dan untuk dengan ini itu tidak akan ada pada dari juga saya kami anda bisa sudah atau oleh orang lebih"
        ),
        ("tr", "bir ve için bu çok ile değil olarak daha gibi kadar ama ben sen var yok olan"),
        ("pl", "nie się jest jak że dla przez oraz ale są tylko jestem można który która być może"),
        ("ro", "și nu pentru cu mai sunt sau după această dar lucru"),
        ("sv", "och att det är jag på inte har ett og jeg ikke blir være som til af den"),
        ("hu", "hogy egy az ez csak meg vagy már volt"),
        ("ca", "amb els dels això què molt seva tots fins aquest aquesta unha polo moi máis"),
        ("ceb", "nga kang kini kay unsa dili naa ug sila kita imong"),
        ("sw", "kwa katika hii kama watu hiyo huu"),
    ]

    /// The language of a text in Latin script, where at least a tenth of its words are of one of the three languages and four
    /// times as many as of any other; nil where there is a doubt.
    static func language(of text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            var counts = [Int](repeating: 0, count: lists.count)
            var words = 0
            var place = 0
            while place < bytes.count {
                let (key, end) = word(bytes, place)
                place = end
                guard key != 0 else { continue }
                words += 1
                if let number = table.number(key) { counts[number] += 1 }
            }
            guard let best = counts.indices.max(by: { counts[$0] < counts[$1] }), best < told.count, counts[best] >= 5,
                counts[best] * 10 >= words,
                counts.indices.allSatisfy({ $0 == best || counts[$0] * 4 <= counts[best] })
            else { return nil }
            return lists[best].language
        }
    }

    /// How many of `language`'s words stand in `text`, counted up to `limit`.
    static func count(_ language: String, in text: String, upTo limit: Int) -> Int {
        guard let own = lists.firstIndex(where: { $0.language == language }) else { return 0 }
        var text = text
        return text.withUTF8 { bytes in
            var count = 0
            var place = 0
            while place < bytes.count, count < limit {
                let (key, end) = word(bytes, place)
                place = end
                if key != 0, table.number(key) == own { count += 1 }
            }
            return count
        }
    }

    /// The word at `place` in small letters as a number, 0 where none begins there, `UInt64.max` for one of more than eight
    /// bytes; and the place behind it.
    @inline(__always)
    private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> (key: UInt64, end: Int) {
        var key: UInt64 = 0
        var end = place
        var size = 0
        while end < bytes.count {
            let byte = bytes[end]
            if (byte | 0x20) &- 0x61 < 26 {
                key = key << 8 | UInt64(byte | 0x20)
                size += 1
                end += 1
            } else if (0xC3...0xC8).contains(byte), end + 1 < bytes.count {
                let next = bytes[end + 1]
                let isCapital = byte == 0xC3 && next < 0x9F
                key = key << 16 | UInt64(byte) << 8 | UInt64(isCapital ? next | 0x20 : next)
                size += 2
                end += 2
            } else {
                break
            }
        }
        if end == place { return (0, place + 1) }
        return (size > 8 ? .max : key, end)
    }

    private static let table = Table(lists.map(\.words))

    /// Words as numbers, each with the number of its list.
    private struct Table {
        private var keys = [UInt64](repeating: 0, count: 2048)
        private var numbers = [UInt8](repeating: 0, count: 2048)

        init(_ lists: [String]) {
            for (number, list) in lists.enumerated() {
                for word in list.split(whereSeparator: \.isWhitespace) {
                    let bytes = Array(word.utf8)
                    let (key, end) = bytes.withUnsafeBufferPointer { CommonWords.word($0, 0) }
                    assert(end == bytes.count && key != .max, "\(word) is no word of eight bytes at most")
                    var slot = Self.slot(key)
                    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & 2047 }
                    keys[slot] = key
                    numbers[slot] = UInt8(number)
                }
            }
        }

        private static func slot(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 53) }

        func number(_ key: UInt64) -> Int? {
            var slot = Self.slot(key)
            while keys[slot] != 0 {
                if keys[slot] == key { return Int(numbers[slot]) }
                slot = (slot + 1) & 2047
            }
            return nil
        }
    }
}
