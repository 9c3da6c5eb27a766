-- A reference stays on the public list until the last day to claim, claimed and paid or not: whoever compares the list before and after a payment
-- learns nothing from it. Whoever goes off for good before that was declined.
ALTER TABLE announced ADD COLUMN until TEXT NOT NULL DEFAULT '';
UPDATE announced SET until = coalesce((SELECT max(a.due_day) FROM award a JOIN report r ON r.id = a.report_id WHERE r.reference = announced.reference), '');
CREATE INDEX announced_until ON announced(until);
