-- The public half of a member's own proving key: what changes a member's ways in is signed with it, so a stolen session changes none.
ALTER TABLE member ADD COLUMN verify TEXT;

-- A passkey is one more way in for its member. member_box: the member's identity, sealed to what the passkey's PRF gives; null where it gives none.
CREATE TABLE passkey (
  id         TEXT    PRIMARY KEY,
  member     TEXT    NOT NULL REFERENCES member(name),
  public_key TEXT    NOT NULL,
  counter    INTEGER NOT NULL,
  transports TEXT    NOT NULL,
  label      TEXT    NOT NULL,
  member_box TEXT,
  day        TEXT    NOT NULL,
  used_day   TEXT,
  UNIQUE (member, label)
) STRICT, WITHOUT ROWID;

-- A member event is something that happened to a member's ways in. Its digest covers the one before it. by_member: who did it.
CREATE TABLE member_event (
  member    TEXT    NOT NULL REFERENCES member(name),
  seq       INTEGER NOT NULL,
  kind      TEXT    NOT NULL CHECK (kind IN ('invited','enrolled','unit-key-granted','passkey-added','passkey-removed','passphrase-changed','totp-changed','disabled')),
  by_member TEXT    NOT NULL,
  day       TEXT    NOT NULL,
  digest    TEXT    NOT NULL,
  PRIMARY KEY (member, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER member_event_no_replace BEFORE INSERT ON member_event WHEN EXISTS (SELECT 1 FROM member_event WHERE member = NEW.member AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: member_event.member, member_event.seq'); END;
CREATE TRIGGER member_event_no_update BEFORE UPDATE ON member_event BEGIN SELECT RAISE(ABORT, 'member_event is append-only'); END;
CREATE TRIGGER member_event_no_delete BEFORE DELETE ON member_event BEGIN SELECT RAISE(ABORT, 'member_event is append-only'); END;
