package state

import (
	"slices"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/text"
)

// Notes is what is known of the sidecars of a folder.
type Notes struct {
	Stamp    uint64      // of the sidecars it was read from
	Notes    *book.Notes // nil while it was not read
	LastScan int         // number of the last scan that told of them
}

// notesOf are the notes of a book folder that lies at a path; nil where there are
// none. Of its disc folders count cue sheets, and the first picture where the book
// folder has none: what a disc is called is not what the book is called.
func (s *State) notesOf(bf *BookFolder, folder string) *book.Notes {
	own := s.notesIn(folder)
	from := []*book.Notes{own}
	seen := map[string]bool{folder: true}
	for _, r := range bf.rows {
		dir := r.File.Folder()
		if dir == folder || seen[dir] { // most have one folder
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

// RefreshNotes has the books of a folder made anew.
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

// notesIn are the notes of a folder, nil where there are none.
func (s *State) notesIn(folder string) *book.Notes {
	if n := s.Notes[folder]; n != nil {
		return n.Notes
	}
	return nil
}

// discNotes are the notes of a book folder together with those of its disc folders.
// They are kept: a picture is made anew when its notes are other ones.
type discNotes struct {
	from []*book.Notes // the book folder's, which may be nil, and theirs
	are  *book.Notes
}
