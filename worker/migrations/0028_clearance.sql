-- 验收、销号: what was inspected waits for the desk to take it off the list, and what is off the list for the desk to close it. A generated
-- column is changed by making it anew, with all that reads it; no row is in these states yet, so no count changes.
DROP TRIGGER due_count_insert;
DROP TRIGGER due_count_leave;
DROP TRIGGER due_count_come;
DROP TRIGGER due_count_delete;
DROP INDEX inbox_board_owes;
ALTER TABLE inbox DROP COLUMN owes;
ALTER TABLE inbox ADD COLUMN owes TEXT GENERATED ALWAYS AS
  (CASE WHEN clock = 'review' THEN coalesce(reviewer, 'desk')
        WHEN state IN ('received','answered','accepted','substantiated','partly','unfounded','indeterminate','inspected','cleared') THEN 'desk'
        ELSE coalesce(lead, 'desk') END) VIRTUAL;
CREATE INDEX inbox_board_owes ON inbox(owes, due_key) WHERE unit = 'desk' AND due_key IS NOT NULL;
CREATE TRIGGER due_count_insert AFTER INSERT ON inbox WHEN NEW.unit = 'desk' AND NEW.due_day IS NOT NULL AND NEW.clock IS NOT NULL
BEGIN INSERT INTO due_count VALUES (NEW.due_day, NEW.owes, NEW.clock, 1) ON CONFLICT DO UPDATE SET n = n + 1; END;
CREATE TRIGGER due_count_leave AFTER UPDATE OF state, lead, reviewer, due_day, clock ON inbox
WHEN OLD.unit = 'desk' AND OLD.due_day IS NOT NULL AND OLD.clock IS NOT NULL
BEGIN
  UPDATE due_count SET n = n - 1 WHERE due_day = OLD.due_day AND owes = OLD.owes AND clock = OLD.clock;
  DELETE FROM due_count WHERE due_day = OLD.due_day AND owes = OLD.owes AND clock = OLD.clock AND n <= 0;
END;
CREATE TRIGGER due_count_come AFTER UPDATE OF state, lead, reviewer, due_day, clock ON inbox
WHEN NEW.unit = 'desk' AND NEW.due_day IS NOT NULL AND NEW.clock IS NOT NULL
BEGIN INSERT INTO due_count VALUES (NEW.due_day, NEW.owes, NEW.clock, 1) ON CONFLICT DO UPDATE SET n = n + 1; END;
CREATE TRIGGER due_count_delete AFTER DELETE ON inbox WHEN OLD.unit = 'desk' AND OLD.due_day IS NOT NULL AND OLD.clock IS NOT NULL
BEGIN
  UPDATE due_count SET n = n - 1 WHERE due_day = OLD.due_day AND owes = OLD.owes AND clock = OLD.clock;
  DELETE FROM due_count WHERE due_day = OLD.due_day AND owes = OLD.owes AND clock = OLD.clock AND n <= 0;
END;
