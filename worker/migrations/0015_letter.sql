-- A letter is a paper about a report that has taken a number of its year: which kind, and by whom. Not a word of it is here.
CREATE TABLE letter (
  report_id TEXT    NOT NULL REFERENCES report(id),
  kind      TEXT    NOT NULL CHECK (kind IN ('referral','refusal')),
  year      INTEGER NOT NULL,
  n         INTEGER NOT NULL,
  day       TEXT    NOT NULL,
  by        TEXT    NOT NULL,
  PRIMARY KEY (report_id, kind)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX letter_number ON letter(kind, year, n);
CREATE TRIGGER letter_no_replace BEFORE INSERT ON letter
WHEN EXISTS (SELECT 1 FROM letter WHERE (report_id = NEW.report_id AND kind = NEW.kind) OR (kind = NEW.kind AND year = NEW.year AND n = NEW.n))
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: letter.report_id, letter.kind'); END;
CREATE TRIGGER letter_no_update BEFORE UPDATE ON letter BEGIN SELECT RAISE(ABORT, 'a number stays where it was given'); END;
CREATE TRIGGER letter_no_delete BEFORE DELETE ON letter BEGIN SELECT RAISE(ABORT, 'a number stays where it was given'); END;
