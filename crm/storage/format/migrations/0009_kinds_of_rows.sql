-- Rows of Today that were put off or put away are found by what they are about, not by cutting their keys.
ALTER TABLE snooze ADD COLUMN kind TEXT GENERATED ALWAYS AS (substr(row, 1, instr(row, '-') - 1)) VIRTUAL;

ALTER TABLE snooze ADD COLUMN subject_id INTEGER GENERATED ALWAYS AS (CAST(substr(row, instr(row, '-') + 1) AS INTEGER)) VIRTUAL;

CREATE INDEX ix_snooze_kind_subject_id ON snooze (kind, subject_id);

ALTER TABLE dismissal ADD COLUMN kind TEXT GENERATED ALWAYS AS (substr(row, 1, instr(row, '-') - 1)) VIRTUAL;

ALTER TABLE dismissal ADD COLUMN subject_id INTEGER GENERATED ALWAYS AS (CAST(substr(row, instr(row, '-') + 1) AS INTEGER)) VIRTUAL;

CREATE INDEX ix_dismissal_kind_subject_id ON dismissal (kind, subject_id);
