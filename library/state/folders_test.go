package state

import (
	"testing"
	"time"
)

// TestNewFoldersWaitToBeRead: while busy, a new folder is built once its files are read, or
// soon without. A folder with books is built at once, so is one with a file of another,
// and so is each when all is done.
func TestNewFoldersWaitToBeRead(t *testing.T) {
	at := func(after time.Duration) time.Time { return time.Unix(1, 0).Add(after) }
	s := newShop(t)
	due := func(after time.Duration, busy bool) int {
		folders, wait := s.Folders.TakeStale(at(after), busy)
		if kept := len(s.Folders.stale); (wait > 0) != (kept > 0) || wait > soon {
			t.Errorf("after %v: %d folders are kept, the next look is in %v", after, kept, wait)
		}
		var made []Rebuilt
		for _, f := range folders {
			made = append(made, Rebuilt{Folder: f, Books: s.BooksOf(f)})
		}
		s.Replace(made, at(after))
		return len(folders)
	}
	asked, _ := s.lists(entry("a/1.mp3", 1), entry("b/1.mp3", 2))
	if n := due(0, true); n != 0 {
		t.Errorf("%d folders are built before their files can be read", n)
	}
	s.answers(answer(asked[0], media("A")), started(asked[1]))
	if n := due(soon/2, true); n != 1 {
		t.Errorf("%d folders are built, the files of one are read", n)
	}
	if n := due(soon-1, true); n != 0 {
		t.Errorf("%d folders are built before soon", n)
	}
	if n := due(soon, true); n != 1 {
		t.Errorf("%d folders are built that are not read soon", n)
	}
	s.lists(entry("a/1.mp3", 1), entry("a/2.mp3", 3), entry("b/1.mp3", 2), entry("c/1.mp3", 4))
	if n := due(2*soon, true); n != 1 {
		t.Errorf("%d folders are built, one with books has another file", n)
	}
	if n := due(2*soon+1, false); n != 1 {
		t.Errorf("%d folders are built at the end", n)
	}
	with := MergedWith + "1"
	s.SetEdit(s.Listed.ByPath[top+"/c/1.mp3"], ChoiceField, &with)
	if n := due(2*soon+2, true); n != 2 {
		t.Errorf("%d folders are built, an unread file has gone from one to another", n)
	}
}
