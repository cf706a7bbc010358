-- The first book: people, meetings, promises, introductions, the shelf, and the journal over them all.
CREATE TABLE dismissal ( "row" TEXT NOT NULL,  on_day TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_dismissal_row_filled CHECK (length(row) > 0 AND instr(row, char(0)) = 0),  CONSTRAINT ck_dismissal_on_day_day CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_dismissal_row UNIQUE ("row") )  STRICT;

CREATE TABLE import ( file TEXT NOT NULL,  sha256 TEXT NOT NULL,  format TEXT NOT NULL,  at TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT )  STRICT;

CREATE TABLE meeting ( uid TEXT NOT NULL,  kind TEXT NOT NULL,  state TEXT NOT NULL,  held_on TEXT NOT NULL,  held_at TEXT,  zone TEXT,  place TEXT NOT NULL,  purpose TEXT NOT NULL,  note TEXT NOT NULL,  said TEXT NOT NULL,  direction TEXT NOT NULL,  source_uid TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_meeting_kind_word CHECK (kind IN ('coffee', 'call', 'video', 'meal', 'walk', 'visit', 'event', 'message', 'email', 'letter', 'meeting')),  CONSTRAINT ck_meeting_state_word CHECK (state IN ('proposed', 'planned', 'happened', 'missed')),  CONSTRAINT ck_meeting_direction_word CHECK (direction IN ('both', 'out', 'in')),  CONSTRAINT ck_meeting_held_on_day CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_meeting_held_at_time CHECK (held_at GLOB '[0-2][0-9]:[0-5][0-9]'),  CONSTRAINT uq_meeting_uid UNIQUE (uid) )  STRICT;

CREATE INDEX ix_meeting_held_on ON meeting (held_on);

CREATE INDEX ix_meeting_out ON meeting (held_on) WHERE direction = 'out';

CREATE INDEX ix_meeting_planned ON meeting (held_on) WHERE state = 'planned';

CREATE TABLE organisation ( uid TEXT NOT NULL,  name TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_organisation_name_filled CHECK (length(name) > 0 AND instr(name, char(0)) = 0),  CONSTRAINT uq_organisation_uid UNIQUE (uid),  CONSTRAINT uq_organisation_name UNIQUE (name) )  STRICT;

CREATE TABLE person ( uid TEXT NOT NULL,  full_name TEXT NOT NULL,  name_key TEXT NOT NULL,  given TEXT NOT NULL,  additional TEXT NOT NULL,  family TEXT NOT NULL,  prefix TEXT NOT NULL,  suffix TEXT NOT NULL,  nickname TEXT NOT NULL,  pronouns TEXT NOT NULL,  birthday TEXT,  anniversary TEXT,  birthday_md INTEGER,  anniversary_md INTEGER,  how_we_met TEXT NOT NULL,  introduced_by_id INTEGER,  blurb TEXT NOT NULL,  blurb_on TEXT,  standing TEXT NOT NULL,  rhythm_days INTEGER,  rhythm_since TEXT,  photo TEXT,  added_on TEXT,  last_contact_on TEXT,  next_due_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_person_full_name_filled CHECK (length(full_name) > 0 AND instr(full_name, char(0)) = 0),  CONSTRAINT ck_person_standing_word CHECK (standing IN ('kept', 'parked', 'resting')),  CONSTRAINT ck_person_blurb_on_day CHECK (blurb_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_person_rhythm_since_day CHECK (rhythm_since GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_person_uid UNIQUE (uid),  CONSTRAINT fk_person_introduced_by_id FOREIGN KEY(introduced_by_id) REFERENCES person (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_person_anniversary_md ON person (anniversary_md) WHERE anniversary_md IS NOT NULL;

CREATE INDEX ix_person_birthday_md ON person (birthday_md) WHERE birthday_md IS NOT NULL;

CREATE INDEX ix_person_introduced_by_id ON person (introduced_by_id) WHERE introduced_by_id IS NOT NULL;

CREATE INDEX ix_person_list ON person (standing, name_key, id);

CREATE INDEX ix_person_name_key ON person (name_key);

CREATE INDEX ix_person_next_due_on ON person (standing, next_due_on, rhythm_days, last_contact_on);

CREATE TABLE said ( words TEXT NOT NULL,  on_day TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_said_words_filled CHECK (length(words) > 0 AND instr(words, char(0)) = 0),  CONSTRAINT ck_said_on_day_day CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]') )  STRICT;

CREATE TABLE setting ( "key" TEXT NOT NULL,  value TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_setting_key_filled CHECK (length(key) > 0 AND instr(key, char(0)) = 0),  CONSTRAINT uq_setting_key UNIQUE ("key") )  STRICT;

CREATE TABLE snooze ( "row" TEXT NOT NULL,  until_on TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_snooze_row_filled CHECK (length(row) > 0 AND instr(row, char(0)) = 0),  CONSTRAINT ck_snooze_until_on_day CHECK (until_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_snooze_row UNIQUE ("row") )  STRICT;

CREATE TABLE tag ( name TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_tag_name_filled CHECK (length(name) > 0 AND instr(name, char(0)) = 0),  CONSTRAINT uq_tag_name UNIQUE (name) )  STRICT;

CREATE TABLE topic ( words TEXT NOT NULL,  folded TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_topic_words_filled CHECK (length(words) > 0 AND instr(words, char(0)) = 0),  CONSTRAINT uq_topic_folded UNIQUE (folded) )  STRICT;

CREATE TABLE advice ( uid TEXT NOT NULL,  direction TEXT NOT NULL,  person_id INTEGER NOT NULL,  meeting_id INTEGER,  words TEXT NOT NULL,  given_on TEXT,  applies TEXT NOT NULL,  tried TEXT NOT NULL,  came_of TEXT NOT NULL,  told_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_advice_direction_word CHECK (direction IN ('received', 'given')),  CONSTRAINT ck_advice_told_on_day CHECK (told_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_advice_given_on_day CHECK (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_advice_uid UNIQUE (uid),  CONSTRAINT fk_advice_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,  CONSTRAINT fk_advice_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_advice_meeting_id ON advice (meeting_id);

CREATE INDEX ix_advice_person_id ON advice (person_id);

CREATE TABLE attendance ( meeting_id INTEGER NOT NULL,  person_id INTEGER NOT NULL,  heard TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT uq_attendance_meeting_id_person_id UNIQUE (meeting_id, person_id),  CONSTRAINT fk_attendance_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE,  CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_attendance_person_id ON attendance (person_id);

CREATE TABLE card ( import_id INTEGER NOT NULL,  person_id INTEGER NOT NULL,  raw TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT fk_card_import_id FOREIGN KEY(import_id) REFERENCES import (id) ON DELETE CASCADE,  CONSTRAINT fk_card_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_card_import_id ON card (import_id);

CREATE INDEX ix_card_person_id ON card (person_id);

CREATE TABLE contact_point ( person_id INTEGER NOT NULL,  kind TEXT NOT NULL,  value TEXT NOT NULL,  folded TEXT NOT NULL,  label TEXT NOT NULL,  preferred INTEGER NOT NULL,  parts TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_contact_point_value_filled CHECK (length(value) > 0 AND instr(value, char(0)) = 0),  CONSTRAINT ck_contact_point_kind_word CHECK (kind IN ('email', 'phone', 'address', 'url', 'messenger')),  CONSTRAINT fk_contact_point_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_contact_point_folded ON contact_point (kind, folded);

CREATE INDEX ix_contact_point_person_id ON contact_point (person_id);

CREATE TABLE item ( uid TEXT NOT NULL,  title TEXT NOT NULL,  url TEXT NOT NULL,  url_key TEXT NOT NULL,  why TEXT NOT NULL,  from_person_id INTEGER,  added_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_item_title_filled CHECK (length(title) > 0 AND instr(title, char(0)) = 0),  CONSTRAINT ck_item_added_on_day CHECK (added_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_item_uid UNIQUE (uid),  CONSTRAINT fk_item_from_person_id FOREIGN KEY(from_person_id) REFERENCES person (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_item_from_person_id ON item (from_person_id);

CREATE INDEX ix_item_url_key ON item (url_key);

CREATE TABLE not_same ( a_id INTEGER NOT NULL,  b_id INTEGER NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT uq_not_same_a_id_b_id UNIQUE (a_id, b_id),  CONSTRAINT fk_not_same_a_id FOREIGN KEY(a_id) REFERENCES person (id) ON DELETE CASCADE,  CONSTRAINT fk_not_same_b_id FOREIGN KEY(b_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_not_same_b_id ON not_same (b_id);

CREATE TABLE note ( uid TEXT NOT NULL,  person_id INTEGER NOT NULL,  on_day TEXT,  words TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_note_words_filled CHECK (length(words) > 0 AND instr(words, char(0)) = 0),  CONSTRAINT ck_note_on_day_day CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_note_uid UNIQUE (uid),  CONSTRAINT fk_note_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_note_person_id ON note (person_id);

CREATE TABLE other_property ( person_id INTEGER NOT NULL,  line TEXT NOT NULL,  place INTEGER NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_other_property_line_filled CHECK (length(line) > 0 AND instr(line, char(0)) = 0),  CONSTRAINT fk_other_property_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_other_property_person_id ON other_property (person_id);

CREATE TABLE person_tag ( person_id INTEGER NOT NULL,  tag_id INTEGER NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT uq_person_tag_person_id_tag_id UNIQUE (person_id, tag_id),  CONSTRAINT fk_person_tag_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,  CONSTRAINT fk_person_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_person_tag_tag_id ON person_tag (tag_id);

CREATE TABLE person_topic ( person_id INTEGER NOT NULL,  topic_id INTEGER NOT NULL,  kind TEXT NOT NULL,  meeting_id INTEGER,  added_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT uq_person_topic_person_id_topic_id_kind UNIQUE (person_id, topic_id, kind),  CONSTRAINT ck_person_topic_kind_word CHECK (kind IN ('looking_for', 'can_help_with', 'cares_about')),  CONSTRAINT ck_person_topic_added_on_day CHECK (added_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT fk_person_topic_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,  CONSTRAINT fk_person_topic_topic_id FOREIGN KEY(topic_id) REFERENCES topic (id) ON DELETE CASCADE,  CONSTRAINT fk_person_topic_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_person_topic_meeting_id ON person_topic (meeting_id);

CREATE INDEX ix_person_topic_topic_id ON person_topic (topic_id);

CREATE TABLE role ( person_id INTEGER NOT NULL,  organisation_id INTEGER,  title TEXT NOT NULL,  from_on TEXT,  until_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_role_from_on_day CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_role_until_on_day CHECK (until_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT fk_role_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,  CONSTRAINT fk_role_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_role_organisation_id ON role (organisation_id);

CREATE INDEX ix_role_person_id ON role (person_id);

CREATE TABLE item_topic ( item_id INTEGER NOT NULL,  topic_id INTEGER NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT uq_item_topic_item_id_topic_id UNIQUE (item_id, topic_id),  CONSTRAINT fk_item_topic_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE CASCADE,  CONSTRAINT fk_item_topic_topic_id FOREIGN KEY(topic_id) REFERENCES topic (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_item_topic_topic_id ON item_topic (topic_id);

CREATE TABLE promise ( uid TEXT NOT NULL,  kind TEXT NOT NULL,  by_person_id INTEGER,  words TEXT NOT NULL,  meeting_id INTEGER,  made_on TEXT NOT NULL,  due_on TEXT,  due_said INTEGER NOT NULL,  state TEXT NOT NULL,  back_on TEXT,  kept_on TEXT,  kept_in_id INTEGER,  outcome TEXT NOT NULL,  advice_id INTEGER,  item_id INTEGER,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_promise_kind_word CHECK (kind IN ('introduction', 'share', 'report_back', 'ask_after', 'thank', 'recommend', 'meet_again', 'favour')),  CONSTRAINT ck_promise_state_word CHECK (state IN ('open', 'waiting', 'kept', 'released')),  CONSTRAINT ck_promise_words_filled CHECK (length(words) > 0 AND instr(words, char(0)) = 0),  CONSTRAINT ck_promise_made_on_day CHECK (made_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_promise_due_on_day CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_promise_back_on_day CHECK (back_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_promise_kept_on_day CHECK (kept_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_promise_uid UNIQUE (uid),  CONSTRAINT fk_promise_by_person_id FOREIGN KEY(by_person_id) REFERENCES person (id) ON DELETE CASCADE,  CONSTRAINT fk_promise_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL,  CONSTRAINT fk_promise_kept_in_id FOREIGN KEY(kept_in_id) REFERENCES meeting (id) ON DELETE SET NULL,  CONSTRAINT fk_promise_advice_id FOREIGN KEY(advice_id) REFERENCES advice (id) ON DELETE SET NULL,  CONSTRAINT fk_promise_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_promise_advice_id ON promise (advice_id);

CREATE INDEX ix_promise_by_person_id ON promise (by_person_id);

CREATE INDEX ix_promise_due ON promise (state, due_on, by_person_id, kind, made_on);

CREATE INDEX ix_promise_item_id ON promise (item_id);

CREATE INDEX ix_promise_kept_in_id ON promise (kept_in_id);

CREATE INDEX ix_promise_made ON promise (state, made_on);

CREATE INDEX ix_promise_meeting_id ON promise (meeting_id);

CREATE TABLE introduction ( uid TEXT NOT NULL,  promise_id INTEGER,  state TEXT NOT NULL,  by_person_id INTEGER,  made_on TEXT,  heard_on TEXT,  thanked_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_introduction_state_word CHECK (state IN ('idea', 'offered', 'asking', 'made', 'heard', 'dropped')),  CONSTRAINT ck_introduction_made_on_day CHECK (made_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_introduction_heard_on_day CHECK (heard_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_introduction_thanked_on_day CHECK (thanked_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_introduction_uid UNIQUE (uid),  CONSTRAINT fk_introduction_promise_id FOREIGN KEY(promise_id) REFERENCES promise (id) ON DELETE CASCADE,  CONSTRAINT fk_introduction_by_person_id FOREIGN KEY(by_person_id) REFERENCES person (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_introduction_by_person_id ON introduction (by_person_id);

CREATE INDEX ix_introduction_promise_id ON introduction (promise_id);

CREATE INDEX ix_introduction_state ON introduction (state, made_on);

CREATE TABLE promise_person ( promise_id INTEGER NOT NULL,  person_id INTEGER,  name TEXT NOT NULL,  part TEXT NOT NULL,  place INTEGER NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_promise_person_part_word CHECK (part IN ('to', 'about')),  CONSTRAINT ck_promise_person_someone CHECK (person_id IS NOT NULL OR length(name) > 0),  CONSTRAINT fk_promise_person_promise_id FOREIGN KEY(promise_id) REFERENCES promise (id) ON DELETE CASCADE,  CONSTRAINT fk_promise_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_promise_person_person_id ON promise_person (person_id);

CREATE INDEX ix_promise_person_promise_id ON promise_person (promise_id);

CREATE TABLE share ( uid TEXT NOT NULL,  item_id INTEGER NOT NULL,  person_id INTEGER NOT NULL,  promise_id INTEGER,  reason TEXT NOT NULL,  sent_on TEXT,  landed TEXT NOT NULL,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT uq_share_item_id_person_id UNIQUE (item_id, person_id),  CONSTRAINT ck_share_sent_on_day CHECK (sent_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT uq_share_uid UNIQUE (uid),  CONSTRAINT fk_share_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE CASCADE,  CONSTRAINT fk_share_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,  CONSTRAINT fk_share_promise_id FOREIGN KEY(promise_id) REFERENCES promise (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_share_person_id ON share (person_id);

CREATE INDEX ix_share_promise_id ON share (promise_id);

CREATE TABLE introduction_side ( introduction_id INTEGER NOT NULL,  place INTEGER NOT NULL,  person_id INTEGER,  name TEXT NOT NULL,  reason TEXT NOT NULL,  answer TEXT NOT NULL,  answered_on TEXT,  later_until TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_introduction_side_answer_word CHECK (answer IN ('not_asked', 'asked', 'yes', 'no', 'later')),  CONSTRAINT ck_introduction_side_two_sides CHECK (place IN (1, 2)),  CONSTRAINT ck_introduction_side_someone CHECK (person_id IS NOT NULL OR length(name) > 0),  CONSTRAINT ck_introduction_side_answered_on_day CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_introduction_side_later_until_day CHECK (later_until GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT fk_introduction_side_introduction_id FOREIGN KEY(introduction_id) REFERENCES introduction (id) ON DELETE CASCADE,  CONSTRAINT fk_introduction_side_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )  STRICT;

CREATE INDEX ix_introduction_side_introduction_id ON introduction_side (introduction_id);

CREATE INDEX ix_introduction_side_person_id ON introduction_side (person_id);

CREATE TABLE step(id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, at TEXT NOT NULL, origin TEXT NOT NULL CHECK (origin IN ('user', 'import', 'undo', 'redo')), first_seq INTEGER NOT NULL, undoes INTEGER, undone_by INTEGER, digest BLOB) STRICT;

CREATE TABLE row_change(seq INTEGER PRIMARY KEY AUTOINCREMENT, step_id INTEGER NOT NULL, table_name TEXT NOT NULL, row_id INTEGER NOT NULL, op TEXT NOT NULL, before TEXT, after TEXT) STRICT;

CREATE TABLE journal_now(one INTEGER PRIMARY KEY CHECK (one = 1), step_id INTEGER) STRICT;

INSERT INTO journal_now(one) VALUES (1);

CREATE TABLE row_digest(table_name TEXT NOT NULL, row_id INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (table_name, row_id)) STRICT, WITHOUT ROWID;

CREATE TABLE table_digest(table_name TEXT PRIMARY KEY, rows INTEGER NOT NULL, total BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE digest_state(one INTEGER PRIMARY KEY CHECK (one = 1), digested_seq INTEGER NOT NULL) STRICT;

INSERT INTO digest_state(one, digested_seq) VALUES (1, 0);

CREATE TABLE blob(sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
