package transfer

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"time"
)

const (
	databaseName = "absdatabase.sqlite"
	sqliteMagic  = "SQLite format 3\x00"

	// maxDatabase is the largest database in a backup. Ten thousand books have about 1 GB.
	maxDatabase = 4 << 30
	// maxRatio is how many times smaller a database can be in the zip. Real ones shrink to
	// about a tenth; a bomb of nothing but zeros to a thousandth.
	maxRatio = 200
)

// readBackup reads a backup of Audiobookshelf: a zip with its database, pictures and notes.
// The database is copied to a file of this process, because SQLite needs one.
func readBackup(ctx context.Context, f io.ReaderAt, size int64, now time.Time) (*File, error) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, damaged
	}
	var database *zip.File
	for _, in := range z.File {
		if path.Base(in.Name) == databaseName && (database == nil || len(in.Name) < len(database.Name)) {
			database = in
		}
	}
	const encrypted = 1
	switch {
	case database == nil:
		return nil, noBackup
	case database.Flags&encrypted != 0:
		return nil, locked
	case database.UncompressedSize64 > maxDatabase || database.UncompressedSize64/maxRatio > database.CompressedSize64:
		return nil, tooLarge
	}
	dir, err := os.MkdirTemp("", "lectern-import-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	copied := filepath.Join(dir, databaseName)
	if err := extract(ctx, database, copied); err != nil {
		return nil, err
	}
	return readDatabase(ctx, copied, now)
}

// extract writes the database to a new file.
func extract(ctx context.Context, database *zip.File, to string) error {
	in, err := database.Open()
	if err != nil {
		return damaged
	}
	defer in.Close()
	source := bufio.NewReader(in)
	if head, err := source.Peek(len(sqliteMagic)); err != nil || string(head) != sqliteMagic {
		return damaged
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	reads := &watched{ctx: ctx, from: io.LimitReader(source, maxDatabase)}
	_, err = io.Copy(out, reads)
	if closed := out.Close(); err == nil {
		err = closed
	}
	if reads.failed != nil && ctx.Err() == nil {
		return damaged
	}
	return err
}

// watched is a reader that ends with its context, and remembers whether it failed.
type watched struct {
	ctx    context.Context
	from   io.Reader
	failed error
}

func (w *watched) Read(p []byte) (n int, err error) {
	if err = w.ctx.Err(); err == nil {
		n, err = w.from.Read(p)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		w.failed = err
	}
	return n, err
}
