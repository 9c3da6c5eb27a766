-- An entrant is a nickname of a unit, kept as a keyed hash, with the tries it began and its best points. Deleted after the contest.
CREATE TABLE contest_entrant (
  contest TEXT    NOT NULL,
  unit    TEXT    NOT NULL,
  who     TEXT    NOT NULL,
  tries   INTEGER NOT NULL,
  best    INTEGER,
  PRIMARY KEY (contest, unit, who)
) STRICT, WITHOUT ROWID;

-- An entry is one try: which questions were asked in which order, and until when they may be answered. Deleted by the cron after that.
CREATE TABLE contest_entry (
  id       TEXT    PRIMARY KEY,
  contest  TEXT    NOT NULL,
  unit     TEXT    NOT NULL,
  who      TEXT    NOT NULL,
  nickname TEXT    NOT NULL,
  attempt  INTEGER NOT NULL,
  drawn    TEXT    NOT NULL,
  deadline INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX contest_entry_attempt ON contest_entry(contest, unit, who, attempt);
CREATE INDEX contest_entry_deadline ON contest_entry(deadline);

-- A result is what an entry was judged to be. Its key lets an entry be judged once. Goes with its entry.
CREATE TABLE contest_result (
  entry_id TEXT    PRIMARY KEY REFERENCES contest_entry(id) ON DELETE CASCADE,
  answers  TEXT    NOT NULL,
  marks    TEXT    NOT NULL,
  points   INTEGER NOT NULL,
  day      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- A tally says how many entrants of a unit have which points as their best: one row a unit, so that the ranking reads no more.
CREATE TABLE contest_tally (
  contest TEXT NOT NULL,
  unit    TEXT NOT NULL,
  tally   TEXT NOT NULL,
  PRIMARY KEY (contest, unit)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER contest_tally_row AFTER INSERT ON contest_entrant
BEGIN INSERT INTO contest_tally VALUES (NEW.contest, NEW.unit, '{}') ON CONFLICT (contest, unit) DO NOTHING; END;
CREATE TRIGGER contest_tally_more AFTER UPDATE OF best ON contest_entrant WHEN NEW.best IS NOT OLD.best AND NEW.best IS NOT NULL
BEGIN UPDATE contest_tally SET tally = json_set(tally, '$."' || NEW.best || '"', coalesce(json_extract(tally, '$."' || NEW.best || '"'), 0) + 1)
  WHERE contest = NEW.contest AND unit = NEW.unit; END;
CREATE TRIGGER contest_tally_less AFTER UPDATE OF best ON contest_entrant WHEN NEW.best IS NOT OLD.best AND OLD.best IS NOT NULL
BEGIN UPDATE contest_tally SET tally = json_set(tally, '$."' || OLD.best || '"', json_extract(tally, '$."' || OLD.best || '"') - 1)
  WHERE contest = NEW.contest AND unit = NEW.unit; END;

-- A challenge solved for an entry is good once. Kept apart from those of reports, whose cost a contest must not raise.
CREATE TABLE contest_spent (
  id   TEXT    PRIMARY KEY,
  hour INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contest_spent_by_hour ON contest_spent(hour);
