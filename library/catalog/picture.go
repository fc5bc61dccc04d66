package catalog

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"lectern/library/book"
	"lectern/library/message"
)

// A picture that the user chose is stored as it was in its file, under the SHA-256
// of its bytes. Edits refer to it by name. Close removes pictures without an edit,
// but not earlier: the user may redo an edit until then.

const putPicture = "INSERT OR REPLACE INTO picture (hash, bytes) VALUES (?, ?)"

// KeepPicture stores a picture that the user chose.
func KeepPicture(b []byte) Op { return Op{kind: keepPicture, name: PictureName(b), bytes: b} }

// PictureName returns the name by which edits refer to a picture.
func PictureName(b []byte) string {
	sum := sha256.Sum256(b)
	return book.KeptPicture + hex.EncodeToString(sum[:])
}

// hashOf returns the hash in a picture's name, nil if the name is invalid.
func hashOf(name string) []byte {
	sum, err := hex.DecodeString(strings.TrimPrefix(name, book.KeptPicture))
	if err != nil {
		return nil
	}
	return sum
}

// Picture returns a stored picture as it was in its file. The caller must not
// change it. It blocks on the disk. It restores a damaged picture from the
// backup.
func (c *Catalog) Picture(name string) ([]byte, error) {
	if b := c.memory.picture(name); b != nil {
		return b, nil
	}
	c.use.Lock()
	defer c.use.Unlock()
	user := c.pair.user
	if user == nil {
		return nil, errors.New(message.Mark("the catalogue cannot be read now"))
	}
	b, err := user.picture(name)
	if err == nil {
		return b, nil
	}
	d, failed := connect(context.Background(), backupOf(user.path), "?mode=ro")
	if failed != nil {
		return nil, err
	}
	defer d.close()
	if b, failed = d.picture(name); failed != nil {
		return nil, err
	}
	if !c.readOnly {
		_ = user.exec(putPicture, hashOf(name), b) // if it fails, the next call reads the backup again
	}
	return b, nil
}

func (d *database) picture(name string) (b []byte, err error) {
	err = d.conn.QueryRowContext(context.Background(), "SELECT bytes FROM picture WHERE hash = ?", hashOf(name)).Scan(&b)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, errors.New(message.Mark("the chosen picture is not there any more"))
	case damaged(err) || err == nil && PictureName(b) != name:
		return nil, errors.New(message.Mark("the chosen picture is damaged"))
	case err != nil:
		return nil, fmt.Errorf("read the chosen picture: %w", err)
	}
	return b, nil
}

// isPicture reports whether a row of the table picture is undamaged.
func isPicture(v []driver.Value) bool {
	hash, isHash := v[0].([]byte)
	b, isBytes := v[1].([]byte)
	sum := sha256.Sum256(b)
	return isHash && isBytes && bytes.Equal(hash, sum[:])
}

// dropPictures removes the pictures that no edit refers to. It removes none if
// it cannot read all edits.
func (d *database) dropPictures() error {
	changes, err := d.readUserChanges()
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, edits := range changes.edits {
		for _, value := range edits {
			named[value] = strings.HasPrefix(value, book.KeptPicture)
		}
	}
	var gone []any
	for v, err := range d.rawRows(context.Background(), "SELECT hash FROM picture", 1) {
		if err != nil {
			return err
		}
		if hash, is := v[0].([]byte); is && !named[book.KeptPicture+hex.EncodeToString(hash)] {
			gone = append(gone, hash)
		}
	}
	for _, hash := range gone {
		if err := d.exec("DELETE FROM picture WHERE hash = ?", hash); err != nil {
			return err
		}
	}
	return nil
}

// takePictures keeps the undamaged pictures of the user database, as far as it can be read, for
// restorePictures.
func (p *pair) takePictures() {
	if p.pictures == nil {
		p.pictures = map[string][]byte{}
	}
	for v, err := range p.user.rawRows(context.Background(), "SELECT hash, bytes FROM picture", 2) {
		if err != nil {
			return
		}
		if isPicture(v) {
			b := v[1].([]byte)
			p.pictures[PictureName(b)] = b
		}
	}
}

// restorePictures writes what takePictures kept to the user database.
func (p *pair) restorePictures() error {
	for name, b := range p.pictures {
		if err := p.user.exec(putPicture, hashOf(name), b); err != nil {
			return err
		}
		delete(p.pictures, name)
	}
	return nil
}
