-- A report is what somebody told us or, of kind question, asked us, sealed: the server keeps its plain fields, where it stands, and bytes that it cannot open.
CREATE TABLE report (
  id            TEXT    PRIMARY KEY,
  reference     TEXT    NOT NULL UNIQUE,
  lookup_hash   TEXT    NOT NULL UNIQUE,
  digest        TEXT    NOT NULL,
  keyring       INTEGER NOT NULL,
  kind          TEXT    NOT NULL DEFAULT 'report' CHECK (kind IN ('report','question')),
  category      TEXT    CHECK (category IS NOT NULL OR kind = 'question'),
  township      TEXT    CHECK (township IS NOT NULL OR kind = 'question'),
  violations    TEXT    NOT NULL,
  flags         TEXT    NOT NULL,
  avoid         TEXT    NOT NULL,
  wants_reward  INTEGER NOT NULL,
  named         INTEGER NOT NULL,
  language      TEXT    NOT NULL,
  recipient     TEXT    NOT NULL,
  verify_key    TEXT    NOT NULL,
  dialogue      TEXT    NOT NULL,
  notes         TEXT,
  route         TEXT    NOT NULL,
  state         TEXT    NOT NULL CHECK (state IN ('received','answered','accepted','refused','referred','assigned','investigating','substantiated','partly',
                                                  'unfounded','indeterminate','rectifying','inspected','cleared','closed')),
  lead          TEXT,
  seq           INTEGER NOT NULL,
  head          TEXT    NOT NULL,
  day           TEXT    NOT NULL,
  accepted_day  TEXT,
  assigned_day  TEXT,
  found_day     TEXT,
  ended_day     TEXT,
  extension     TEXT    CHECK (extension IN ('requested','granted')),
  extension_by  TEXT
) STRICT, WITHOUT ROWID;

-- A position is a report's place in the county's order of filings: 1, 2, 3 … without a gap.
CREATE TABLE position (
  n         INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL UNIQUE REFERENCES report(id),
  day       TEXT NOT NULL,
  digest    TEXT NOT NULL
) STRICT;

-- A chain link is a published stretch of positions of one day, and the head after them.
CREATE TABLE chain_link (
  n       INTEGER PRIMARY KEY,
  day     TEXT    NOT NULL,
  first   INTEGER NOT NULL UNIQUE,
  digests TEXT    NOT NULL,
  head    TEXT    NOT NULL
) STRICT;

-- An event is something that happened to a report. Its digest covers the one before it.
CREATE TABLE event (
  report_id TEXT    NOT NULL REFERENCES report(id),
  seq       INTEGER NOT NULL,
  kind      TEXT    NOT NULL,
  unit      TEXT,
  member    TEXT,
  day       TEXT    NOT NULL,
  detail    TEXT    NOT NULL,
  digest    TEXT    NOT NULL,
  PRIMARY KEY (report_id, seq)
) STRICT, WITHOUT ROWID;

-- A body is something sealed: the content, an identity, a message, a finding, a note. n counts within its compartment.
CREATE TABLE body (
  report_id   TEXT    NOT NULL REFERENCES report(id),
  compartment TEXT    NOT NULL,
  n           INTEGER NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('content','identity','message','finding','note')),
  author      TEXT    NOT NULL,
  day         TEXT    NOT NULL,
  digest      TEXT    NOT NULL UNIQUE,
  sealed      TEXT    NOT NULL,
  PRIMARY KEY (report_id, compartment, n)
) STRICT, WITHOUT ROWID;

-- A grant is a sealed key to one holder; only the holder can tell what it opens.
CREATE TABLE report_grant (
  report_id TEXT    NOT NULL REFERENCES report(id),
  holder    TEXT    NOT NULL,
  n         INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  sealed    TEXT    NOT NULL,
  PRIMARY KEY (report_id, holder, n)
) STRICT, WITHOUT ROWID;

-- A part is what a unit has to do with a report. Whoever is `holding` may read it.
CREATE TABLE part (
  report_id TEXT NOT NULL REFERENCES report(id),
  unit      TEXT NOT NULL,
  part      TEXT NOT NULL CHECK (part IN ('desk','lead','assist','copy')),
  standing  TEXT NOT NULL CHECK (standing IN ('proposed','holding','ended')),
  PRIMARY KEY (report_id, unit)
) STRICT, WITHOUT ROWID;

-- An inbox row is a report in the list of one unit that holds it: a projection, written in the batch of each change.
CREATE TABLE inbox (
  unit      TEXT    NOT NULL,
  position  INTEGER NOT NULL,
  report_id TEXT    NOT NULL REFERENCES report(id),
  reference TEXT    NOT NULL,
  kind      TEXT    NOT NULL,
  state     TEXT    NOT NULL,
  category  TEXT,
  township  TEXT,
  lead      TEXT,
  due_day   TEXT,
  day       TEXT    NOT NULL,
  urgent    INTEGER NOT NULL,
  unread    INTEGER NOT NULL CHECK (unread IN (0, 1)),
  due_key   TEXT    GENERATED ALWAYS AS (due_day || '_' || printf('%012d', position)) VIRTUAL,
  PRIMARY KEY (unit, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_by_report ON inbox(report_id);
CREATE INDEX inbox_by_kind ON inbox(unit, kind, position);
CREATE INDEX inbox_by_state ON inbox(unit, state, position);
CREATE INDEX inbox_by_lead ON inbox(unit, lead, position);
CREATE INDEX inbox_by_category ON inbox(unit, category, position);
CREATE INDEX inbox_by_due ON inbox(unit, due_key) WHERE due_key IS NOT NULL;
CREATE INDEX inbox_unread ON inbox(unit, position) WHERE unread = 1;

-- How many reports of its list a unit has not read: kept by triggers, so that a page need not count.
CREATE TABLE inbox_count (
  unit   TEXT    PRIMARY KEY,
  unread INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER inbox_count_insert AFTER INSERT ON inbox
BEGIN INSERT INTO inbox_count VALUES (NEW.unit, NEW.unread) ON CONFLICT (unit) DO UPDATE SET unread = unread + NEW.unread; END;
CREATE TRIGGER inbox_count_update AFTER UPDATE OF unread ON inbox WHEN NEW.unread <> OLD.unread
BEGIN UPDATE inbox_count SET unread = unread + NEW.unread - OLD.unread WHERE unit = NEW.unit; END;
CREATE TRIGGER inbox_count_delete AFTER DELETE ON inbox
BEGIN UPDATE inbox_count SET unread = unread - OLD.unread WHERE unit = OLD.unit; END;

-- History is append-only, whoever holds the connection. INSERT OR REPLACE deletes without a word to DELETE triggers, so it is refused
-- before it begins, in SQLite's own words for a taken key.
CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE report_id = NEW.report_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: event.report_id, event.seq'); END;
CREATE TRIGGER position_no_replace BEFORE INSERT ON position WHEN EXISTS (SELECT 1 FROM position WHERE n = NEW.n OR report_id = NEW.report_id)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: position.report_id'); END;
CREATE TRIGGER chain_link_no_replace BEFORE INSERT ON chain_link WHEN EXISTS (SELECT 1 FROM chain_link WHERE n = NEW.n OR first = NEW.first)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: chain_link.first'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER position_no_update BEFORE UPDATE ON position BEGIN SELECT RAISE(ABORT, 'position is append-only'); END;
CREATE TRIGGER position_no_delete BEFORE DELETE ON position BEGIN SELECT RAISE(ABORT, 'position is append-only'); END;
CREATE TRIGGER chain_link_no_update BEFORE UPDATE ON chain_link BEGIN SELECT RAISE(ABORT, 'chain_link is append-only'); END;
CREATE TRIGGER chain_link_no_delete BEFORE DELETE ON chain_link BEGIN SELECT RAISE(ABORT, 'chain_link is append-only'); END;
CREATE TRIGGER report_kind_no_update BEFORE UPDATE OF kind ON report BEGIN SELECT RAISE(ABORT, 'a report stays of its kind'); END;
CREATE TRIGGER body_no_update BEFORE UPDATE ON body BEGIN SELECT RAISE(ABORT, 'body is never rewritten'); END;
CREATE TRIGGER report_grant_no_update BEFORE UPDATE ON report_grant BEGIN SELECT RAISE(ABORT, 'report_grant is never rewritten'); END;
