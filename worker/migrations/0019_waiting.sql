-- What waits for a second cashier, without reading what waits for a first.
CREATE INDEX award_confirmed ON award(voucher_until) WHERE standing = 'claimed' AND first_cashier IS NOT NULL;
