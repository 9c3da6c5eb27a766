-- The public list of rewards that wait, by their reports' references: a page of it reads its own rows and no more. Kept with the award, in the same batch.
CREATE TABLE announced (reference TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO announced SELECT r.reference FROM award a JOIN report r ON r.id = a.report_id WHERE a.standing IN ('waiting','claimed','confirming','transferring');
