package library

import (
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
	"lectern/library/sidecar"
)

// TestOwnFields: rating, note and tags of a book are edits. They follow a moved folder,
// outlive a removed root and a restart, are renamed in all books, and can be undone and
// forgotten. They are not in the files that Lectern writes beside the books.
func TestOwnFields(t *testing.T) {
	t.Parallel()
	root := tree(t)
	grow(t, root, "Ann/1.mp3", "Ann/2.mp3", "Bob/3.mp3", "Bob/4.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	ids := []book.ID{s.ids()[root+"/Ann"], s.ids()[root+"/Bob"]}
	is := func(when, want string) {
		t.Helper()
		s.SetEveryFile(false)
		s.settle()
		got := ""
		for _, folder := range []string{"Ann", "Bob", "Zoe"} {
			if b := s.rows()[root+"/"+folder]; b != nil {
				got += folder + " " + b.Lines(book.Rating) + " " + b.Lines(book.Note) + " " + b.Lines(book.OwnTags) + "; "
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	is("new", "Ann   ; Bob   ; ")
	s.editAll(ids, map[string]*string{"rating": typed("4.5"), "tags": typed("reread\ngift")})
	s.editAll(ids[:1], map[string]*string{"note": typed("a\nb")})
	all := "Ann 4.5 a\nb reread\ngift; Bob 4.5  reread\ngift; "
	is("typed", all)
	if n := s.Typed(ids...); n != 5 {
		t.Errorf("%d edits, want 5", n)
	}
	s.editAll(ids, map[string]*string{"rating": typed("six")})
	is("no rating", "Ann  a\nb reread\ngift; Bob   reread\ngift; ")
	s.Undo()
	is("undone", all)

	b := s.rows()[root+"/Ann"]
	path := filepath.Join(root, "Ann", "metadata.json")
	d, err := sidecar.NewDraft(path, sidecar.MetadataJSON, &b.Meta, nil)
	check(t, err)
	for _, f := range d.Changes() {
		if f.Info().Own {
			t.Errorf("%s would be written", f)
		}
	}
	write(t, path, `{"tags": ["Genre"], "rating": 2, "note": "theirs"}`)
	s.rescan()
	is("a sidecar", all)
	check(t, os.Remove(path))

	s.Rename(book.OwnTags, "Reread", "again")
	all = "Ann 4.5 a\nb again\ngift; Bob 4.5  again\ngift; "
	is("renamed", all)
	s.RemoveRoot(root)
	s.rest()
	s.AddRoot(root)
	s.rest()
	is("removed and added", all)
	check(t, os.Rename(root+"/Ann", root+"/Zoe"))
	s.rescan()
	is("moved", "Bob 4.5  again\ngift; Zoe 4.5 a\nb again\ngift; ")
	s = s.again(opts)
	is("started again", "Bob 4.5  again\ngift; Zoe 4.5 a\nb again\ngift; ")
	s.ForgetEdits(s.ids()[root+"/Zoe"])
	is("forgotten", "Bob 4.5  again\ngift; Zoe   ; ")
	s.Undo()
	is("remembered", "Bob 4.5  again\ngift; Zoe 4.5 a\nb again\ngift; ")
}
