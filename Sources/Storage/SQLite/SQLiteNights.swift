import Foundation
import GRDB
import Model

extension SQLiteStore {
    public func beginNight(startedAt: Double, rulesVersion: String) throws(StoreError) -> Night {
        try write { database in
            try database.execute(
                sql: "INSERT INTO night (started_at, rules_version) VALUES (?, ?)",
                arguments: [startedAt, StoredText.column(rulesVersion)])
            return Night(
                id: database.lastInsertedRowID, startedAt: startedAt, endedAt: nil, rulesVersion: rulesVersion)
        }
    }

    public func unfinishedNight() throws(StoreError) -> Night? {
        guard let night = try lastNight(), night.endedAt == nil else { return nil }
        return night
    }

    public func endNight(_ id: Int64, endedAt: Double) throws(StoreError) {
        try write { database in
            try database.execute(sql: "UPDATE night SET ended_at = ? WHERE id = ?", arguments: [endedAt, id])
            try PostIndex.keepUp(database, lag: 0)
        }
    }

    public func write(_ batch: NightBatch) throws(StoreError) -> WriteSummary {
        try write { database in
            var summary = WriteSummary()
            summary.newLinks = try FrontierWriter.write(batch.links, batch.outcomes, database)
            try Self.add(batch.captures, night: batch.night, database)
            try Self.save(batch.reports, night: batch.night, database)
            let lastCapture = batch.captures.map(\.fetchedAt).max()
            let posts = try PostWriter(database, night: batch.night)
            let leads = try LeadWriter(database, night: batch.night)
            var read: [String: Set<Int64>] = [:]
            for judged in batch.posts {
                let time =
                    judged.seenAt ?? judged.lead.flatMap { Timestamp.seconds($0.lastSeen) } ?? lastCapture
                    ?? Date().timeIntervalSince1970
                let (number, isNew) = try posts.save(judged, at: time)
                if let page = judged.page { read[page, default: []].insert(number) }
                if isNew { summary.newPosts += 1 }
                if let lead = judged.lead, try leads.save(lead, post: number, at: time) { summary.newLeads += 1 }
                if !isNew { try leads.sawAgain(post: number, at: time) }
            }
            try PostIndex.keepUp(database)
            for outcome in batch.outcomes {
                let (page, source, time) = (outcome.url, outcome.source, outcome.at)
                switch outcome.content {
                case .unchanged:
                    for post in try posts.sawAgain(on: page, source: source, at: time) {
                        try leads.sawAgain(post: post, at: time)
                    }
                case .gone: try posts.lostAll(on: page, source: source, at: time)
                case .open where outcome.fetchedAnew:
                    try posts.lostOwn(on: page, source: source, butNot: read[page] ?? [], at: time)
                case .open: break
                }
            }
            return summary
        }
    }

    public func counts() throws(StoreError) -> StoreCounts {
        try read { database in
            func count(_ table: String) throws -> Int {
                try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
            }
            return StoreCounts(
                posts: try count("post"), findings: try count("finding"), leads: try count("lead"),
                nights: try count("night"))
        }
    }

    public func nightCounts(_ id: Int64) throws(StoreError) -> NightCounts {
        try read { database in
            func count(_ table: String, _ column: String) throws -> Int {
                try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table) WHERE \(column) = ?", arguments: [id])
                    ?? 0
            }
            return NightCounts(
                pages: try count("capture", "night"), newPosts: try count("post", "first_night"),
                newLeads: try count("lead", "first_night"))
        }
    }

    private static func add(_ captures: [Capture], night: Int64, _ database: Database) throws {
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO capture (night, source, url, status, fetched_at, file, offset, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for capture in captures {
            try insert.execute(arguments: [
                night, StoredText.column(capture.source), StoredText.column(capture.url), capture.status,
                capture.fetchedAt, StoredText.column(capture.file), capture.offset, capture.digest,
            ])
        }
    }
}
