-- Words about reaching a named reporter, between whoever asks and the custodian, are bodies too. The table is made anew, its rows as they are.
CREATE TABLE body_anew (
  report_id   TEXT    NOT NULL REFERENCES report(id),
  compartment TEXT    NOT NULL,
  n           INTEGER NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('content','identity','message','finding','note','redacted','errand')),
  author      TEXT    NOT NULL,
  day         TEXT    NOT NULL,
  digest      TEXT    NOT NULL UNIQUE,
  sealed      TEXT    NOT NULL,
  PRIMARY KEY (report_id, compartment, n)
) STRICT, WITHOUT ROWID;
INSERT INTO body_anew SELECT report_id, compartment, n, kind, author, day, digest, sealed FROM body;
DROP TABLE body;
ALTER TABLE body_anew RENAME TO body;
CREATE TRIGGER body_no_update BEFORE UPDATE ON body BEGIN SELECT RAISE(ABORT, 'body is never rewritten'); END;

-- What the custodian was asked, and by whom a second time agreed to: a look at an identity, reaching its owner, a new code for a lost one.
-- until: the last day on which it is good as it stands. Of a reset: the new code's public halves, signed by the custodian, until it is done.
CREATE TABLE custody (
  report_id   TEXT    NOT NULL REFERENCES report(id),
  n           INTEGER NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('look','contact','reset')),
  reason      TEXT,
  asked_by    TEXT    NOT NULL REFERENCES member(name),
  asked_unit  TEXT    NOT NULL,
  asked_day   TEXT    NOT NULL,
  consent_by  TEXT    REFERENCES member(name),
  consent_day TEXT,
  until       TEXT    NOT NULL,
  standing    TEXT    NOT NULL CHECK (standing IN ('asked','consented','declined','used','lapsed')),
  compartment TEXT,
  lookup_hash TEXT,
  recipient   TEXT,
  verify_key  TEXT,
  signature   TEXT,
  CHECK (consent_by IS NULL OR consent_by <> asked_by),
  PRIMARY KEY (report_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX custody_open ON custody(until, report_id, n) WHERE standing IN ('asked','consented');
CREATE TRIGGER custody_no_delete BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END;
CREATE TRIGGER custody_ended BEFORE UPDATE ON custody WHEN OLD.standing IN ('declined','used','lapsed')
BEGIN SELECT RAISE(ABORT, 'what was asked of the custodian ends once'); END;

-- The public keys of a code that another has taken the place of: what it signed stays good. seq: the event that ended it.
CREATE TABLE reporter_key (
  report_id  TEXT    NOT NULL REFERENCES report(id),
  seq        INTEGER NOT NULL,
  recipient  TEXT    NOT NULL,
  verify_key TEXT    NOT NULL,
  PRIMARY KEY (report_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reporter_key_no_update BEFORE UPDATE ON reporter_key BEGIN SELECT RAISE(ABORT, 'reporter_key is append-only'); END;
CREATE TRIGGER reporter_key_no_delete BEFORE DELETE ON reporter_key BEGIN SELECT RAISE(ABORT, 'reporter_key is append-only'); END;
