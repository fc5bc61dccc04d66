package state

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// TestRetagged: a missing file is where its sound is now, unless another book may have the
// same sound. Each file is a path and its sound.
func TestRetagged(t *testing.T) {
	for _, c := range []struct {
		name    string
		stay    string // listed and there
		gone    string // listed and missing
		retired string
		came    string
		want    string // the old and the new path of each pair
	}{
		{"the introduction of another book", "X/2.mp3=b X/3.mp3=c", "X/intro.mp3=i", "", "Y/01.mp3=i Y/02.mp3=d Y/03.mp3=e", ""},
		{"the introduction of another book, with the same name", "X/2.mp3=b X/3.mp3=c", "X/1.mp3=i", "", "Y/1.mp3=i Y/2.mp3=d Y/3.mp3=e", ""},
		{"the first and the last file of another book", "X/2.mp3=b X/3.mp3=c X/4.mp3=d", "X/1.mp3=i X/5.mp3=o", "", "Y/1.mp3=i Y/2.mp3=e Y/3.mp3=f Y/4.mp3=g Y/5.mp3=o", ""},
		{"the introduction of a removed book", "", "", "X/1.mp3=i X/2.mp3=b X/3.mp3=c", "Y/1.mp3=i Y/2.mp3=d Y/3.mp3=e", ""},
		{"the introduction of another book, of which only this is copied yet", "", "X/1.mp3=i X/2.mp3=b X/3.mp3=c", "", "Y/1.mp3=i", ""},
		{"the introduction of a book of two files", "X/2.mp3=b", "X/1.mp3=i", "", "Y/1.mp3=i Y/2.mp3=d Y/3.mp3=e", ""},
		{"the introduction in the same folder", "X/2.mp3=b X/3.mp3=c X/4.mp3=d", "X/1.mp3=i", "", "X/01.mp3=i", "X/1.mp3>X/01.mp3"},
		{"a whole book", "", "X/1.mp3=i X/2.mp3=b X/3.mp3=c", "", "Y/01.mp3=i Y/02.mp3=b Y/03.mp3=c", "X/1.mp3>Y/01.mp3 X/2.mp3>Y/02.mp3 X/3.mp3>Y/03.mp3"},
		{"a whole removed book", "", "", "X/1.mp3=i X/2.mp3=b", "Y/01.mp3=i Y/02.mp3=b", "X/1.mp3>Y/01.mp3 X/2.mp3>Y/02.mp3"},
		{"a whole book, one of whose files was converted", "", "X/1.mp3=i X/2.mp3=b X/3.mp3=c", "", "Y/01.mp3=i Y/02.mp3=b Y/03.mp3=z", "X/1.mp3>Y/01.mp3 X/2.mp3>Y/02.mp3"},
		{"one disc of a book", "X/CD1/1.mp3=a X/CD1/2.mp3=b X/CD1/3.mp3=c", "X/CD2/1.mp3=d", "", "Y/new.mp3=d", "X/CD2/1.mp3>Y/new.mp3"},
		{"a book of one file, between folders of books", "Ann/A.m4b=a Ann/B.m4b=b", "Ann/C.m4b=c", "", "Ben/new.m4b=c Ben/D.m4b=d Ben/E.m4b=e", "Ann/C.m4b>Ben/new.m4b"},
		{"a removed book of one file", "", "", "Ann/A.m4b=a Ann/B.m4b=b Ann/C.m4b=c", "Ben/new.m4b=c Ben/D.m4b=d", "Ann/C.m4b>Ben/new.m4b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShop(t)
			add := func(files string, r Row) {
				for _, file := range strings.Split(files, " ") {
					path, sound, _ := strings.Cut(file, "=")
					if path == "" {
						continue
					}
					f, row := entry(path, 1), r
					m := media("")
					if m.Tags.Album, _, _ = strings.Cut(path, "/"); strings.HasSuffix(path, ".m4b") {
						m.Tags.Album = path
					}
					if m.Duration = time.Hour; sound == "i" {
						m.Duration = 20 * time.Second
					}
					f.ID, f.State, f.Media = s.Listed.Last+1, book.Probed, book.Pack(m)
					if r.MissingSince != 0 {
						f.State = book.Missing
					}
					row.File, row.Recording, row.Fingerprint, row.read = &f, sound, path, true
					if s.Add(&row); r.RetiredAt != 0 {
						s.Retire(&row, r.RetiredAt)
					}
				}
			}
			add(c.stay, Row{})
			add(c.gone, Row{MissingSince: 1})
			add(c.retired, Row{RetiredAt: 1})
			add(c.came, Row{Fresh: true, FirstScan: 2})
			pairs, wanted := s.Moves.Retagged()
			var got []string
			for _, p := range pairs {
				got = append(got, strings.TrimPrefix(p.Old.File.Path, top+"/")+">"+strings.TrimPrefix(p.Now.File.Path, top+"/"))
			}
			if slices.Sort(got); strings.Join(got, " ") != c.want || len(wanted) > 0 {
				t.Errorf("%q, want %q; %d wanted", got, c.want, len(wanted))
			}
		})
	}
}
