package state

import (
	"testing"

	"lectern/library/book"
)

// between is a shop with a second root, /old, in which files are known.
func between(t *testing.T, files ...book.File) (s *shop, old, into *Root) {
	s = newShop(t)
	into, old = s.Roots.At(top), &Root{RootStatus: RootStatus{Path: "/old"}}
	s.Roots = append(s.Roots, old)
	asked, _ := s.lists(files...)
	for _, f := range asked {
		s.answers(answer(f, media("Read")))
	}
	return s, old, into
}

func oldEntry(name string, size int64) book.File {
	f := entry(name, size)
	f.Root, f.Path = "/old", "/old/"+name
	return f
}

// TestMoveRootWithMissingFiles: a file that is not at the new place is missing there once
// that was scanned, and until then waits for the scan.
func TestMoveRootWithMissingFiles(t *testing.T) {
	for scanned, want := range map[int64]book.State{0: book.Probed, 1: book.Missing} {
		s, old, into := between(t, oldEntry("a.mp3", 1))
		into.Health.Scanned = scanned
		a := s.Listed.ByPath["/old/a.mp3"]
		s.MoveRoot(old, into, top, 7)
		if a.File.Path != top+"/a.mp3" || a.File.State != want {
			t.Errorf("scanned %d: %v, %v", scanned, a.File.Path, a.File.State)
		}
	}

	// Missing at both places: the row of the new place comes back by its content only.
	s, old, into := between(t, oldEntry("a.mp3", 1), entry("a.mp3", 1))
	a, there := s.Listed.ByPath["/old/a.mp3"], s.Listed.ByPath[top+"/a.mp3"]
	s.Miss(a, 1)
	s.Miss(there, 1)
	s.MoveRoot(old, into, top, 7)
	if s.Listed.ByPath[top+"/a.mp3"] != a || s.Listed.Has(there) || !s.Retired.Has(there) {
		t.Errorf("%+v, %+v", a, there)
	}
}

// TestMoveRootOntoOtherContent: what was read of a file says nothing about a file of
// another size at the new place.
func TestMoveRootOntoOtherContent(t *testing.T) {
	for size, kept := range map[int64]bool{1: true, 2: false} {
		s, old, into := between(t, oldEntry("a.mp3", 1))
		s.lists(entry("a.mp3", size))
		a := s.Listed.ByPath["/old/a.mp3"]
		s.MoveRoot(old, into, top, 7)
		if a.File.Path != top+"/a.mp3" || a.Asked != nil || (a.File.State == book.Probed) != kept {
			t.Errorf("size %d: %+v, %+v", size, a, a.File)
		}
	}
}

// TestResemblanceOfEqualFolders: the folder that holds most of a root is meant, and of
// several the first by name.
func TestResemblanceOfEqualFolders(t *testing.T) {
	files := []book.File{oldEntry("a.mp3", 1), oldEntry("b.mp3", 2), oldEntry("c.mp3", 3)}
	for range 8 { // in any order of maps
		s, old, _ := between(t, files...)
		for dir, files := range map[string][]book.File{"two": files, "one": files, "three": files, "less": files[1:]} {
			for _, f := range files {
				f := entry(dir+"/"+f.Name(), f.Size)
				s.lists(f)
				s.Listed.ByPath[f.Path].Added = 1
			}
		}
		if got := s.Listed.Resemblance(old); got != top+"/one" {
			t.Fatalf("%q", got)
		}
		for name, files := range map[string][]book.File{"/y": files, "/x": files, "/z": files, "/less": files[1:]} { // in other folders, too
			s.Roots = append(s.Roots, &Root{RootStatus: RootStatus{Path: name}})
			for _, f := range files {
				f.Root, f.Path = name, name+"/"+f.Name()+"/"+f.Name()
				s.lists(f)
				s.Listed.ByPath[f.Path].Added = 1
			}
		}
		s.RemoveRoot(top, 1)
		if got := s.Listed.Resemblance(old); got != "/x" {
			t.Fatalf("by names: %q", got)
		}
	}
}
