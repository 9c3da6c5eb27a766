-- The unit's verify key that a member knew before they were given a new start in the same unit: if they leave before they have it again, that key is due.
ALTER TABLE member ADD COLUMN knew_verify TEXT;
