-- What a merge changed, so that it can be taken apart later.
CREATE TABLE merge ( keep_id INTEGER NOT NULL,  uid TEXT NOT NULL,  name TEXT NOT NULL,  at TEXT NOT NULL,  changes TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_merge_name_filled CHECK (length(name) > 0 AND instr(name, char(0)) = 0),  CONSTRAINT fk_merge_keep_id FOREIGN KEY(keep_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_merge_keep_id ON merge (keep_id);
