-- Files that a unit with the original was not given. Who is given one later has no row any more; the history says both.
CREATE TABLE withheld (
  report_id TEXT    NOT NULL REFERENCES report(id),
  unit      TEXT    NOT NULL,
  k         INTEGER NOT NULL,
  PRIMARY KEY (report_id, unit, k)
) STRICT, WITHOUT ROWID;
