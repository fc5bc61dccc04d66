package catalog

import (
	"bytes"
	"os"
	"testing"
)

// TestPicture keeps a picture while an edit refers to it, also the edit of a
// retired row, and restores a damaged picture from the backup.
func TestPicture(t *testing.T) {
	path, m := filled(t, 10)
	b := bytes.Repeat([]byte("a picture that was chosen\x00\xff"), 3000)
	other := []byte("another")
	c := must(t, path)
	c.Save(KeepPicture(b), KeepPicture(other), Edit(3, "cover", PictureName(b)))
	for _, want := range [][]byte{b, other} { // waiting or written
		if got, err := c.Picture(PictureName(want)); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%d bytes, %v", len(got), err)
		}
	}
	e := m.rows[3]
	e.Retired = 5
	c.Save(Retire(e))
	check(t, c.Close())
	file, err := os.ReadFile(UserPath(path))
	check(t, err)
	at := bytes.Index(file, []byte("a picture that was chosen"))
	overwrite(t, UserPath(path), int64(at+100), []byte("flipped"))
	for range 2 {
		c = must(t, path)
		if got, err := c.Picture(PictureName(b)); err != nil || !bytes.Equal(got, b) {
			t.Fatalf("%d bytes, %v", len(got), err)
		}
		if got, err := c.Picture(PictureName(other)); err == nil {
			t.Fatalf("%q: no edit names it", got)
		}
		c.Save(Edit(4, "title", "typed"))
		check(t, c.Close())
		os.Remove(backupOf(UserPath(path))) // the picture is repaired by now
	}
}
