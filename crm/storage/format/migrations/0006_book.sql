-- What a book says of itself: an id that its lock file repeats, and the oldest format whose program may still read it.
CREATE TABLE book(one INTEGER PRIMARY KEY CHECK (one = 1), uid TEXT NOT NULL, oldest_reader INTEGER NOT NULL) STRICT;

INSERT INTO book(one, uid, oldest_reader) VALUES (1, lower(hex(randomblob(16))), 6);
