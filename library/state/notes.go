package state

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/sidecar"
	"lectern/library/text"
)

// Notes holds what the sidecars of a folder say.
type Notes struct {
	Stamp    uint64      // identifies the version of the sidecars that were read
	Notes    *book.Notes // nil until they are read
	LastScan int         // number of the last scan that listed them
	Reading  uint64      // the Stamp of the version that is being read, 0 if none is or what is read is out of date
}

// Sidecars holds the notes of all folders.
type Sidecars struct {
	ByFolder map[string]*Notes        // Add enters them
	pictures map[string][]string      // folders of pictures such as "Scans", by the folder in which they lie
	long     func(text []byte) string // see State.KeepLong
}

func newSidecars() Sidecars {
	return Sidecars{ByFolder: map[string]*Notes{}, pictures: map[string][]string{}}
}

// Add enters the notes of a folder, which nothing else has yet.
func (s *Sidecars) Add(folder string, n *Notes) {
	s.Set(n, n.Stamp, n.Notes)
	s.ByFolder[folder] = n
	if sidecar.HoldsPictures(filepath.Base(folder)) {
		of := filepath.Dir(folder)
		if !slices.Contains(s.pictures[of], folder) {
			s.pictures[of] = append(s.pictures[of], folder)
		}
	}
}

// Set sets what the sidecars of a folder say, which nothing else has yet.
func (s *Sidecars) Set(n *Notes, stamp uint64, notes *book.Notes) {
	if n.Stamp, n.Notes = stamp, notes; notes != nil {
		s.keepLong(notes)
	}
}

// keepLong copies the long descriptions of notes with long.
func (s *Sidecars) keepLong(n *book.Notes) {
	if d := &n.Meta.Description; s.long != nil && len(*d) >= book.LongText {
		*d = s.long([]byte(*d))
	}
	for i := range n.Named {
		s.keepLong(&n.Named[i])
	}
}

// scansOf returns the notes with a picture of folders such as "Scans" that lie below
// these folders and are none of them.
func (s *Sidecars) scansOf(folders map[string]bool) (scans []*book.Notes) {
	for folder := range folders {
		for _, dir := range s.pictures[folder] {
			if n := s.in(dir); n != nil && n.Picture != "" && !folders[dir] {
				scans = append(scans, n)
			}
		}
	}
	return scans
}

// of returns the notes of the book folder at a path, nil if there are none. The folder
// with its title ("Title" of "Title/MP3") contributes what the book folder lacks. So do its
// disc folders, except for chapters, which are only those of a disc, and for a title that
// may be the title of a disc. Folders of scans contribute a picture.
func (s *Sidecars) of(bf *BookFolder, root, folder string) *book.Notes {
	titled := group.TitleFolder(root, folder)
	own, above := s.in(folder), (*book.Notes)(nil)
	if titled != folder {
		above = s.in(titled)
	}
	var discs []*book.Notes
	seen := map[string]bool{folder: true, titled: true} // these two and the disc folders
	for _, r := range bf.rows {
		dir := r.File.Folder()
		if dir == folder || seen[dir] || !text.Within(dir, folder) { // most books have one folder
			continue
		}
		seen[dir] = true
		if n := s.in(dir); n != nil {
			discs = append(discs, n)
		}
	}
	scans := s.scansOf(seen)
	if above == nil && len(discs)+len(scans) == 0 {
		bf.merged = nil
		return own
	}
	from := slices.Concat([]*book.Notes{own, above}, discs, scans)
	slices.SortFunc(from[2:], func(a, b *book.Notes) int { return text.CompareNatural(a.Folder, b.Folder) })
	if bf.merged != nil && slices.Equal(bf.merged.from, from) {
		return bf.merged.are
	}
	bf.merged = &mergedNotes{from, mergeNotes(folder, from, scans, titleOfDiscs(discs))}
	return bf.merged.are
}

// mergeNotes returns the notes of a book folder with what others add to them. from are
// those of mergedNotes, scans are those of folders of scans among them, and title is that of
// titleOfDiscs.
func mergeNotes(folder string, from, scans []*book.Notes, title string) *book.Notes {
	own, above := from[0], from[1]
	all := book.Notes{Folder: folder}
	if own != nil {
		all = *own
		all.Cues, all.Faults, all.Named = slices.Clone(own.Cues), slices.Clip(own.Faults), slices.Clip(own.Named)
	}
	for _, n := range from[1:] {
		if n == nil {
			continue
		}
		if n.Picture != "" && (all.Picture == "" || n.Cover && !all.Cover) {
			all.Picture, all.Width, all.Height, all.Size, all.Modified, all.Cover = n.Picture, n.Width, n.Height, n.Size, n.Modified, n.Cover
			all.From[book.Picture] = book.FromPicture
		}
		if slices.Contains(scans, n) {
			continue
		}
		for f := range book.Fields {
			if all.From[f] == book.Nowhere && n.Meta.Has(f) && (n == above || f != book.Title && f != book.Subtitle || title != "") {
				all.Meta.Take(f, &n.Meta)
				all.From[f] = n.From[f]
				all.SetExact(f, n.IsExact(f))
			}
		}
		if n == above && all.From[book.ChapterList] == book.Nowhere {
			all.Chapters, all.From[book.ChapterList] = n.Chapters, n.From[book.ChapterList]
		}
		all.Faults, all.Named = append(all.Faults, n.Faults...), append(all.Named, n.Named...)
		for _, c := range n.Cues {
			if n != above {
				c.Folder = n.Folder
			}
			all.Cues = append(all.Cues, c)
		}
	}
	return &all
}

// removeOutside removes the notes of the folders at or below dir that lie outside all roots
// and returns these folders.
func (s *Sidecars) removeOutside(roots Roots, dir string) (removed []string) {
	for folder := range s.ByFolder {
		if text.Within(folder, dir) && roots.Of(folder) == nil {
			delete(s.ByFolder, folder)
			removed = append(removed, folder)
		}
	}
	return removed
}

// titleOfDiscs returns the title on which the notes of the disc folders agree, "" if it
// may be the title of a single disc.
func titleOfDiscs(discs []*book.Notes) (title string) {
	for _, n := range discs {
		switch t := n.Meta.Title; {
		case t == "":
		case title != "" && t != title:
			return ""
		default:
			title = t
		}
	}
	if len(discs) == 1 && strings.ContainsAny(title, "0123456789") {
		return ""
	}
	return title
}

// in returns the notes of a folder, nil if there are none.
func (s *Sidecars) in(folder string) *book.Notes {
	if n := s.ByFolder[folder]; n != nil {
		return n.Notes
	}
	return nil
}

// mergedNotes caches the notes of a book folder merged with those of other folders, for the
// next rebuild.
type mergedNotes struct {
	from []*book.Notes // of the book folder and the folder with its title, which may be nil, then of the others
	are  *book.Notes
}
