-- Whether a member began it, to send a file to a reporter: these have a budget of the hour to themselves. Which member is nowhere.
ALTER TABLE upload ADD COLUMN member INTEGER NOT NULL DEFAULT 0 CHECK (member IN (0, 1));
