-- What is written before and after a meeting, whom an event counts for, and the tables of mentoring and circles.
ALTER TABLE meeting ADD COLUMN want TEXT DEFAULT '' NOT NULL;

ALTER TABLE meeting ADD COLUMN energy TEXT CONSTRAINT ck_meeting_energy_word CHECK (energy IN ('yes', 'some', 'no'));

ALTER TABLE meeting ADD COLUMN debriefed_on TEXT CONSTRAINT ck_meeting_debriefed_on_day CHECK (debriefed_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]');

CREATE INDEX ix_meeting_proposed ON meeting (held_on) WHERE state = 'proposed';

CREATE INDEX ix_meeting_kind_held_on ON meeting (kind, held_on);

CREATE INDEX ix_meeting_place_held_on ON meeting (place COLLATE NOCASE, held_on) WHERE place <> '';

ALTER TABLE attendance ADD COLUMN counts INTEGER DEFAULT '1' NOT NULL CONSTRAINT ck_attendance_counts_bool CHECK (counts IN (0, 1));

ALTER TABLE advice ADD COLUMN try_by TEXT CONSTRAINT ck_advice_try_by_day CHECK (try_by GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]');

ALTER TABLE introduction ADD COLUMN came_of TEXT DEFAULT '' NOT NULL;

ALTER TABLE introduction_side ADD COLUMN asked_on TEXT CONSTRAINT ck_introduction_side_asked_on_day CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]');

-- A new kind of promise. SQLite documents this way for a CHECK that becomes wider, as no row changes; making the table anew
-- would take the full-text index with it.
PRAGMA writable_schema=ON;

UPDATE sqlite_master SET sql = replace(sql, '''meet_again'', ''favour'')', '''meet_again'', ''favour'', ''inform'')') WHERE type = 'table' AND name = 'promise';

PRAGMA writable_schema=RESET;

CREATE TABLE meeting_line ( meeting_id INTEGER NOT NULL,  part TEXT NOT NULL,  place INTEGER NOT NULL,  words TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_meeting_line_part_word CHECK (part IN ('question', 'offer')),  CONSTRAINT ck_meeting_line_words_filled CHECK (length(words) > 0 AND instr(words, char(0)) = 0),  CONSTRAINT fk_meeting_line_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_meeting_line_meeting_id ON meeting_line (meeting_id);

CREATE TABLE meeting_hope ( meeting_id INTEGER NOT NULL,  person_id INTEGER,  name TEXT NOT NULL,  why TEXT NOT NULL,  place INTEGER NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_meeting_hope_someone CHECK (person_id IS NOT NULL OR length(name) > 0),  CONSTRAINT fk_meeting_hope_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,  CONSTRAINT fk_meeting_hope_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_meeting_hope_meeting_id ON meeting_hope (meeting_id);

CREATE INDEX ix_meeting_hope_person_id ON meeting_hope (person_id);

CREATE TABLE mentorship ( uid TEXT NOT NULL,  person_id INTEGER NOT NULL,  role TEXT NOT NULL,  stage TEXT NOT NULL,  purpose TEXT NOT NULL,  scope TEXT NOT NULL,  terms TEXT NOT NULL,  respect TEXT NOT NULL,  would_ask TEXT NOT NULL,  could_offer TEXT NOT NULL,  i_give TEXT NOT NULL,  they_give TEXT NOT NULL,  i_gain TEXT NOT NULL,  they_gain TEXT NOT NULL,  rhythm_days INTEGER,  planned INTEGER NOT NULL,  begun_on TEXT,  review_on TEXT,  ended_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_mentorship_role_word CHECK (role IN ('mentor', 'mentee', 'peer', 'sponsor')),  CONSTRAINT ck_mentorship_stage_word CHECK (stage IN ('hoped', 'active', 'ended')),  CONSTRAINT ck_mentorship_terms_word CHECK (terms IN ('', 'free', 'paid')),  CONSTRAINT ck_mentorship_begun_on_day CHECK (begun_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_mentorship_review_on_day CHECK (review_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_mentorship_ended_on_day CHECK (ended_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_mentorship_uid UNIQUE (uid),  CONSTRAINT fk_mentorship_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_mentorship_person_id ON mentorship (person_id);

CREATE TABLE mentorship_line ( mentorship_id INTEGER NOT NULL,  part TEXT NOT NULL,  place INTEGER NOT NULL,  words TEXT NOT NULL,  progress TEXT NOT NULL,  done_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_mentorship_line_part_word CHECK (part IN ('goal', 'backing')),  CONSTRAINT ck_mentorship_line_words_filled CHECK (length(words) > 0 AND instr(words, char(0)) = 0),  CONSTRAINT ck_mentorship_line_done_on_day CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT fk_mentorship_line_mentorship_id FOREIGN KEY(mentorship_id) REFERENCES mentorship (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_mentorship_line_mentorship_id ON mentorship_line (mentorship_id);

CREATE TABLE circle ( uid TEXT NOT NULL,  name TEXT NOT NULL,  purpose TEXT NOT NULL,  planned INTEGER NOT NULL,  rhythm_days INTEGER,  commitments INTEGER NOT NULL,  begun_on TEXT,  review_on TEXT,  ended_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_circle_name_filled CHECK (length(name) > 0 AND instr(name, char(0)) = 0),  CONSTRAINT ck_circle_commitments_bool CHECK (commitments IN (0, 1)),  CONSTRAINT ck_circle_begun_on_day CHECK (begun_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_circle_review_on_day CHECK (review_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_circle_ended_on_day CHECK (ended_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_circle_uid UNIQUE (uid) )  STRICT;

CREATE TABLE circle_member ( circle_id INTEGER NOT NULL,  person_id INTEGER NOT NULL,  joined_on TEXT,  left_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT uq_circle_member_circle_id_person_id UNIQUE (circle_id, person_id),  CONSTRAINT ck_circle_member_joined_on_day CHECK (joined_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_circle_member_left_on_day CHECK (left_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT fk_circle_member_circle_id FOREIGN KEY(circle_id) REFERENCES circle (id) ON DELETE CASCADE,  CONSTRAINT fk_circle_member_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_circle_member_person_id ON circle_member (person_id);

CREATE TABLE agenda_line ( mentorship_id INTEGER,  circle_id INTEGER,  place INTEGER NOT NULL,  words TEXT NOT NULL,  done_in_id INTEGER,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_agenda_line_words_filled CHECK (length(words) > 0 AND instr(words, char(0)) = 0),  CONSTRAINT ck_agenda_line_one_owner CHECK ((mentorship_id IS NULL) <> (circle_id IS NULL)),  CONSTRAINT fk_agenda_line_mentorship_id FOREIGN KEY(mentorship_id) REFERENCES mentorship (id) ON DELETE CASCADE,  CONSTRAINT fk_agenda_line_circle_id FOREIGN KEY(circle_id) REFERENCES circle (id) ON DELETE CASCADE,  CONSTRAINT fk_agenda_line_done_in_id FOREIGN KEY(done_in_id) REFERENCES meeting (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_agenda_line_circle_id ON agenda_line (circle_id);

CREATE INDEX ix_agenda_line_done_in_id ON agenda_line (done_in_id);

CREATE INDEX ix_agenda_line_mentorship_id ON agenda_line (mentorship_id);

CREATE TABLE session ( meeting_id INTEGER NOT NULL,  mentorship_id INTEGER,  circle_id INTEGER,  topic TEXT NOT NULL,  brought_by_id INTEGER,  felt TEXT NOT NULL,  applies TEXT NOT NULL,  try_words TEXT NOT NULL,  try_by TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT uq_session_meeting_id UNIQUE (meeting_id),  CONSTRAINT ck_session_one_owner CHECK ((mentorship_id IS NULL) <> (circle_id IS NULL)),  CONSTRAINT ck_session_try_by_day CHECK (try_by GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT fk_session_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,  CONSTRAINT fk_session_mentorship_id FOREIGN KEY(mentorship_id) REFERENCES mentorship (id) ON DELETE CASCADE,  CONSTRAINT fk_session_circle_id FOREIGN KEY(circle_id) REFERENCES circle (id) ON DELETE CASCADE,  CONSTRAINT fk_session_brought_by_id FOREIGN KEY(brought_by_id) REFERENCES person (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_session_brought_by_id ON session (brought_by_id);

CREATE INDEX ix_session_circle_id ON session (circle_id);

CREATE INDEX ix_session_mentorship_id ON session (mentorship_id);

CREATE TABLE review ( mentorship_id INTEGER,  circle_id INTEGER,  on_day TEXT NOT NULL,  went TEXT NOT NULL,  words TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_review_went_word CHECK (went IN ('continue', 'change', 'end')),  CONSTRAINT ck_review_on_day_day CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_review_one_owner CHECK ((mentorship_id IS NULL) <> (circle_id IS NULL)),  CONSTRAINT fk_review_mentorship_id FOREIGN KEY(mentorship_id) REFERENCES mentorship (id) ON DELETE CASCADE,  CONSTRAINT fk_review_circle_id FOREIGN KEY(circle_id) REFERENCES circle (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_review_circle_id ON review (circle_id);

CREATE INDEX ix_review_mentorship_id ON review (mentorship_id);

