-- Asks, with their answers; and what was once shown, so that it is not said again soon.
CREATE TABLE ask ( uid TEXT NOT NULL,  person_id INTEGER NOT NULL,  words TEXT NOT NULL,  why_you TEXT NOT NULL,  respect TEXT NOT NULL,  offer TEXT NOT NULL,  size TEXT NOT NULL,  state TEXT NOT NULL,  asked_on TEXT,  asked_in_id INTEGER,  answer_words TEXT NOT NULL,  answered_on TEXT,  not_before_on TEXT,  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  CONSTRAINT ck_ask_state_word CHECK (state IN ('draft', 'open', 'yes', 'no', 'not_now')),  CONSTRAINT ck_ask_words_filled CHECK (length(words) > 0 AND instr(words, char(0)) = 0),  CONSTRAINT ck_ask_asked_on_day CHECK (asked_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_ask_answered_on_day CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_ask_not_before_on_day CHECK (not_before_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),  CONSTRAINT ck_ask_not_now_has_a_day CHECK (state <> 'not_now' OR not_before_on IS NOT NULL),  CONSTRAINT uq_ask_uid UNIQUE (uid),  CONSTRAINT fk_ask_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,  CONSTRAINT fk_ask_asked_in_id FOREIGN KEY(asked_in_id) REFERENCES meeting (id) ON DELETE SET NULL )  STRICT;

CREATE INDEX ix_ask_asked_in_id ON ask (asked_in_id);

CREATE INDEX ix_ask_not_now ON ask (not_before_on) WHERE state = 'not_now';

CREATE INDEX ix_ask_person ON ask (person_id, asked_on);

CREATE TABLE shown(what TEXT PRIMARY KEY, on_day TEXT NOT NULL) STRICT, WITHOUT ROWID;
