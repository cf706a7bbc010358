-- The trial format: three tables have more columns, one of which names a person. No program ever had it.
ALTER TABLE person ADD COLUMN greeting TEXT DEFAULT '' NOT NULL;

ALTER TABLE person ADD COLUMN looked_after_by_id INTEGER REFERENCES person (id) ON DELETE SET NULL;

ALTER TABLE meeting ADD COLUMN minutes INTEGER DEFAULT 0 NOT NULL;

ALTER TABLE promise ADD COLUMN weight INTEGER CHECK (weight > 0);

CREATE INDEX ix_promise_weight ON promise (weight) WHERE weight IS NOT NULL;

UPDATE book SET oldest_reader = 8;
