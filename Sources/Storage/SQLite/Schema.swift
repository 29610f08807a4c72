import GRDB

/// The database's tables, as migrations in the order of their release; a released one never changes.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: frontier)
            try database.execute(sql: nights)
            try database.execute(sql: posts)
            try database.execute(sql: leads)
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: validators)
        }
        migrator.registerMigration("3") { database in
            try database.execute(sql: reports)
        }
        migrator.registerMigration("4") { database in
            try database.execute(sql: changes)
        }
        migrator.registerMigration("5") { database in
            // FTS5 writes what it holds back before every statement that could be undone alone; so new posts are
            // indexed by one statement for all of a transaction's (`PostWriter.index`).
            try database.execute(sql: "DROP TRIGGER post_inserted")
        }
        migrator.registerMigration("6") { database in try database.execute(sql: laggingIndex) }
        migrator.registerMigration("7") { database in
            // The next night finds what was settled without a look at what never was.
            try database.execute(sql: "CREATE INDEX frontier_settled ON frontier (source) WHERE turn IS NULL")
        }
        return migrator
    }

    private static let frontier = """
        CREATE TABLE frontier (
            sequence INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            url TEXT NOT NULL,
            depth INTEGER NOT NULL,
            kind TEXT NOT NULL,
            -- 0 waiting and never settled, 1 waiting again: the order in which they are read; NULL settled
            turn INTEGER DEFAULT 0,
            result TEXT,
            status INTEGER,
            reason TEXT,
            settled_at REAL,
            UNIQUE (source, url)
        );
        -- Holds waiting URLs only, in the order in which they are asked for. SQLite sees that `turn = ?` implies the
        -- condition; it would not for another one.
        CREATE INDEX frontier_waiting ON frontier (source, turn, depth, sequence) WHERE turn IS NOT NULL;

        -- Kept in step by whoever writes `frontier`: counting millions of rows for a progress line is too slow.
        CREATE TABLE frontier_count (
            source TEXT PRIMARY KEY,
            waiting INTEGER NOT NULL,
            fetched INTEGER NOT NULL,
            refused INTEGER NOT NULL,
            failed INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE robots (
            origin TEXT NOT NULL UNIQUE,
            status INTEGER NOT NULL,
            body BLOB NOT NULL,
            fetched_at REAL NOT NULL
        );
        """

    private static let validators = """
        ALTER TABLE frontier ADD COLUMN etag TEXT;
        ALTER TABLE frontier ADD COLUMN last_modified TEXT;
        -- when the version was fetched that the two speak of
        ALTER TABLE frontier ADD COLUMN validated_at REAL;
        -- the canonical URL of the page that the post stood on
        ALTER TABLE post ADD COLUMN page TEXT;
        CREATE INDEX post_page ON post (source, page);
        """

    private static let reports = """
        CREATE TABLE night_source (
            night INTEGER NOT NULL REFERENCES night (id),
            source TEXT NOT NULL,
            -- the report as JSON
            content TEXT NOT NULL,
            PRIMARY KEY (night, source)
        ) WITHOUT ROWID;
        """

    private static let changes = """
        -- when a response last came
        ALTER TABLE frontier ADD COLUMN visited_at REAL;
        -- a digest of the posts that were read on the last visit
        ALTER TABLE frontier ADD COLUMN content_digest TEXT;
        -- visits that could be compared with the one before, those of them that found a change, and the time they span
        ALTER TABLE frontier ADD COLUMN visits INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE frontier ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE frontier ADD COLUMN watched REAL NOT NULL DEFAULT 0;
        -- changes a second, as those tell; NULL where they do not
        ALTER TABLE frontier ADD COLUMN change_rate REAL;
        -- the order among known URLs of one night, lower first; 0 for new ones
        ALTER TABLE frontier ADD COLUMN place REAL NOT NULL DEFAULT 0;
        DROP INDEX frontier_waiting;
        CREATE INDEX frontier_waiting ON frontier (source, turn, place, depth, sequence) WHERE turn IS NOT NULL;
        -- when the post was found to be gone from its page; NULL while it stands there as far as is known
        ALTER TABLE post ADD COLUMN vanished_at REAL;
        CREATE INDEX post_vanished ON post (vanished_at) WHERE vanished_at IS NOT NULL;
        """

    private static let nights = """
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
        """

    private static let posts = """
        CREATE TABLE post (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            source TEXT,
            url TEXT,
            title TEXT,
            text TEXT NOT NULL,
            posted TEXT,
            author TEXT,
            place TEXT,
            lang TEXT,
            -- fields that vigil does not know, as a JSON object
            extra TEXT,
            -- the post as JSON, only where the columns cannot hold it (see StoredText)
            whole TEXT,
            first_seen REAL NOT NULL,
            last_seen REAL NOT NULL,
            first_night INTEGER NOT NULL REFERENCES night (id)
        );
        CREATE INDEX post_night ON post (first_night);

        CREATE TABLE finding (
            post INTEGER PRIMARY KEY REFERENCES post (number) ON DELETE CASCADE,
            night INTEGER NOT NULL REFERENCES night (id),
            flagged INTEGER NOT NULL,
            content TEXT NOT NULL
        );

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
        """

    /// Without places (`detail`), the index has half the size and takes half the time; `SearchPhrase` looks at the posts
    /// themselves. The triggers leave posts alone that it does not have yet (`PostIndex`).
    private static let laggingIndex = """
        DROP TRIGGER post_deleted;
        DROP TRIGGER post_updated;
        DROP TABLE post_text;
        CREATE VIRTUAL TABLE post_text USING fts5 (
            title, text, content = 'post', content_rowid = 'number', tokenize = 'trigram', detail = 'none'
        );
        -- bytes of memory before a segment is written
        INSERT INTO post_text (post_text, rank) VALUES ('hashsize', 16777216);
        INSERT INTO post_text (post_text) VALUES ('rebuild');
        CREATE TRIGGER post_deleted AFTER DELETE ON post
        WHEN old.number <= (SELECT coalesce(max(id), 0) FROM post_text_docsize) BEGIN
            INSERT INTO post_text (post_text, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
        END;
        CREATE TRIGGER post_updated AFTER UPDATE OF title, text ON post
        WHEN (old.title IS NOT new.title OR old.text IS NOT new.text)
            AND old.number <= (SELECT coalesce(max(id), 0) FROM post_text_docsize) BEGIN
            INSERT INTO post_text (post_text, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
            INSERT INTO post_text (rowid, title, text) VALUES (new.number, new.title, new.text);
        END;
        """

    private static let leads = """
        CREATE TABLE lead (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            first_night INTEGER NOT NULL REFERENCES night (id),
            -- the lead as JSON; the columns below repeat what queries need of it
            content TEXT NOT NULL,
            tier INTEGER NOT NULL,
            score REAL NOT NULL,
            status TEXT NOT NULL,
            lang TEXT NOT NULL,
            -- each between two blanks
            families TEXT NOT NULL,
            first_seen REAL NOT NULL,
            last_seen REAL NOT NULL
        );
        CREATE INDEX lead_queue ON lead (tier DESC, score DESC, id);
        CREATE INDEX lead_status ON lead (status, tier DESC, score DESC, id);
        CREATE INDEX lead_night ON lead (first_night);

        CREATE TABLE lead_post (
            post INTEGER NOT NULL REFERENCES post (number),
            lead INTEGER NOT NULL REFERENCES lead (number) ON DELETE CASCADE,
            PRIMARY KEY (post, lead)
        ) WITHOUT ROWID;
        CREATE INDEX lead_post_lead ON lead_post (lead);
        """
}
