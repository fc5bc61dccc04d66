package view

import (
	"fmt"
	"strings"
	"testing"

	"lectern/library/book"
)

func TestFolders(t *testing.T) {
	var store book.Store
	for i, path := range []string{
		"/lib/Author 10/x.mp3", "/lib/Author 2/b/c/x.mp3", "/lib/Author 2/b/c/y.mp3", "/lib/author 1/x.mp3", "/lib/Élan/x.mp3",
		"/lib/Zoo/x.mp3", "/lib/top.mp3", "/library/x.mp3", "/lib/\xff/x.mp3",
	} {
		f := &book.File{Path: path, Root: "/lib"}
		store.Add(&book.Book{ID: book.ID(i + 1), Path: path, Files: []*book.File{f}, Meta: book.Meta{Title: "x"}})
	}
	store.Remove(0)
	hide := *store.At(2)
	hide.Hidden, hide.State = true, book.Missing
	store.Set(2, &hide)
	gone := *store.At(1)
	gone.State = book.Missing
	store.Set(1, &gone)
	only := &book.File{Path: "/lib/Hidden/x.mp3", Root: "/lib"}
	store.Add(&book.Book{ID: 20, Path: only.Path, Files: []*book.File{only}, Meta: book.Meta{Title: "x"}, Hidden: true})
	var b strings.Builder
	for _, f := range Folders(store.Snapshot(), []string{"/lib", "/empty", "/lib/Author 2/"}, false) {
		draw(&b, f, "")
	}
	want := `lib 6
 author 1 1
 Author 2 1
  b 1
   c 1
 Élan 1
 Zoo 1
 ` + "\xff" + ` 1
empty 0
Author 2 1
 b 1
  c 1
`
	if b.String() != want {
		t.Errorf("the tree is\n%s", b.String())
	}
}

func draw(b *strings.Builder, f *Folder, indent string) {
	fmt.Fprintf(b, "%s%s %d\n", indent, f.Name, f.Books)
	for _, g := range f.Folders {
		draw(b, g, indent+" ")
	}
}
