-- What identifies the sound of a file, so that it is recognised after it was retagged and
-- moved. The checksum covers it unless it is NULL, which it is until it is computed.

ALTER TABLE identity ADD COLUMN recording BLOB;
