-- An answer that the desk published, in words written for everybody. Nothing in it leads to the question it comes from. Withdrawing deletes it.
CREATE TABLE answer (
  id       TEXT PRIMARY KEY,
  question TEXT NOT NULL,
  answer   TEXT NOT NULL,
  category TEXT,
  unit     TEXT NOT NULL,
  day      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_by_day ON answer(day, id);

-- What happened to a published answer, by whom. The digest tells what stood there, without its words.
CREATE TABLE answer_event (
  answer_id TEXT    NOT NULL,
  seq       INTEGER NOT NULL,
  kind      TEXT    NOT NULL CHECK (kind IN ('published','withdrawn')),
  unit      TEXT    NOT NULL,
  member    TEXT    NOT NULL,
  day       TEXT    NOT NULL,
  digest    TEXT    NOT NULL,
  PRIMARY KEY (answer_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER answer_event_no_replace BEFORE INSERT ON answer_event WHEN EXISTS (SELECT 1 FROM answer_event WHERE answer_id = NEW.answer_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: answer_event.answer_id, answer_event.seq'); END;
CREATE TRIGGER answer_event_no_update BEFORE UPDATE ON answer_event BEGIN SELECT RAISE(ABORT, 'answer_event is append-only'); END;
CREATE TRIGGER answer_event_no_delete BEFORE DELETE ON answer_event BEGIN SELECT RAISE(ABORT, 'answer_event is append-only'); END;
CREATE TRIGGER answer_no_update BEFORE UPDATE ON answer BEGIN SELECT RAISE(ABORT, 'a published answer is withdrawn, never rewritten'); END;
