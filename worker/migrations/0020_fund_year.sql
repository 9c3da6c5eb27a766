-- A county may cut a year's sum below what it has paid: the line then has less than nothing, which is shown, and pays nothing. So the bar is
-- on paying and no more on the row. A payment that is taken back goes to the year it was paid in, whatever day it is.
CREATE TABLE fund_kept AS
  SELECT f.line, f.year, f.allotted, coalesce((
    SELECT sum(CASE l.kind WHEN 'paid' THEN l.fen ELSE -l.fen END) FROM ledger l WHERE l.kind IN ('paid','reversed') AND l.line = f.line AND substr(l.payment, 1, 4) = f.year), 0) AS paid
  FROM fund f;
DROP TABLE fund;
CREATE TABLE fund (
  line     TEXT    NOT NULL,
  year     TEXT    NOT NULL,
  allotted INTEGER NOT NULL,
  paid     INTEGER NOT NULL,
  PRIMARY KEY (line, year)
) STRICT, WITHOUT ROWID;
INSERT INTO fund SELECT line, year, allotted, paid FROM fund_kept;
DROP TABLE fund_kept;
CREATE TRIGGER fund_overdrawn BEFORE UPDATE OF paid ON fund WHEN NEW.paid > OLD.paid AND NEW.paid > NEW.allotted
BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: fund_overdrawn'); END;
DROP TRIGGER fund_reversed;
CREATE TRIGGER fund_reversed AFTER INSERT ON ledger WHEN NEW.kind = 'reversed'
BEGIN
  UPDATE fund SET paid = paid - NEW.fen WHERE line = NEW.line AND year = substr(NEW.payment, 1, 4);
END;
