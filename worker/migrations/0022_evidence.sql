-- A body may be the sealed manifest of a file too. The table is made anew, its rows as they are.
CREATE TABLE body_anew (
  report_id   TEXT    NOT NULL REFERENCES report(id),
  compartment TEXT    NOT NULL,
  n           INTEGER NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('content','identity','message','finding','note','redacted','errand','award','evidence')),
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

-- Evidence is a file that a report names: which upload, and the digest of its sealed parts in order. compartment, n: its sealed manifest. proof: by the upload's
-- key, that whoever filed had brought it. seq: the event that added it, 1 for the filing.
CREATE TABLE evidence (
  report_id   TEXT    NOT NULL REFERENCES report(id),
  k           INTEGER NOT NULL,
  seq         INTEGER NOT NULL,
  upload_id   TEXT    NOT NULL UNIQUE REFERENCES upload(id),
  digest      TEXT    NOT NULL,
  parts       INTEGER NOT NULL,
  last        INTEGER NOT NULL,
  compartment TEXT    NOT NULL,
  n           INTEGER NOT NULL,
  proof       TEXT    NOT NULL,
  PRIMARY KEY (report_id, k)
) STRICT, WITHOUT ROWID;
-- Only an upload that is whole, and that nobody has named or doomed meanwhile; and from then on its hour is nobody's.
CREATE TRIGGER evidence_of_whole_upload BEFORE INSERT ON evidence
WHEN NOT EXISTS (SELECT 1 FROM upload WHERE id = NEW.upload_id AND digest = NEW.digest AND hour IS NOT NULL AND doomed = 0)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: evidence.upload_id'); END;
CREATE TRIGGER evidence_takes_upload AFTER INSERT ON evidence BEGIN UPDATE upload SET hour = NULL WHERE id = NEW.upload_id; END;
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is never rewritten'); END;
