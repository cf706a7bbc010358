-- The words of a column are asked for one by one: for an IN with more than two words SQLite makes a table of them anew with
-- every row, which took a tenth of an import. A CHECK is part of its table, so both tables are made again.
CREATE TEMP TABLE kept_rows AS SELECT * FROM person;

CREATE TEMP TABLE kept_seq AS SELECT name, seq FROM sqlite_sequence WHERE name = 'person';

DROP TABLE person;

CREATE TABLE person ( uid TEXT NOT NULL,  full_name TEXT NOT NULL,  name_key TEXT NOT NULL,  given TEXT NOT NULL,  additional TEXT NOT NULL,  family TEXT NOT NULL,  prefix TEXT NOT NULL,  suffix TEXT NOT NULL,  nickname TEXT NOT NULL,  pronouns TEXT NOT NULL,  birthday TEXT,  anniversary TEXT,  birthday_md INTEGER,  anniversary_md INTEGER,  how_we_met TEXT NOT NULL,  introduced_by_id INTEGER,  blurb TEXT NOT NULL,  blurb_on TEXT,  standing TEXT NOT NULL,  rhythm_days INTEGER,  rhythm_since TEXT,  photo TEXT,  added_on TEXT,  last_contact_on TEXT,  next_due_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_person_full_name_filled CHECK (length(full_name) > 0 AND instr(full_name, char(0)) = 0),  CONSTRAINT ck_person_standing_word CHECK (standing = 'kept' OR standing = 'parked' OR standing = 'resting'),  CONSTRAINT ck_person_blurb_on_day CHECK (blurb_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_person_rhythm_since_day CHECK (rhythm_since GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_person_uid UNIQUE (uid),  CONSTRAINT fk_person_introduced_by_id FOREIGN KEY(introduced_by_id) REFERENCES person (id) ON DELETE SET NULL )  STRICT;

INSERT INTO person SELECT * FROM kept_rows;

CREATE INDEX ix_person_anniversary_md ON person (anniversary_md) WHERE anniversary_md IS NOT NULL;

CREATE INDEX ix_person_birthday_md ON person (birthday_md) WHERE birthday_md IS NOT NULL;

CREATE INDEX ix_person_introduced_by_id ON person (introduced_by_id) WHERE introduced_by_id IS NOT NULL;

CREATE INDEX ix_person_list ON person (standing, name_key, id);

CREATE INDEX ix_person_name_key ON person (name_key);

CREATE INDEX ix_person_next_due_on ON person (standing, next_due_on, rhythm_days, last_contact_on);

DELETE FROM sqlite_sequence WHERE name = 'person';

INSERT INTO sqlite_sequence(name, seq) SELECT name, seq FROM kept_seq;

DROP TABLE kept_rows;

DROP TABLE kept_seq;

CREATE TEMP TABLE kept_rows AS SELECT * FROM contact_point;

CREATE TEMP TABLE kept_seq AS SELECT name, seq FROM sqlite_sequence WHERE name = 'contact_point';

DROP TABLE contact_point;

CREATE TABLE contact_point ( person_id INTEGER NOT NULL,  kind TEXT NOT NULL,  value TEXT NOT NULL,  folded TEXT NOT NULL,  label TEXT NOT NULL,  preferred INTEGER NOT NULL,  parts TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_contact_point_value_filled CHECK (length(value) > 0 AND instr(value, char(0)) = 0),  CONSTRAINT ck_contact_point_kind_word CHECK (kind = 'email' OR kind = 'phone' OR kind = 'address' OR kind = 'url' OR kind = 'messenger'),  CONSTRAINT fk_contact_point_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

INSERT INTO contact_point SELECT * FROM kept_rows;

CREATE INDEX ix_contact_point_folded ON contact_point (kind, folded);

CREATE INDEX ix_contact_point_person_id ON contact_point (person_id);

DELETE FROM sqlite_sequence WHERE name = 'contact_point';

INSERT INTO sqlite_sequence(name, seq) SELECT name, seq FROM kept_seq;

DROP TABLE kept_rows;

DROP TABLE kept_seq;
