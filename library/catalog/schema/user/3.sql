-- What the user listened to, by day and file. No row is ever removed: the hours stay when
-- the file leaves the library.

CREATE TABLE heard (
  day   INTEGER NOT NULL, -- of the user's calendar, days since 1970-01-01
  id    INTEGER NOT NULL, -- book.ID of the file, which may be gone
  title TEXT NOT NULL,    -- of its book at the time
  clock INTEGER NOT NULL, -- nanoseconds by the clock
  sound INTEGER NOT NULL, -- nanoseconds of the book: at double speed, twice clock
  sum   INTEGER NOT NULL,
  UNIQUE (day, id)
) STRICT;
