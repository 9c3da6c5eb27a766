-- What a proposed reward rests on is a body too. The table is made anew, its rows as they are.
CREATE TABLE body_anew (
  report_id   TEXT    NOT NULL REFERENCES report(id),
  compartment TEXT    NOT NULL,
  n           INTEGER NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('content','identity','message','finding','note','redacted','errand','award')),
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

-- An award is a reward of one report, from its proposal to its payment. What it rests on is sealed: here stand the amount, who decided and
-- how it stands. place: the order of the county's list. issue: how many vouchers were issued; the hash is of the last one, keyed by the
-- server's secret. due_day: the last day to claim it. deed: the act that pays it, where two cashiers pay.
CREATE TABLE award (
  place         INTEGER PRIMARY KEY,
  id            TEXT    NOT NULL UNIQUE,
  report_id     TEXT    NOT NULL REFERENCES report(id),
  n             INTEGER NOT NULL,
  standing      TEXT    NOT NULL CHECK (standing IN ('proposed','waiting','claimed','paid','declined','withdrawn','lapsed')),
  fen           INTEGER NOT NULL CHECK (fen >= 0),
  scheme        TEXT    NOT NULL,
  line          TEXT    NOT NULL,
  reason        TEXT,
  proposed_by   TEXT,
  proposed_unit TEXT,
  approved_by   TEXT,
  second_by     TEXT,
  needs_two     INTEGER NOT NULL CHECK (needs_two IN (0, 1)),
  compartment   TEXT,
  day           TEXT    NOT NULL,
  decided_day   TEXT,
  due_day       TEXT,
  extended      INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)),
  reminded      INTEGER,
  issue         INTEGER NOT NULL DEFAULT 0,
  voucher_hash  TEXT    UNIQUE,
  voucher_until TEXT,
  first_cashier TEXT,
  reversal      TEXT,
  reversal_by   TEXT,
  UNIQUE (report_id, n),
  CHECK (approved_by <> proposed_by AND second_by <> proposed_by AND second_by <> approved_by),
  CHECK (standing NOT IN ('waiting','claimed','paid','lapsed') OR (approved_by IS NOT NULL AND decided_day IS NOT NULL AND (needs_two = 0 OR second_by IS NOT NULL)))
) STRICT;
CREATE UNIQUE INDEX award_living ON award(report_id) WHERE standing IN ('proposed','waiting','claimed');
CREATE INDEX award_by_standing ON award(standing, place);
CREATE INDEX award_open ON award(due_day, id) WHERE standing IN ('waiting','claimed');
CREATE INDEX award_reversal ON award(place) WHERE reversal IS NOT NULL;
CREATE TRIGGER award_no_delete BEFORE DELETE ON award BEGIN SELECT RAISE(ABORT, 'award is append-only'); END;
CREATE TRIGGER award_ended BEFORE UPDATE ON award WHEN OLD.standing IN ('declined','withdrawn','lapsed') BEGIN SELECT RAISE(ABORT, 'an award ends once'); END;
CREATE TRIGGER award_amount_stays BEFORE UPDATE OF id, report_id, fen, scheme, line, proposed_by, compartment ON award BEGIN SELECT RAISE(ABORT, 'an amount is never rewritten'); END;

-- The money. One row for whatever changes what was decided, paid or allotted; never changed. An award is paid once for each voucher issued,
-- and a voucher is issued again only after its payment was taken back.
CREATE TABLE ledger (
  n         INTEGER PRIMARY KEY,
  day       TEXT    NOT NULL,
  kind      TEXT    NOT NULL CHECK (kind IN ('allotted','decided','paid','reversed','lapsed','declined')),
  award_id  TEXT    REFERENCES award(id),
  issue     INTEGER,
  fen       INTEGER NOT NULL CHECK (fen >= 0 OR kind = 'allotted'),
  line      TEXT    NOT NULL,
  by_member TEXT,
  second_by TEXT,
  payment   TEXT,
  reason    TEXT,
  deed      TEXT    UNIQUE,
  UNIQUE (award_id, kind, issue),
  CHECK ((kind = 'allotted') = (award_id IS NULL)),
  CHECK (kind <> 'paid' OR (payment IS NOT NULL AND deed IS NOT NULL AND by_member IS NOT NULL AND by_member IS NOT second_by))
) STRICT;
CREATE UNIQUE INDEX ledger_payment ON ledger(payment) WHERE kind = 'paid';
CREATE INDEX ledger_by_day ON ledger(day, n);
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE n = NEW.n) OR EXISTS (SELECT 1 FROM ledger WHERE deed = NEW.deed)
  OR EXISTS (SELECT 1 FROM ledger WHERE award_id = NEW.award_id AND kind = NEW.kind AND issue = NEW.issue)
  OR EXISTS (SELECT 1 FROM ledger WHERE kind = 'paid' AND NEW.kind = 'paid' AND payment = NEW.payment)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: ledger.award_id, ledger.kind, ledger.issue'); END;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;

-- What a line has in a year, kept by the ledger's own rows: no payment takes it below nothing.
CREATE TABLE fund (
  line     TEXT    NOT NULL,
  year     TEXT    NOT NULL,
  allotted INTEGER NOT NULL,
  paid     INTEGER NOT NULL,
  PRIMARY KEY (line, year),
  CONSTRAINT fund_overdrawn CHECK (paid <= allotted)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER fund_allotted AFTER INSERT ON ledger WHEN NEW.kind = 'allotted'
BEGIN
  INSERT INTO fund VALUES (NEW.line, substr(NEW.day, 1, 4), 0, 0) ON CONFLICT (line, year) DO NOTHING;
  UPDATE fund SET allotted = allotted + NEW.fen WHERE line = NEW.line AND year = substr(NEW.day, 1, 4);
END;
CREATE TRIGGER fund_paid AFTER INSERT ON ledger WHEN NEW.kind = 'paid'
BEGIN
  INSERT INTO fund VALUES (NEW.line, substr(NEW.day, 1, 4), 0, 0) ON CONFLICT (line, year) DO NOTHING;
  UPDATE fund SET paid = paid + NEW.fen WHERE line = NEW.line AND year = substr(NEW.day, 1, 4);
END;
CREATE TRIGGER fund_reversed AFTER INSERT ON ledger WHEN NEW.kind = 'reversed'
BEGIN
  INSERT INTO fund VALUES (NEW.line, substr(NEW.day, 1, 4), 0, 0) ON CONFLICT (line, year) DO NOTHING;
  UPDATE fund SET paid = paid - NEW.fen WHERE line = NEW.line AND year = substr(NEW.day, 1, 4);
END;

-- Voucher numbers that were none, by who typed them and in which hour. Deleted by the cron after two hours.
CREATE TABLE voucher_miss (
  member TEXT    NOT NULL,
  hour   INTEGER NOT NULL,
  count  INTEGER NOT NULL,
  PRIMARY KEY (member, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX voucher_miss_by_hour ON voucher_miss(hour, count);
