-- Second opinions. The day a reporter contested the result, which unit looks at it again, and the day it had looked; and why a report was
-- taken to the county government after it was filed.
ALTER TABLE report ADD COLUMN review_day TEXT;
ALTER TABLE report ADD COLUMN review_by TEXT;
ALTER TABLE report ADD COLUMN reviewed_day TEXT;
ALTER TABLE report ADD COLUMN escalation TEXT CHECK (escalation IN ('death','concealment','indeterminate','unit-conflict','several-units'));

-- While a review is the next thing due, whoever reviews owes it, and the desk until somebody is named. A generated column is changed by
-- making it anew, with all that reads it.
DROP TRIGGER due_count_insert;
DROP TRIGGER due_count_leave;
DROP TRIGGER due_count_come;
DROP TRIGGER due_count_delete;
DROP INDEX inbox_board_owes;
ALTER TABLE inbox DROP COLUMN owes;
ALTER TABLE inbox ADD COLUMN reviewer TEXT;
ALTER TABLE inbox ADD COLUMN owes TEXT GENERATED ALWAYS AS
  (CASE WHEN clock = 'review' THEN coalesce(reviewer, 'desk')
        WHEN state IN ('received','answered','accepted','substantiated','partly','unfounded','indeterminate') THEN 'desk'
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

-- 并案. The earlier report that this one is worked on with, how far that one's history went then, and up to which of its events the reporter
-- of this one has been told its result; and the units that reporters of the others keep out.
ALTER TABLE report ADD COLUMN merged_into TEXT;
ALTER TABLE report ADD COLUMN merged_seq INTEGER;
ALTER TABLE report ADD COLUMN told_seq INTEGER;
ALTER TABLE report ADD COLUMN also_avoid TEXT NOT NULL DEFAULT '[]';
CREATE INDEX report_merged ON report(merged_into) WHERE merged_into IS NOT NULL;
