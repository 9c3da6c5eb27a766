-- A member is somebody who works here. The server keeps what checks them, and their keys sealed; it can open none.
CREATE TABLE member (
  name           TEXT    PRIMARY KEY,
  display_name   TEXT    NOT NULL,
  unit           TEXT,
  roles          TEXT    NOT NULL,
  standing       TEXT    NOT NULL CHECK (standing IN ('invited','waiting','active','disabled')),
  enrolment_hash TEXT,
  invited_day    TEXT,
  salt           TEXT,
  auth_hash      TEXT,
  recipient      TEXT,
  member_box     TEXT,
  unit_box       TEXT,
  totp_sealed    TEXT,
  totp_step      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX member_waiting ON member(unit, name) WHERE standing = 'waiting';

-- A session is one sign-in. Times are minutes since 1970; rows go when they end or by cron.
CREATE TABLE session (
  token_hash TEXT    PRIMARY KEY,
  member     TEXT    NOT NULL REFERENCES member(name),
  started    INTEGER NOT NULL,
  seen       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_member ON session(member);
CREATE INDEX session_by_started ON session(started);

-- Failed sign-ins of a name in one hour: they make that name's next challenge harder and refuse nobody.
CREATE TABLE sign_in_failure (
  name  TEXT    NOT NULL,
  hour  INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (name, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_failure_by_hour ON sign_in_failure(hour);

-- A solved challenge is good once. The hour after which it is void anyway is all that is kept of its time.
CREATE TABLE challenge_spent (
  id   TEXT    PRIMARY KEY,
  hour INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX challenge_spent_by_hour ON challenge_spent(hour);

-- What must follow a change, staged in its batch. A row goes when the queue has taken it; it carries no time.
CREATE TABLE outbox (
  id    TEXT PRIMARY KEY,
  topic TEXT NOT NULL,
  units TEXT NOT NULL
) STRICT, WITHOUT ROWID;
