import GRDB
import Model

extension SQLiteStore {
    public func leads(_ query: LeadQuery) throws(StoreError) -> [Lead] {
        let (sql, arguments) = Self.sql(query)
        return try read { database in
            let rows = try String.fetchCursor(database, sql: sql, arguments: StatementArguments(arguments))
            var result: [Lead] = []
            while let content = try rows.next() { result.append(try StoredJSON.value(Lead.self, content)) }
            return result
        }
    }

    public func lead(id: String) throws(StoreError) -> Lead? {
        try read { database in
            try String.fetchOne(
                database, sql: "SELECT content FROM lead WHERE id = ?", arguments: [StoredText.column(id)]
            ).map { try StoredJSON.value(Lead.self, $0) }
        }
    }

    static func sql(_ query: LeadQuery) -> (String, [any DatabaseValueConvertible]) {
        var conditions = ["tier >= ?"]
        var arguments: [any DatabaseValueConvertible] = [query.minimumTier.rank]
        if let statuses = query.statuses {
            let names = statuses.map(\.rawValue).sorted()
            // `=` rather than `IN` for one, so that its index gives the order too.
            conditions.append(
                names.count == 1
                    ? "status = ?" : "status IN (\(names.map { _ in "?" }.joined(separator: ", ")))")
            arguments += names
        }
        if let lang = query.lang {
            conditions.append("lang = ?")
            arguments.append(StoredText.column(lang))
        }
        if let since = query.since {
            conditions.append("first_seen >= ?")
            arguments.append(since.rounded(.down))
        }
        if let family = query.family {
            conditions.append("instr(families, ?) > 0")
            arguments.append(" \(family.rawValue) ")
        }
        arguments.append(query.limit.map { max(0, $0) } ?? -1)
        let sql = """
            SELECT content FROM lead WHERE \(conditions.joined(separator: " AND "))
            ORDER BY tier DESC, score DESC, id LIMIT ?
            """
        return (sql, arguments)
    }
}
