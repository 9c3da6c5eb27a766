-- A body may be a redacted copy too. SQLite changes no CHECK in place: the table is made anew, its rows as they are.
CREATE TABLE body_anew (
  report_id   TEXT    NOT NULL REFERENCES report(id),
  compartment TEXT    NOT NULL,
  n           INTEGER NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('content','identity','message','finding','note','redacted')),
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

-- What a unit that holds a report was given, and since when.
ALTER TABLE part ADD COLUMN copy TEXT NOT NULL DEFAULT 'original' CHECK (copy IN ('original','redacted'));
ALTER TABLE part ADD COLUMN since TEXT;
UPDATE part SET since = (SELECT day FROM report WHERE id = part.report_id);

-- The newest redacted copy's compartment; and whether a unit that could open the dialogue has gone since it began.
ALTER TABLE report ADD COLUMN redacted TEXT;
ALTER TABLE report ADD COLUMN renewal_due INTEGER NOT NULL DEFAULT 0 CHECK (renewal_due IN (0, 1));
