-- Many new rows of one step are one note: the ids from row_id up to up_to. in_run: the rows at hand are noted so.
ALTER TABLE row_change ADD COLUMN up_to INTEGER;

ALTER TABLE journal_now ADD COLUMN in_run INTEGER NOT NULL DEFAULT 0;
