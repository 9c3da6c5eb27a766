-- How a report came to us: sealed by a page's script, by the server for somebody without scripts, or by a member for somebody who told it.
ALTER TABLE report ADD COLUMN filed TEXT NOT NULL DEFAULT 'page' CHECK (filed IN ('page','plain','phone','visit','proxy'));
-- The member who filed it for somebody else; null where nobody did.
ALTER TABLE report ADD COLUMN filed_by TEXT;

-- Filings without scripts of the hour that is running: n counts up to the county's budget and no further. The next hour's first deletes them.
CREATE TABLE plain_spent (
  hour INTEGER NOT NULL,
  n    INTEGER NOT NULL,
  PRIMARY KEY (hour, n)
) STRICT, WITHOUT ROWID;
