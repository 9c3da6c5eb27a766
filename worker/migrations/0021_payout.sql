-- A named reporter may be paid by transfer: an award that waits for the custodian (confirming), then for the window (transferring). Award and
-- ledger are made anew, their rows as they are; the ledger says by which way a payment went.
CREATE TABLE award_anew (
  place         INTEGER PRIMARY KEY,
  id            TEXT    NOT NULL UNIQUE,
  report_id     TEXT    NOT NULL REFERENCES report(id),
  n             INTEGER NOT NULL,
  standing      TEXT    NOT NULL CHECK (standing IN ('proposed','waiting','claimed','confirming','transferring','paid','declined','withdrawn','lapsed')),
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
  CHECK (standing NOT IN ('waiting','claimed','confirming','transferring','paid','lapsed') OR (approved_by IS NOT NULL AND decided_day IS NOT NULL AND (needs_two = 0 OR second_by IS NOT NULL)))
) STRICT;
INSERT INTO award_anew (place, id, report_id, n, standing, fen, scheme, line, reason, proposed_by, proposed_unit, approved_by, second_by, needs_two, compartment, day, decided_day, due_day, extended, reminded,
  issue, voucher_hash, voucher_until, first_cashier, reversal, reversal_by)
  SELECT place, id, report_id, n, standing, fen, scheme, line, reason, proposed_by, proposed_unit, approved_by, second_by, needs_two, compartment, day, decided_day, due_day, extended, reminded,
  issue, voucher_hash, voucher_until, first_cashier, reversal, reversal_by FROM award;
CREATE TABLE ledger_anew (
  n         INTEGER PRIMARY KEY,
  day       TEXT    NOT NULL,
  kind      TEXT    NOT NULL CHECK (kind IN ('allotted','decided','paid','reversed','lapsed','declined')),
  award_id  TEXT    REFERENCES award_anew(id),
  issue     INTEGER,
  fen       INTEGER NOT NULL CHECK (fen >= 0 OR kind = 'allotted'),
  line      TEXT    NOT NULL,
  by_member TEXT,
  second_by TEXT,
  payment   TEXT,
  reason    TEXT,
  deed      TEXT    UNIQUE,
  way       TEXT    CHECK (way IN ('voucher','transfer')),
  UNIQUE (award_id, kind, issue),
  CHECK ((kind = 'allotted') = (award_id IS NULL)),
  CHECK ((kind = 'paid') = (way IS NOT NULL)),
  CHECK (kind <> 'paid' OR (payment IS NOT NULL AND deed IS NOT NULL AND by_member IS NOT NULL AND by_member IS NOT second_by))
) STRICT;
INSERT INTO ledger_anew (n, day, kind, award_id, issue, fen, line, by_member, second_by, payment, reason, deed, way)
  SELECT n, day, kind, award_id, issue, fen, line, by_member, second_by, payment, reason, deed, CASE WHEN kind = 'paid' THEN 'voucher' END FROM ledger;
DROP TABLE ledger;
DROP TABLE award;
ALTER TABLE award_anew RENAME TO award;
ALTER TABLE ledger_anew RENAME TO ledger;
CREATE UNIQUE INDEX award_living ON award(report_id) WHERE standing IN ('proposed','waiting','claimed','confirming','transferring');
CREATE INDEX award_by_standing ON award(standing, place);
CREATE INDEX award_open ON award(due_day, id) WHERE standing IN ('waiting','claimed');
CREATE INDEX award_reversal ON award(place) WHERE reversal IS NOT NULL;
CREATE TRIGGER award_no_delete BEFORE DELETE ON award BEGIN SELECT RAISE(ABORT, 'award is append-only'); END;
CREATE TRIGGER award_ended BEFORE UPDATE ON award WHEN OLD.standing IN ('declined','withdrawn','lapsed') BEGIN SELECT RAISE(ABORT, 'an award ends once'); END;
CREATE TRIGGER award_amount_stays BEFORE UPDATE OF id, report_id, fen, scheme, line, proposed_by, compartment ON award BEGIN SELECT RAISE(ABORT, 'an amount is never rewritten'); END;
CREATE UNIQUE INDEX ledger_payment ON ledger(payment) WHERE kind = 'paid';
CREATE INDEX ledger_by_day ON ledger(day, n);
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE n = NEW.n) OR EXISTS (SELECT 1 FROM ledger WHERE deed = NEW.deed)
  OR EXISTS (SELECT 1 FROM ledger WHERE award_id = NEW.award_id AND kind = NEW.kind AND issue = NEW.issue)
  OR EXISTS (SELECT 1 FROM ledger WHERE kind = 'paid' AND NEW.kind = 'paid' AND payment = NEW.payment)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: ledger.award_id, ledger.kind, ledger.issue'); END;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
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
  UPDATE fund SET paid = paid - NEW.fen WHERE line = NEW.line AND year = substr(NEW.payment, 1, 4);
END;

-- A claim by transfer. mark: a salted digest of the payee's name; the salt is sealed to custodian and cashier alone. verify_key: what the payout
-- is signed with, made of the code for this award and nothing else. after_n: the last that the custodian had been asked by then; who confirms has
-- looked since. signature: the custodian's, over id, mark and key.
CREATE TABLE transfer (
  id            TEXT    PRIMARY KEY,
  report_id     TEXT    NOT NULL REFERENCES report(id),
  award_id      TEXT    NOT NULL REFERENCES award(id),
  n             INTEGER NOT NULL,
  standing      TEXT    NOT NULL CHECK (standing IN ('asked','confirmed','declined','returned','dropped','paid','reversed')),
  mark          TEXT    NOT NULL,
  verify_key    TEXT    NOT NULL,
  keyring       INTEGER NOT NULL,
  after_n       INTEGER NOT NULL,
  day           TEXT    NOT NULL,
  claim         TEXT    NOT NULL,
  confirmed_by  TEXT,
  confirmed_day TEXT,
  signature     TEXT,
  reason        TEXT,
  paid_day      TEXT,
  UNIQUE (report_id, n),
  CHECK (standing NOT IN ('confirmed','returned','paid','reversed') OR (confirmed_by IS NOT NULL AND confirmed_day IS NOT NULL AND signature IS NOT NULL)),
  CHECK (standing <> 'paid' OR paid_day IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX transfer_living ON transfer(award_id) WHERE standing IN ('asked','confirmed');
CREATE INDEX transfer_asked ON transfer(day, id) WHERE standing = 'asked';
CREATE INDEX transfer_confirmed ON transfer(confirmed_day, id) WHERE standing = 'confirmed';
CREATE TRIGGER transfer_no_replace BEFORE INSERT ON transfer WHEN EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id OR (report_id = NEW.report_id AND n = NEW.n))
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: transfer.id'); END;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer BEGIN SELECT RAISE(ABORT, 'transfer is append-only'); END;
CREATE TRIGGER transfer_ended BEFORE UPDATE ON transfer WHEN OLD.standing IN ('declined','dropped','reversed') BEGIN SELECT RAISE(ABORT, 'a transfer ends once'); END;
CREATE TRIGGER transfer_payee_stays BEFORE UPDATE OF id, report_id, award_id, n, mark, verify_key ON transfer BEGIN SELECT RAISE(ABORT, 'a payee is never rewritten'); END;

-- What was sealed for it: the payee's name for the custodian, name, bank and account for the cashier. Deleted as soon as it has done its service.
CREATE TABLE payout (
  transfer_id TEXT NOT NULL REFERENCES transfer(id),
  holder      TEXT NOT NULL CHECK (holder IN ('custodian','cashier')),
  sealed      TEXT NOT NULL,
  PRIMARY KEY (transfer_id, holder)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER payout_no_update BEFORE UPDATE ON payout BEGIN SELECT RAISE(ABORT, 'payout is never rewritten'); END;
