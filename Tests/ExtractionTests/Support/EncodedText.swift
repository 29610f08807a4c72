import Testing

/// The same notice in many charsets, encoded by another implementation (CPython's codecs).
struct EncodedText: Sendable, CustomTestStringConvertible {
    /// The charset's name in the standard.
    let charset: String
    let language: String
    let text: String
    let hexadecimal: String

    var testDescription: String { charset }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in hexadecimal where !digit.isWhitespace {
            let value = UInt8(digit.hexDigitValue!)
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    static func named(_ charset: String) -> EncodedText { all.first { $0.charset == charset }! }

    static let all: [EncodedText] = [
        EncodedText(
            charset: "gb18030", language: "zh",
            text: """
                农场招收季节工人，包吃住，有合同，工资按月结算。请在工作日拨打电话联系我们的办公室，谢谢大家的关注。
                """,
            hexadecimal: """
                c5a9b3a1d5d0cad5bcbebddab9a4c8cba3acb0fcb3d4d7a1a3acd3d0bacfcdaca3acb9a4d7cab0b4d4c2bde1cbe3a1a3
                c7ebd4dab9a4d7f7c8d5b2a6b4f2b5e7bbb0c1aacfb5ced2c3c7b5c4b0ecb9abcad2a3acd0bbd0bbb4f3bcd2b5c4b9d8
                d7a2a1a3
                """),
        EncodedText(
            charset: "big5", language: "zh",
            text: """
                農場招收季節工人，包吃住，有合約，工資按月結算。請在工作日撥打電話聯絡我們的辦公室，謝謝大家的關注。
                """,
            hexadecimal: """
                b941b3f5a9dba6aca975b860a475a448a141a55da659a6eda141a6b3a658acf9a141a475b8eaabf6a4ebb5b2bae2a143
                bdd0a662a475a740a4e9bcb7a5b4b971b8dcc170b5b8a7daadccaababfeca4bdabc7a141c1c2c1c2a46aae61aabac3f6
                aa60a143
                """),
        EncodedText(
            charset: "euc-kr", language: "ko",
            text: """
                농장에서 일할 계절 근로자를 찾습니다. 숙식을 제공하고 계약서를 씁니다. 평일에 사무실로 전화해 주세요. 감사합니다.
                """,
            hexadecimal: """
                b3f3c0e5bfa1bcad20c0cfc7d220b0e8c0fd20b1d9b7cec0dab8a620c3a3bdc0b4cfb4d92e20bcf7bdc4c0bb20c1a6b0
                f8c7cfb0ed20b0e8bee0bcadb8a620beb9b4cfb4d92e20c6f2c0cfbfa120bbe7b9abbdc7b7ce20c0fcc8adc7d820c1d6
                bcbcbfe42e20b0a8bbe7c7d5b4cfb4d92e
                """),
        EncodedText(
            charset: "shift_jis", language: "ja",
            text: """
                農場で働く季節労働者を募集しています。住み込みで、契約書があります。平日に事務所へお電話ください。よろしくお願いします。
                """,
            hexadecimal: """
                945f8fea82c593ad82ad8b4790df984a93ad8ed282f095e58f5782b582c482a282dc82b781428f5a82dd8d9e82dd82c5
                81418c5f96f18f9182aa82a082e882dc82b7814295bd93fa82c98e9696b18f8a82d682a89364986282ad82be82b382a2
                814282e682eb82b582ad82a88ae882a282b582dc82b78142
                """),
        EncodedText(
            charset: "euc-jp", language: "ja",
            text: """
                農場で働く季節労働者を募集しています。住み込みで、契約書があります。平日に事務所へお電話ください。よろしくお願いします。
                """,
            hexadecimal: """
                c7c0beeca4c7c6afa4afb5a8c0e1cfabc6afbcd4a4f2cae7bdb8a4b7a4c6a4a4a4dea4b9a1a3bdbba4dfb9fea4dfa4c7
                a1a2b7c0ccf3bdf1a4aca4a2a4eaa4dea4b9a1a3cabfc6fca4cbbbf6ccb3bdeaa4d8a4aac5c5cfc3a4afa4c0a4b5a4a4
                a1a3a4e8a4eda4b7a4afa4aab4eaa4a4a4b7a4dea4b9a1a3
                """),
        EncodedText(
            charset: "iso-2022-jp", language: "ja",
            text: """
                農場で働く季節労働者を募集しています。住み込みで、契約書があります。平日に事務所へお電話ください。
                """,
            hexadecimal: """
                1b244247403e6c2447462f242f352840614f2b462f3c5424724a673d38243724462424245e243921233d3b245f397e24
                5f2447212237404c733d71242c2422246a245e243921234a3f467c244b3b764c333d6a2458242a45454f43242f244024
                35242421231b2842
                """),
        EncodedText(
            charset: "windows-1251", language: "ru",
            text: """
                На ферму требуются сезонные рабочие. Предоставляем жильё и договор, зарплата каждый \
                месяц. Звоните в офис по будням, спасибо.
                """,
            hexadecimal: """
                cde020f4e5f0ecf320f2f0e5e1f3fef2f1ff20f1e5e7eeededfbe520f0e0e1eef7e8e52e20cff0e5e4eef1f2e0e2ebff
                e5ec20e6e8ebfcb820e820e4eee3eee2eef02c20e7e0f0efebe0f2e020eae0e6e4fbe920ece5f1fff62e20c7e2eeede8
                f2e520e220eef4e8f120efee20e1f3e4edffec2c20f1efe0f1e8e1ee2e
                """),
        EncodedText(
            charset: "koi8-r", language: "ru",
            text: """
                На ферму требуются сезонные рабочие. Предоставляем жильё и договор, зарплата каждый \
                месяц. Звоните в офис по будням, спасибо.
                """,
            hexadecimal: """
                eec120c6c5d2cdd520d4d2c5c2d5c0d4d3d120d3c5dacfceced9c520d2c1c2cfdec9c52e20f0d2c5c4cfd3d4c1d7ccd1
                c5cd20d6c9ccd8a320c920c4cfc7cfd7cfd22c20dac1d2d0ccc1d4c120cbc1d6c4d9ca20cdc5d3d1c32e20fad7cfcec9
                d4c520d720cfc6c9d320d0cf20c2d5c4ced1cd2c20d3d0c1d3c9c2cf2e
                """),
        EncodedText(
            charset: "windows-874", language: "th",
            text: """
                ฟาร์มรับสมัครคนงานตามฤดูกาล มีที่พักและสัญญาจ้าง จ่ายเงินเดือนทุกเดือน \
                โทรหาสำนักงานในวันทำการ ขอบคุณครับ
                """,
            hexadecimal: """
                bfd2c3ecc1c3d1bacac1d1a4c3a4b9a7d2b9b5d2c1c4b4d9a1d2c520c1d5b7d5e8bed1a1e1c5d0cad1adadd2a8e9d2a7
                20a8e8d2c2e0a7d4b9e0b4d7cdb9b7d8a1e0b4d7cdb920e2b7c3cbd2cad3b9d1a1a7d2b9e3b9c7d1b9b7d3a1d2c320a2
                cdbaa4d8b3a4c3d1ba
                """),
        EncodedText(
            charset: "windows-1258", language: "vi",
            text: """
                Trang trai can nguoi lam theo mua, co hop dong, trân trọng
                """,
            hexadecimal: """
                5472616e6720747261692063616e206e67756f69206c616d207468656f206d75612c20636f20686f7020646f6e672c20
                7472e26e2074726ff26e67
                """),
        EncodedText(
            charset: "windows-1252", language: "es",
            text: """
                Se buscan trabajadores de temporada para la cosecha: contrato, alojamiento y sueldo cada \
                mes. Llame a la oficina, señor o señora.
                """,
            hexadecimal: """
                53652062757363616e2074726162616a61646f7265732064652074656d706f726164612070617261206c6120636f7365
                6368613a20636f6e747261746f2c20616c6f6a616d69656e746f2079207375656c646f2063616461206d65732e204c6c
                616d652061206c61206f666963696e612c207365f16f72206f207365f16f72612e
                """),
        EncodedText(
            charset: "iso-8859-2", language: "pl",
            text: """
                Gospodarstwo szuka pracowników sezonowych, umowa i zakwaterowanie, wypłata co miesiąc. \
                Dzwoń do biura.
                """,
            hexadecimal: """
                476f73706f6461727374776f20737a756b6120707261636f776e696bf3772073657a6f6e6f777963682c20756d6f7761
                2069207a616b77617465726f77616e69652c20777970b361746120636f206d69657369b1632e20447a776ff120646f20
                62697572612e
                """),
        EncodedText(
            charset: "iso-8859-16", language: "ro",
            text: """
                Ferma caută lucrători sezonieri, contract și cazare, plata în fiecare lună.
                """,
            hexadecimal: """
                4665726d612063617574e3206c756372e3746f72692073657a6f6e696572692c20636f6e747261637420ba692063617a
                6172652c20706c61746120ee6e2066696563617265206c756ee32e
                """),
        EncodedText(
            charset: "macintosh", language: "fr",
            text: """
                La ferme cherche des saisonniers : contrat, logement, paie à la fin du mois. Téléphonez \
                au bureau.
                """,
            hexadecimal: """
                4c61206665726d6520636865726368652064657320736169736f6e6e69657273203a20636f6e747261742c206c6f6765
                6d656e742c20706169652088206c612066696e206475206d6f69732e20548e6c8e70686f6e657a206175206275726561
                752e
                """),
        EncodedText(
            charset: "utf-16le", language: "ko",
            text: """
                농장에서 일할 계절 근로자를 찾습니다.
                """,
            hexadecimal: """
                8db1a5c7d0c51cc120007cc760d52000c4ac08c82000fcad5cb890c77cb920003eccb5c2c8b2e4b22e00
                """),
        EncodedText(
            charset: "utf-16be", language: "ko",
            text: """
                농장에서 일할 계절 근로자를 찾습니다.
                """,
            hexadecimal: """
                b18dc7a5c5d0c11c0020c77cd5600020acc4c8080020adfcb85cc790b97c0020cc3ec2b5b2c8b2e4002e
                """),
        EncodedText(
            charset: "utf-8", language: "vi",
            text: """
                Trang trại cần người làm theo mùa, có hợp đồng và chỗ ở.
                """,
            hexadecimal: """
                5472616e67207472e1baa1692063e1baa76e206e67c6b0e1bb9d69206cc3a06d207468656f206dc3b9612c2063c3b320
                68e1bba37020c491e1bb936e672076c3a0206368e1bb9720e1bb9f2e
                """),
    ]
}
