-- Which of a unit's keys the box of a member holds, and the unit's signature under which it came. Null in rows from before this was kept.
ALTER TABLE member ADD COLUMN unit_verify TEXT;
ALTER TABLE member ADD COLUMN unit_proof TEXT;
CREATE INDEX member_by_unit ON member(unit, name);

-- A unit's next keys, sealed to one of its members: served once the keyring in this build names that verify key.
CREATE TABLE unit_box (
  member TEXT NOT NULL,
  verify TEXT NOT NULL,
  sealed TEXT NOT NULL,
  proof  TEXT NOT NULL,
  PRIMARY KEY (member, verify)
) STRICT, WITHOUT ROWID;

-- The public half of a unit's next keys, and who made them: one a unit, until another takes its place.
CREATE TABLE unit_rotation (
  unit   TEXT PRIMARY KEY,
  verify TEXT NOT NULL,
  member TEXT NOT NULL,
  card   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A unit's key that somebody knows who left the unit. While it is the current one, the unit should change its keys.
CREATE TABLE unit_key_due (
  unit   TEXT NOT NULL,
  verify TEXT NOT NULL,
  PRIMARY KEY (unit, verify)
) STRICT, WITHOUT ROWID;
