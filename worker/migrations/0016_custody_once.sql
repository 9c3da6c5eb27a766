-- INSERT OR REPLACE deletes without a word to DELETE triggers: a consent that was used would be there anew, a lost code's keys be others.
CREATE TRIGGER custody_no_replace BEFORE INSERT ON custody WHEN EXISTS (SELECT 1 FROM custody WHERE report_id = NEW.report_id AND n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: custody.report_id, custody.n'); END;
CREATE TRIGGER reporter_key_no_replace BEFORE INSERT ON reporter_key WHEN EXISTS (SELECT 1 FROM reporter_key WHERE report_id = NEW.report_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: reporter_key.report_id, reporter_key.seq'); END;
