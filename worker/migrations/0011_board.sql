-- The supervisor's boards. Which clock an inbox row's due day belongs to, and who owes the step: a unit only while it looks into the report
-- (and in whatever later states come); the desk in all that it decides itself.
ALTER TABLE inbox ADD COLUMN clock TEXT;
ALTER TABLE inbox ADD COLUMN owes TEXT GENERATED ALWAYS AS
  (CASE WHEN state IN ('received','answered','accepted','substantiated','partly','unfounded','indeterminate') THEN 'desk' ELSE coalesce(lead, 'desk') END) VIRTUAL;
-- Rows from before: the clock that their state has running. Their next move tells it exactly.
UPDATE inbox SET clock = CASE
  WHEN state = 'received' THEN CASE kind WHEN 'question' THEN 'answer' ELSE 'decision' END
  WHEN state = 'assigned' AND lead <> 'desk' THEN 'return'
  WHEN state IN ('substantiated','partly','unfounded','indeterminate') THEN 'tell-result'
  ELSE 'completion' END WHERE due_day IS NOT NULL;
-- The desk holds every report, so its rows are the county's. One index for each way to look, soonest first.
CREATE INDEX inbox_board_owes ON inbox(owes, due_key) WHERE unit = 'desk' AND due_key IS NOT NULL;
CREATE INDEX inbox_board_clock ON inbox(clock, due_key) WHERE unit = 'desk' AND due_key IS NOT NULL;

-- How many steps are due on a day, by who owes them and by which clock: kept by triggers, without rows of nought, so that a county's
-- past is never counted.
CREATE TABLE due_count (
  due_day TEXT    NOT NULL,
  owes    TEXT    NOT NULL,
  clock   TEXT    NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (due_day, owes, clock)
) STRICT, WITHOUT ROWID;
INSERT INTO due_count SELECT due_day, owes, clock, count(*) FROM inbox WHERE unit = 'desk' AND due_day IS NOT NULL GROUP BY 1, 2, 3;
CREATE TRIGGER due_count_insert AFTER INSERT ON inbox WHEN NEW.unit = 'desk' AND NEW.due_day IS NOT NULL AND NEW.clock IS NOT NULL
BEGIN INSERT INTO due_count VALUES (NEW.due_day, NEW.owes, NEW.clock, 1) ON CONFLICT DO UPDATE SET n = n + 1; END;
CREATE TRIGGER due_count_leave AFTER UPDATE OF state, lead, due_day, clock ON inbox
WHEN OLD.unit = 'desk' AND OLD.due_day IS NOT NULL AND OLD.clock IS NOT NULL
BEGIN
  UPDATE due_count SET n = n - 1 WHERE due_day = OLD.due_day AND owes = OLD.owes AND clock = OLD.clock;
  DELETE FROM due_count WHERE due_day = OLD.due_day AND owes = OLD.owes AND clock = OLD.clock AND n <= 0;
END;
CREATE TRIGGER due_count_come AFTER UPDATE OF state, lead, due_day, clock ON inbox
WHEN NEW.unit = 'desk' AND NEW.due_day IS NOT NULL AND NEW.clock IS NOT NULL
BEGIN INSERT INTO due_count VALUES (NEW.due_day, NEW.owes, NEW.clock, 1) ON CONFLICT DO UPDATE SET n = n + 1; END;
CREATE TRIGGER due_count_delete AFTER DELETE ON inbox WHEN OLD.unit = 'desk' AND OLD.due_day IS NOT NULL AND OLD.clock IS NOT NULL
BEGIN
  UPDATE due_count SET n = n - 1 WHERE due_day = OLD.due_day AND owes = OLD.owes AND clock = OLD.clock;
  DELETE FROM due_count WHERE due_day = OLD.due_day AND owes = OLD.owes AND clock = OLD.clock AND n <= 0;
END;

-- The auditor's lists, newest day first. Within a day by the report's random id: the hour at which something happened is told by no order.
ALTER TABLE event ADD COLUMN page_key TEXT GENERATED ALWAYS AS (day || '_' || report_id || '_' || printf('%06d', seq)) VIRTUAL;
CREATE INDEX event_by_day ON event(page_key);
CREATE INDEX event_by_kind ON event(kind, page_key);
CREATE INDEX event_by_member ON event(member, page_key);
CREATE INDEX event_by_member_and_kind ON event(member, kind, page_key);

-- What a filing said of itself and its report later says otherwise. The receipt's digest covers it, so it is kept from the first change on.
CREATE TABLE filed (
  report_id   TEXT PRIMARY KEY REFERENCES report(id),
  lookup_hash TEXT NOT NULL,
  recipient   TEXT NOT NULL,
  verify_key  TEXT NOT NULL,
  dialogue    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER filed_keep AFTER UPDATE OF lookup_hash, recipient, verify_key, dialogue ON report
WHEN (NEW.lookup_hash <> OLD.lookup_hash OR NEW.recipient <> OLD.recipient OR NEW.verify_key <> OLD.verify_key OR NEW.dialogue <> OLD.dialogue)
  AND NOT EXISTS (SELECT 1 FROM filed WHERE report_id = OLD.id)
BEGIN INSERT INTO filed VALUES (OLD.id, OLD.lookup_hash, OLD.recipient, OLD.verify_key, OLD.dialogue); END;
CREATE TRIGGER filed_no_update BEFORE UPDATE ON filed BEGIN SELECT RAISE(ABORT, 'filed is append-only'); END;
CREATE TRIGGER filed_no_delete BEFORE DELETE ON filed BEGIN SELECT RAISE(ABORT, 'filed is append-only'); END;
