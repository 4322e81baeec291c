CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE addresses (
        id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id),
        channel TEXT NOT NULL, address TEXT, address_hash TEXT NOT NULL,
        created_at TEXT NOT NULL, blocked_at TEXT, UNIQUE (channel, address));

CREATE INDEX addresses_person ON addresses (person_id);

CREATE TABLE alarms (name TEXT PRIMARY KEY, since TEXT NOT NULL, detail TEXT NOT NULL);

CREATE TABLE audit (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, what TEXT NOT NULL,
        object TEXT NOT NULL, detail TEXT NOT NULL, digest TEXT NOT NULL);

CREATE INDEX audit_actor ON audit (actor, seq);

CREATE INDEX audit_object ON audit (object, seq);

CREATE TABLE beats (name TEXT PRIMARY KEY, at TEXT NOT NULL);

CREATE TABLE canned (id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, officer_id TEXT NOT NULL, at TEXT NOT NULL, removed_at TEXT);

CREATE TABLE catalogue_versions (
        id TEXT PRIMARY KEY, hash TEXT NOT NULL, state TEXT NOT NULL, files BYTEA NOT NULL,
        model_key TEXT NOT NULL, at TEXT NOT NULL, officer_id TEXT NOT NULL, why TEXT NOT NULL,
        report TEXT NOT NULL);

CREATE INDEX catalogue_versions_state ON catalogue_versions (state, at);

CREATE TABLE conversations (
        id TEXT PRIMARY KEY, address_id TEXT NOT NULL UNIQUE REFERENCES addresses (id),
        line TEXT NOT NULL, owner TEXT NOT NULL DEFAULT 'bot', version INTEGER NOT NULL DEFAULT 0,
        revision INTEGER NOT NULL DEFAULT 0, last_inbound_at TEXT, memory TEXT NOT NULL DEFAULT '{}',
        burst_started_at TEXT, burst_due_at TEXT, our_address TEXT NOT NULL DEFAULT '');

CREATE INDEX conversations_burst ON conversations (burst_due_at)
        WHERE burst_due_at IS NOT NULL;

CREATE TABLE counters (
        name TEXT NOT NULL, period TEXT NOT NULL, value INTEGER NOT NULL,
        PRIMARY KEY (name, period));

CREATE TABLE decisions (
        message_id TEXT PRIMARY KEY REFERENCES messages (id),
        turn_id TEXT NOT NULL, decided_at TEXT NOT NULL, rule TEXT NOT NULL, action TEXT NOT NULL,
        entry TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL, candidates TEXT NOT NULL,
        catalogue TEXT NOT NULL, because TEXT NOT NULL);

CREATE INDEX decisions_asked_back ON decisions (decided_at) WHERE rule = 'clarify';

CREATE INDEX decisions_entry ON decisions (entry, decided_at);

CREATE INDEX decisions_escalated ON decisions (decided_at) WHERE action = 'escalate';

CREATE INDEX decisions_figures ON decisions (decided_at, action, entry);

CREATE TABLE drafts (
        ticket_id TEXT NOT NULL REFERENCES tickets (id), officer_id TEXT NOT NULL,
        body TEXT NOT NULL, updated_at TEXT NOT NULL, PRIMARY KEY (ticket_id, officer_id));

CREATE TABLE earlier_sends (
        id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversations (id),
        ticket_id TEXT, line TEXT NOT NULL, provider_id TEXT NOT NULL, created_at TEXT NOT NULL,
        forgotten_at TEXT, kept_there_at TEXT NOT NULL DEFAULT '', UNIQUE (line, provider_id));

CREATE INDEX earlier_sends_conversation ON earlier_sends (conversation_id);

CREATE INDEX earlier_sends_kept_there ON earlier_sends (kept_there_at) WHERE kept_there_at > '';

CREATE INDEX earlier_sends_there ON earlier_sends (created_at) WHERE forgotten_at IS NULL;

CREATE TABLE events (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL,
        detail TEXT NOT NULL DEFAULT '');

CREATE TABLE feedback (
        id TEXT PRIMARY KEY, message_id TEXT REFERENCES messages (id), at TEXT NOT NULL,
        entry TEXT NOT NULL, verdict TEXT NOT NULL, catalogue TEXT NOT NULL);

CREATE INDEX feedback_entry ON feedback (entry, at);

CREATE TABLE files (
        id TEXT PRIMARY KEY, message_id TEXT REFERENCES messages (id),
        ticket_id TEXT REFERENCES tickets (id), position INTEGER NOT NULL DEFAULT 0,
        url TEXT NOT NULL, content_type TEXT NOT NULL, name TEXT NOT NULL DEFAULT '',
        size INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
        due_at TEXT NOT NULL, secret TEXT NOT NULL UNIQUE, public_until TEXT, created_at TEXT NOT NULL);

CREATE INDEX files_due ON files (state, due_at);

CREATE INDEX files_message ON files (message_id);

CREATE INDEX files_ticket ON files (ticket_id);

CREATE TABLE gazes (ticket_id TEXT NOT NULL, officer_id TEXT NOT NULL, typing INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (ticket_id, officer_id));

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE invites (id TEXT PRIMARY KEY, officer_id TEXT NOT NULL REFERENCES officers (id), expires_at TEXT NOT NULL, used_at TEXT);

CREATE TABLE job_runs (
        job TEXT NOT NULL, due_at TEXT NOT NULL, holder TEXT NOT NULL, started_at TEXT NOT NULL,
        ended_at TEXT, counts TEXT NOT NULL DEFAULT '{}', error TEXT NOT NULL DEFAULT '',
        UNIQUE (job, due_at));

CREATE TABLE leases (
        name TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at TEXT NOT NULL,
        epoch INTEGER NOT NULL);

CREATE TABLE mentions (note_id TEXT NOT NULL REFERENCES notes (id),
        ticket_id TEXT NOT NULL REFERENCES tickets (id),
        officer_id TEXT NOT NULL REFERENCES officers (id), at TEXT NOT NULL, seen_at TEXT,
        PRIMARY KEY (note_id, officer_id));

CREATE INDEX mentions_ticket ON mentions (ticket_id, officer_id);

CREATE INDEX mentions_unseen ON mentions (officer_id, at) WHERE seen_at IS NULL;

CREATE TABLE messages (
        id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversations (id),
        line TEXT NOT NULL, provider_id TEXT NOT NULL, received_at TEXT NOT NULL,
        kind TEXT NOT NULL, body TEXT NOT NULL, payload TEXT NOT NULL DEFAULT '',
        raw_from TEXT NOT NULL DEFAULT '', masked TEXT NOT NULL DEFAULT '[]',
        media TEXT NOT NULL DEFAULT '[]', state TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
        turn_id TEXT, ticket_id TEXT, reply_to TEXT NOT NULL DEFAULT '',
        recovered INTEGER NOT NULL DEFAULT 0, forgotten_at TEXT, kept_there_at TEXT NOT NULL DEFAULT '', UNIQUE (line, provider_id));

CREATE INDEX messages_conversation ON messages (conversation_id, received_at);

CREATE INDEX messages_figures ON messages (received_at, state);

CREATE INDEX messages_kept_there ON messages (kept_there_at) WHERE kept_there_at > '';

CREATE INDEX messages_there ON messages (received_at) WHERE forgotten_at IS NULL;

CREATE INDEX messages_undecided ON messages (received_at)
        WHERE state IN ('received', 'waiting');

CREATE TABLE model_blobs (key TEXT PRIMARY KEY, data BYTEA NOT NULL, at TEXT NOT NULL, weights TEXT NOT NULL DEFAULT '');

CREATE TABLE notes (
        id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL REFERENCES tickets (id),
        officer_id TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL);

CREATE INDEX notes_ticket ON notes (ticket_id, at);

CREATE TABLE notices (
        id TEXT PRIMARY KEY, family TEXT NOT NULL, text TEXT NOT NULL, officer_id TEXT NOT NULL,
        from_at TEXT NOT NULL, until_at TEXT, ended_at TEXT);

CREATE TABLE officers (
        id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
        password_hash TEXT NOT NULL, must_change INTEGER NOT NULL DEFAULT 0,
        language TEXT NOT NULL DEFAULT 'id', presence TEXT NOT NULL DEFAULT 'available',
        totp_secret TEXT, totp_last TEXT, created_at TEXT NOT NULL, disabled_at TEXT, email TEXT NOT NULL DEFAULT '');

CREATE TABLE outbox (
        id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversations (id),
        seq INTEGER NOT NULL, line TEXT NOT NULL, channel TEXT NOT NULL, kind TEXT NOT NULL,
        author TEXT NOT NULL, officer_id TEXT, ticket_id TEXT, turn_id TEXT,
        client_token TEXT, body TEXT NOT NULL, file_id TEXT, version INTEGER NOT NULL,
        state TEXT NOT NULL, provider_id TEXT, created_at TEXT NOT NULL, due_at TEXT NOT NULL,
        lease_until TEXT, holder TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0, lookups INTEGER NOT NULL DEFAULT 0,
        resends INTEGER NOT NULL DEFAULT 0, first_attempt_at TEXT, attempted_at TEXT,
        code TEXT NOT NULL DEFAULT '', sent_at TEXT, delivered_at TEXT, read_at TEXT, choices TEXT NOT NULL DEFAULT '', forgotten_at TEXT, kept_there_at TEXT NOT NULL DEFAULT '',
        UNIQUE (conversation_id, seq));

CREATE INDEX outbox_created ON outbox (created_at);

CREATE INDEX outbox_due ON outbox (due_at)
        WHERE state IN ('pending', 'sending', 'unknown');

CREATE INDEX outbox_failed ON outbox (created_at)
        WHERE state IN ('failed', 'parked');

CREATE INDEX outbox_kept_there ON outbox (kept_there_at) WHERE kept_there_at > '';

CREATE INDEX outbox_officers ON outbox (created_at) WHERE author = 'officer';

CREATE UNIQUE INDEX outbox_provider ON outbox (line, provider_id)
        WHERE provider_id IS NOT NULL;

CREATE INDEX outbox_replies ON outbox (ticket_id, created_at) WHERE author = 'officer';

CREATE INDEX outbox_there ON outbox (created_at) WHERE forgotten_at IS NULL;

CREATE UNIQUE INDEX outbox_token ON outbox (client_token)
        WHERE client_token IS NOT NULL;

CREATE TABLE people (
        id TEXT PRIMARY KEY, created_at TEXT NOT NULL, profile_name TEXT NOT NULL DEFAULT '',
        language TEXT NOT NULL DEFAULT 'id', text_only INTEGER NOT NULL DEFAULT 0,
        opted_out_at TEXT, erased_at TEXT, simulated INTEGER NOT NULL DEFAULT 0);

CREATE INDEX people_erased ON people (erased_at) WHERE erased_at IS NOT NULL;

CREATE INDEX people_simulated ON people (id) WHERE simulated = 1;

CREATE TABLE phrase_views (model_key TEXT PRIMARY KEY, data TEXT NOT NULL, at TEXT NOT NULL);

CREATE TABLE proposals (id TEXT PRIMARY KEY, kind TEXT NOT NULL, entry TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, ticket_id TEXT, officer_id TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, ended_by TEXT, ended_at TEXT, change TEXT NOT NULL DEFAULT '');

CREATE INDEX proposals_state ON proposals (state, at);

CREATE TABLE ratings (
        id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL REFERENCES tickets (id), at TEXT NOT NULL,
        score INTEGER, comment TEXT NOT NULL DEFAULT '');

CREATE INDEX ratings_at ON ratings (at, score);

CREATE INDEX ratings_ticket ON ratings (ticket_id);

CREATE TABLE raw_requests (
        message_id TEXT PRIMARY KEY REFERENCES messages (id),
        at TEXT NOT NULL, body TEXT NOT NULL);

CREATE TABLE requests (
        id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id), kind TEXT NOT NULL,
        opened_at TEXT NOT NULL, due_at TEXT NOT NULL, done_at TEXT, result TEXT);

CREATE TABLE sessions (
        id TEXT PRIMARY KEY, officer_id TEXT NOT NULL REFERENCES officers (id),
        csrf TEXT NOT NULL, created_at TEXT NOT NULL, seen_at TEXT NOT NULL,
        ip TEXT NOT NULL, agent TEXT NOT NULL, ended_at TEXT);

CREATE TABLE set_aside (key TEXT PRIMARY KEY, officer_id TEXT NOT NULL, at TEXT NOT NULL);

CREATE TABLE sign_ins (
        id TEXT PRIMARY KEY, login_hash TEXT NOT NULL, ip_hash TEXT NOT NULL, device TEXT NOT NULL,
        at TEXT NOT NULL, good INTEGER NOT NULL);

CREATE INDEX sign_ins_ip ON sign_ins (ip_hash, at);

CREATE INDEX sign_ins_login ON sign_ins (login_hash, at);

CREATE TABLE status_events (
        id TEXT PRIMARY KEY, line TEXT NOT NULL, provider_id TEXT NOT NULL,
        outbox_id TEXT NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL, at TEXT NOT NULL);

CREATE INDEX status_events_provider ON status_events (line, provider_id);

CREATE TABLE stops (
        line TEXT PRIMARY KEY, code TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL);

CREATE TABLE studio_edits (digest TEXT PRIMARY KEY, officer_id TEXT NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL, publish_why TEXT NOT NULL DEFAULT '', settled_at TEXT);

CREATE INDEX studio_edits_open ON studio_edits (settled_at, at);

CREATE TABLE switches (
        id TEXT PRIMARY KEY, target TEXT NOT NULL, reason TEXT NOT NULL, officer_id TEXT NOT NULL,
        from_at TEXT NOT NULL, until_at TEXT, ended_at TEXT);

CREATE TABLE teams (officer_id TEXT NOT NULL REFERENCES officers (id), team TEXT NOT NULL, PRIMARY KEY (officer_id, team));

CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT NOT NULL, kind TEXT NOT NULL,
        ref TEXT NOT NULL, conversation TEXT NOT NULL);

CREATE TRIGGER texts_blanked AFTER UPDATE OF body ON messages WHEN new.body = ''
        AND old.body <> '' BEGIN DELETE FROM texts WHERE ref = new.id; END;

CREATE INDEX texts_conversation ON texts (conversation);

CREATE TRIGGER texts_of_messages AFTER INSERT ON messages
        WHEN new.body <> '' AND new.state <> 'received' BEGIN
        INSERT INTO texts (body, kind, ref, conversation)
        VALUES (new.body, 'message', new.id, new.conversation_id); END;

CREATE TRIGGER texts_of_notes AFTER INSERT ON notes BEGIN
        INSERT INTO texts (body, kind, ref, conversation) SELECT new.body, 'note', new.id,
        t.conversation_id FROM tickets t WHERE t.id = new.ticket_id; END;

CREATE TRIGGER texts_of_outbox AFTER INSERT ON outbox
        WHEN new.body <> '' AND new.author = 'officer' BEGIN
        INSERT INTO texts (body, kind, ref, conversation)
        VALUES (new.body, 'reply', new.id, new.conversation_id); END;

CREATE TRIGGER texts_of_read AFTER UPDATE OF state ON messages
        WHEN new.body <> '' AND old.state = 'received' AND new.state <> 'received' BEGIN
        INSERT INTO texts (body, kind, ref, conversation)
        VALUES (new.body, 'message', new.id, new.conversation_id); END;

CREATE INDEX texts_ref ON texts (ref);

CREATE TRIGGER texts_unnoted AFTER UPDATE OF body ON notes WHEN new.body = ''
        AND old.body <> '' BEGIN DELETE FROM texts WHERE ref = new.id; END;

CREATE TRIGGER texts_unsaid AFTER UPDATE OF body ON outbox WHEN new.body = ''
        AND old.body <> '' BEGIN DELETE FROM texts WHERE ref = new.id; END;

CREATE TABLE ticket_events (
        id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL REFERENCES tickets (id), at TEXT NOT NULL,
        actor TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '');

CREATE INDEX ticket_events_ticket ON ticket_events (ticket_id, at);

CREATE TABLE tickets (
        id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE,
        conversation_id TEXT NOT NULL REFERENCES conversations (id), kind TEXT NOT NULL,
        reason TEXT NOT NULL, entry TEXT NOT NULL, priority INTEGER NOT NULL,
        state TEXT NOT NULL, officer_id TEXT, version INTEGER NOT NULL DEFAULT 0,
        opened_at TEXT NOT NULL, due_at TEXT NOT NULL, claimed_at TEXT, first_reply_at TEXT,
        snoozed_until TEXT, snooze_reason TEXT NOT NULL DEFAULT '', resolved_at TEXT,
        last_message_at TEXT NOT NULL, team TEXT NOT NULL DEFAULT '', acted_at TEXT, requeued INTEGER NOT NULL DEFAULT 0);

CREATE INDEX tickets_conversation ON tickets (conversation_id, opened_at);

CREATE INDEX tickets_ended ON tickets (state, resolved_at, id);

CREATE INDEX tickets_last_message ON tickets (state, last_message_at);

CREATE INDEX tickets_officer ON tickets (officer_id, state);

CREATE UNIQUE INDEX tickets_one_open ON tickets (conversation_id)
        WHERE state <> 'resolved';

CREATE INDEX tickets_opened ON tickets (opened_at, first_reply_at);

CREATE INDEX tickets_resolved ON tickets (resolved_at);

CREATE INDEX tickets_state ON tickets (state, priority, opened_at);

CREATE VIRTUAL TABLE words USING fts5 (body, content = 'texts', content_rowid = 'id',
        tokenize = "unicode61 remove_diacritics 2", prefix = '3');

CREATE TABLE 'words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'words_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TRIGGER words_in AFTER INSERT ON texts BEGIN
        INSERT INTO words (rowid, body) VALUES (new.id, new.body); END;

CREATE TRIGGER words_out AFTER DELETE ON texts BEGIN
        INSERT INTO words (words, rowid, body) VALUES ('delete', old.id, old.body); END;

