import GRDB

/// The database's tables, as migrations in the order of their release; a released one never changes.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: first)
        }
        return migrator
    }

    private static let first = """
        CREATE TABLE frontier (
            sequence INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            url TEXT NOT NULL,
            depth INTEGER NOT NULL,
            kind TEXT NOT NULL,
            -- 0 waiting and never fetched, 1 waiting again, 2 settled: waiting ones are read in this order
            state INTEGER NOT NULL DEFAULT 0,
            result TEXT,
            status INTEGER,
            reason TEXT,
            settled_at REAL,
            UNIQUE (source, url)
        );
        CREATE INDEX frontier_waiting ON frontier (source, state, depth, sequence) WHERE state < 2;
        CREATE INDEX frontier_results ON frontier (source, state, result);

        CREATE TABLE robots (
            origin TEXT PRIMARY KEY,
            status INTEGER NOT NULL,
            body BLOB NOT NULL,
            fetched_at REAL NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE night (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            started_at REAL NOT NULL,
            ended_at REAL,
            rules_version TEXT NOT NULL
        );

        CREATE TABLE capture (
            id INTEGER PRIMARY KEY,
            night INTEGER NOT NULL REFERENCES night (id),
            source TEXT NOT NULL,
            url TEXT NOT NULL,
            status INTEGER NOT NULL,
            fetched_at REAL NOT NULL,
            file TEXT NOT NULL,
            offset INTEGER NOT NULL,
            digest TEXT NOT NULL
        );
        CREATE INDEX capture_url ON capture (source, url, fetched_at);
        CREATE INDEX capture_night ON capture (night);

        CREATE TABLE post (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            source TEXT,
            url TEXT,
            title TEXT,
            text TEXT NOT NULL,
            content TEXT NOT NULL,
            first_seen REAL NOT NULL,
            last_seen REAL NOT NULL,
            first_night INTEGER NOT NULL REFERENCES night (id),
            finding TEXT NOT NULL
        );
        CREATE INDEX post_night ON post (first_night);

        -- The trigram tokenizer finds substrings, so that scripts without word borders are searchable.
        CREATE VIRTUAL TABLE post_text USING fts5 (
            title, text, content = 'post', content_rowid = 'number', tokenize = 'trigram'
        );
        CREATE TRIGGER post_inserted AFTER INSERT ON post BEGIN
            INSERT INTO post_text (rowid, title, text) VALUES (new.number, new.title, new.text);
        END;
        CREATE TRIGGER post_deleted AFTER DELETE ON post BEGIN
            INSERT INTO post_text (post_text, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
        END;
        CREATE TRIGGER post_updated AFTER UPDATE OF title, text ON post
        WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
            INSERT INTO post_text (post_text, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
            INSERT INTO post_text (rowid, title, text) VALUES (new.number, new.title, new.text);
        END;

        CREATE TABLE lead (
            id TEXT PRIMARY KEY,
            post TEXT NOT NULL REFERENCES post (id),
            tier INTEGER NOT NULL,
            score REAL NOT NULL,
            status TEXT NOT NULL,
            lang TEXT NOT NULL,
            first_seen REAL NOT NULL,
            first_night INTEGER NOT NULL REFERENCES night (id),
            content TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX lead_queue ON lead (tier DESC, score DESC, id);
        CREATE INDEX lead_night ON lead (first_night);
        """
}
