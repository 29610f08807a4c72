/// Pairs of regional indicators that are flags: the codes of ISO 3166-1 and a few more that Unicode has.
enum Flags {
    private static let codes: Set<UInt32> = {
        let text =
            "adaeafagaialamaoaqarasatauawaxazbabbbdbebfbgbhbibjblbmbnbobqbrbsbtbvbwbybzcacccdcfcgchcickclcmcncocrcucvcwcx"
            + "cyczdedjdkdmdodzeceeegehereseteufifjfkfmfofrgagbgdgegfggghgiglgmgngpgqgrgsgtgugwgyhkhmhnhrhthuidieiliminiqir"
            + "isitjejmjojpkekgkhkikmknkpkrkwkykzlalblclilklrlsltlulvlymamcmdmemfmgmhmkmlmmmnmompmqmrmsmtmumvmwmxmymznancne"
            + "nfngninlnonpnrnunzompapepfpgphpkplpmpnprpsptpwpyqarerorsrurwsasbscsdsesgshsisjskslsmsnsosrssstsvsxsysztctdtf"
            + "tgthtjtktltmtntotrtttvtwtzuaugumunusuyuzvavcvevgvivnvuwfwsxkyeytzazmzw"
        let letters = text.unicodeScalars.map(\.value).filter { $0 != 0x20 }
        return Set(stride(from: 0, to: letters.count - 1, by: 2).map { letters[$0] << 8 | letters[$0 + 1] })
    }()

    /// Whether the letters `range`, all from regional indicators, are a row of flags.
    static func areFlags(_ text: JoinedText, _ range: Range<Int>) -> Bool {
        guard range.count % 2 == 0 else { return false }
        return stride(from: range.lowerBound, to: range.upperBound, by: 2).allSatisfy {
            codes.contains(text.units[$0].value << 8 | text.units[$0 + 1].value)
        }
    }
}
