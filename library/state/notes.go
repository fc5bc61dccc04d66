package state

import (
	"slices"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/text"
)

// Notes holds what the sidecars of a folder say.
type Notes struct {
	Stamp    uint64      // identifies the version of the sidecars that were read
	Notes    *book.Notes // nil until they are read
	LastScan int         // number of the last scan that listed them
}

// notesOf returns the notes of the book folder at a path, nil if there are none. Its
// disc folders contribute their cue sheets, and the first picture if the book folder
// has none. Their other notes are ignored: the name of a disc is not the title of the
// book.
func (s *State) notesOf(bf *BookFolder, folder string) *book.Notes {
	own := s.notesIn(folder)
	from := []*book.Notes{own}
	seen := map[string]bool{folder: true}
	for _, r := range bf.rows {
		dir := r.File.Folder()
		if dir == folder || seen[dir] { // most books have one folder
			continue
		}
		seen[dir] = true
		if n := s.notesIn(dir); n != nil && text.Within(dir, folder) && (n.Picture != "" || len(n.Cues) > 0) {
			from = append(from, n)
		}
	}
	if len(from) == 1 {
		bf.discs = nil
		return own
	}
	slices.SortFunc(from[1:], func(a, b *book.Notes) int { return text.CompareNatural(a.Folder, b.Folder) })
	if bf.discs != nil && slices.Equal(bf.discs.from, from) {
		return bf.discs.are
	}
	all := book.Notes{Folder: folder}
	if own != nil {
		all = *own
		all.Cues = slices.Clone(own.Cues)
	}
	for _, n := range from[1:] {
		if all.Picture == "" {
			all.Picture, all.Width, all.Height = n.Picture, n.Width, n.Height
		}
		for _, c := range n.Cues {
			c.Folder = n.Folder
			all.Cues = append(all.Cues, c)
		}
	}
	bf.discs = &discNotes{from, &all}
	return &all
}

// RefreshNotes marks the book folders that use the notes of a folder as stale.
func (s *State) RefreshNotes(folder string) {
	for _, r := range s.Roots {
		if !text.Within(folder, r.Path) {
			continue
		}
		if bf := s.folders[FolderKey{r.Path, group.Home(r.Path, folder)}]; bf != nil {
			s.refreshFolder(bf)
		}
	}
	for _, bf := range s.merged {
		s.refreshFolder(bf)
	}
}

// notesIn returns the notes of a folder, nil if there are none.
func (s *State) notesIn(folder string) *book.Notes {
	if n := s.Notes[folder]; n != nil {
		return n.Notes
	}
	return nil
}

// discNotes caches the notes of a book folder merged with those of its disc folders.
// Without the cache, every rebuild would load the cover again, as new notes mean a new
// picture.
type discNotes struct {
	from []*book.Notes // the book folder's notes, which may be nil, then the disc folders'
	are  *book.Notes
}
