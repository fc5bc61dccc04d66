-- What the user typed outlives the rows it was typed on: a row that leaves the
-- list keeps its identity, with the time it left. Every row carries a checksum
-- (checksum.go) over its other columns but root.position; 0 is none yet.

ALTER TABLE root     ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE identity ADD COLUMN retired INTEGER NOT NULL DEFAULT 0; -- nanoseconds since 1970, 0 while it is listed
ALTER TABLE identity ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE edit     ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hidden   ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;

CREATE TABLE picture (
  hash  BLOB NOT NULL UNIQUE, -- SHA-256 of bytes
  bytes BLOB NOT NULL         -- a cover that the user chose, as it was in its file
) STRICT;
