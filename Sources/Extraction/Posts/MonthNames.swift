/// The months as pages of the eight languages, and of some neighbours, write them.
enum MonthNames {

    /// The month, 1 to 12, that `word` names, in full or abbreviated, in any case.
    static func month(_ word: some StringProtocol) -> Int? {
        var name = word.lowercased()
        while let last = name.last, last == "." || last == "," { name.removeLast() }
        return byName[name]
    }

    private static let byName: [String: Int] = {
        var result: [String: Int] = [:]
        for list in names {
            for (index, month) in list.split(separator: " ").enumerated() {
                for name in month.split(separator: "|") { result[String(name)] = index + 1 }
            }
        }
        return result
    }()

    private static let names = [
        // English
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct "
            + "november|nov december|dec",
        // Spanish
        "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre "
            + "diciembre|dic",
        // Russian, genitive, nominative and short
        "января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн "
            + "июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб "
            + "декабря|декабрь|дек",
        // Thai, full and short
        "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค "
            + "กันยายน|ก.ย ตุลาคม|ต.ค พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
        // Tagalog
        "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre",
        // German, French, Portuguese, Italian
        "januar|jän februar märz|mär april mai juni juli august september oktober|okt november dezember|dez",
        "janvier|janv février|févr mars avril|avr mai juin juillet|juil août septembre octobre novembre décembre|déc",
        "janeiro fevereiro|fev março abril maio|mai junho julho agosto setembro|set outubro|out novembro dezembro|dez",
        "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre ottobre|ott novembre dicembre",
        // Ukrainian
        "січня|січ лютого|лют березня|бер квітня|квіт травня|трав червня|черв липня|лип серпня|серп вересня|вер "
            + "жовтня|жовт листопада|лист грудня|груд",
    ]
}
