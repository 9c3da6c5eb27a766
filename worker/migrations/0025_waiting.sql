-- What waits for a second cashier, without reading what waits for a first.
CREATE INDEX award_confirmed ON award(voucher_until) WHERE standing = 'claimed' AND first_cashier IS NOT NULL;

-- Whether the reporter contests the result and nobody has decided yet, for the lists.
ALTER TABLE inbox ADD COLUMN contested INTEGER NOT NULL DEFAULT 0 CHECK (contested IN (0, 1));
UPDATE inbox SET contested = 1 WHERE report_id IN (SELECT id FROM report WHERE review_day IS NOT NULL AND reviewed_day IS NULL);
