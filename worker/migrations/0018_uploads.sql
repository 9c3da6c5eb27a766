-- An upload is the sealed parts of one file. hour: the hour in which it was begun, until a report names it; then the hour is forgotten. digest: of its
-- parts in order, once it is complete. doomed: about to be deleted, because nothing named it within a day.
CREATE TABLE upload (
  id         TEXT    PRIMARY KEY,
  verify_key TEXT    NOT NULL UNIQUE,
  parts      INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  bytes      INTEGER NOT NULL,
  digest     TEXT,
  hour       INTEGER,
  doomed     INTEGER NOT NULL DEFAULT 0 CHECK (doomed IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_by_hour ON upload(hour) WHERE hour IS NOT NULL;

-- An upload part is one object of the store. object: its key there. moving: the key that the night is copying it to.
CREATE TABLE upload_part (
  upload_id TEXT    NOT NULL REFERENCES upload(id),
  n         INTEGER NOT NULL,
  bytes     INTEGER NOT NULL,
  digest    TEXT    NOT NULL,
  object    TEXT    NOT NULL UNIQUE,
  moving    TEXT,
  PRIMARY KEY (upload_id, n)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER upload_part_in_time BEFORE INSERT ON upload_part WHEN NOT EXISTS (SELECT 1 FROM upload WHERE id = NEW.upload_id AND digest IS NULL AND doomed = 0)
BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: upload.closed'); END;

-- A challenge that an upload was let in by. It has a load of its own: a film in sixty parts must not make filing dearer.
CREATE TABLE upload_spent (
  id   TEXT    PRIMARY KEY,
  hour INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_spent_by_hour ON upload_spent(hour);
