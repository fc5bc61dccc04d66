-- What lies beside the files of a folder, as it was read. All of it can be read
-- again.

CREATE TABLE note (
  folder BLOB NOT NULL PRIMARY KEY, -- absolute, in the system's own bytes
  stamp  INTEGER NOT NULL,          -- of the files it was read from: another one, and it is read again
  detail BLOB NOT NULL              -- checksum, fields, chapters, picture: docs/CATALOGUE.md
) STRICT, WITHOUT ROWID;
