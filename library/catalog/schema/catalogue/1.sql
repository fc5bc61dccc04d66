-- What scans and probes found. All of it can be found again.

CREATE TABLE root (
  id   INTEGER PRIMARY KEY,
  path BLOB NOT NULL -- absolute, in the system's own bytes
) STRICT;

CREATE TABLE file (
  id       INTEGER PRIMARY KEY, -- book.ID, given once and never again
  root     INTEGER NOT NULL,    -- root.id
  path     BLOB NOT NULL,       -- absolute, in the system's own bytes
  size     INTEGER NOT NULL,    -- bytes
  modified INTEGER NOT NULL,    -- mtime, nanoseconds since 1970
  changed  INTEGER NOT NULL,    -- ctime, nanoseconds since 1970, 0 where the system has none
  state    INTEGER NOT NULL,    -- 0 found, 2 probed, 3 failed, 4 missing, 5 offline
  detail   BLOB NOT NULL        -- checksum, dates, fault, tags, chapters, cover: docs/CATALOGUE.md
) STRICT;
