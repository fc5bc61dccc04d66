-- What the user typed, and what ties it to the files. No rebuild of the catalogue
-- touches it.

CREATE TABLE root (
  path       BLOB NOT NULL UNIQUE, -- absolute, in the system's own bytes
  position   INTEGER NOT NULL,     -- order in the sidebar
  added      INTEGER NOT NULL,     -- nanoseconds since 1970
  paused     INTEGER NOT NULL,     -- 1: neither scanned nor watched
  follow     INTEGER NOT NULL,     -- 0 as the file system allows, 1 watch, 2 poll, 3 by hand
  poll       INTEGER NOT NULL,     -- nanoseconds between polls, 0 the default
  workers    INTEGER NOT NULL,     -- probes at once, 0 the default
  patterns   BLOB NOT NULL,        -- what to ignore, in gitignore syntax
  device     INTEGER NOT NULL,     -- of the last good scan, as are the four below
  filesystem TEXT NOT NULL,
  sentinels  BLOB NOT NULL,        -- up to 16 paths, each behind its length as a varint
  files      INTEGER NOT NULL,
  scanned    INTEGER NOT NULL      -- when, nanoseconds since 1970, 0 never
) STRICT;

CREATE TABLE identity (
  id          INTEGER PRIMARY KEY, -- book.ID
  path        BLOB NOT NULL,       -- where it was last seen
  size        INTEGER NOT NULL,    -- bytes
  fingerprint BLOB,
  added       INTEGER NOT NULL,    -- nanoseconds since 1970
  missing     INTEGER NOT NULL     -- missing since, 0 when it is there
) STRICT;

CREATE TABLE edit (
  id    INTEGER NOT NULL, -- identity.id
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (id, field)
) STRICT;

CREATE TABLE hidden (
  id    INTEGER NOT NULL UNIQUE, -- identity.id
  since INTEGER NOT NULL         -- nanoseconds since 1970
) STRICT;

CREATE TABLE highest (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id  INTEGER NOT NULL -- the highest book.ID ever given
) STRICT;
INSERT INTO highest VALUES (1, 0);
