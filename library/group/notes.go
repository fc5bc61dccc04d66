package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// notes returns the sidecars of a bunch: all sidecars of the folder if the folder
// belongs to the bunch, and otherwise those that are named like its files or its title:
// cue sheets, pictures, texts, chapters. A cue sheet for a file that does not exist
// applies to a file whose name differs only in the extension, because rippers name the
// original wav and not the mp3 made from it.
func (s *Folder) notes(n *bunch) *book.Notes {
	if s.Notes == nil {
		return nil
	}
	cues, renamed := s.cues(n)
	whole, files := s.namedNotes(n)
	switch {
	case n.noted && !renamed && whole == nil && files == nil:
		return s.Notes
	case n.noted:
	case len(whole) == 1 && cues == nil && files == nil:
		return whole[0]
	case whole == nil && cues == nil && files == nil:
		return nil
	}
	all := book.Notes{Folder: s.Notes.Folder}
	if n.noted {
		all = *s.Notes
		all.Named, all.Faults = nil, slices.Clip(all.Faults)
	}
	all.Cues = slices.Concat(files, cues)
	for _, own := range whole {
		addNotes(&all, own)
	}
	return &all
}

// addNotes adds notes about a book to the notes of its folder. The stronger source of a
// field wins, and a picture named like the book wins over any other picture.
func addNotes(all, own *book.Notes) {
	for f := range book.Fields {
		switch from := own.From[f]; {
		case f == book.Picture:
			if from != book.Nowhere && (all.Picture == "" || own.Cover || !all.Cover) {
				all.Picture, all.Width, all.Height, all.Modified, all.Cover = own.Picture, own.Width, own.Height, own.Modified, own.Cover || all.Cover
				all.From[f] = from
			}
		case !from.Outranks(all.From[f]):
		case f == book.ChapterList:
			all.Chapters, all.From[f] = own.Chapters, from
		default:
			all.Meta.Take(f, &own.Meta)
			all.From[f] = from
			all.SetExact(f, own.IsExact(f))
		}
	}
	all.Faults = append(all.Faults, own.Faults...)
}

// namedNotes returns the notes that are named like a bunch. whole are about the book,
// because they have the name of its only file, its album or its folder. cues are the
// chapters of one of its files.
func (s *Folder) namedNotes(n *bunch) (whole []*book.Notes, cues []book.Cue) {
	if len(s.Notes.Named) == 0 {
		return nil, nil
	}
	if s.named == nil {
		s.named = make(map[string][]*book.Notes, len(s.Notes.Named))
		for i := range s.Notes.Named {
			own := &s.Notes.Named[i]
			key := text.Key(own.Stem)
			s.named[key] = append(s.named[key], own)
		}
	}
	taken := map[*book.Notes]bool{}
	for _, p := range n.parts {
		stem := withoutExt(p.File.Name())
		for _, stem := range [...]string{stem, withoutEncoding(stem)} { // "Low_Tide-chapters.json" beside "Low_Tide-AAX_44_128.m4b"
			for _, own := range s.named[text.Key(stem)] {
				if taken[own] || own.Folder != p.File.Folder() || text.FileName(own.Stem) != text.FileName(stem) {
					continue
				}
				taken[own] = true
				if len(n.parts) == 1 {
					whole = append(whole, own)
				} else if len(own.Chapters) > 0 {
					cues = append(cues, book.Cue{File: p.File.Name(), Folder: own.Folder, Text: true, Chapters: own.Chapters})
				}
			}
		}
	}
	first := n.parts[0].File
	var keys []string
	if len(n.parts) > 1 {
		keys = append(keys, countedName(first).stem)
		if first.Media != nil {
			keys = append(keys, text.Key(albumOf(first.Media.Tags())))
		}
	}
	if n.noted {
		keys = append(keys, text.Key(filepath.Base(TitleFolder(s.Root, s.Folder))))
	}
	for _, key := range keys {
		for _, own := range s.named[key] {
			if key != "" && !taken[own] {
				taken[own] = true
				whole = append(whole, own)
			}
		}
	}
	return whole, cues
}

// noteMeta returns what the sidecars say about a book, with its people and series parsed: a
// name in a sidecar can be "Last, First" or contain several people. Values that Lectern
// itself wrote are those of a record, and stay as they are.
func noteMeta(n *book.Notes) *book.Meta {
	m := &n.Meta
	parsed := *m
	if !n.IsExact(book.InSeries) {
		parsed.Series = noteSeries(m.Series)
	}
	if !n.IsExact(book.Title) && !n.IsExact(book.Subtitle) {
		subtitleSeries(&parsed)
	}
	wrote, reads := listed(m.Authors), listed(m.Narrators)
	if !n.IsExact(book.Authors) {
		parsed.Authors = writers(wrote)
	}
	if !n.IsExact(book.Narrators) {
		if parsed.Narrators = speakers(reads); len(reads) == 0 { // "Ada Brook (author)", "Nora Finch (narrator)"
			parsed.Narrators = named(wrote, func(c credit) bool { return c.role&words.Speaks != 0 })
		}
		if len(parsed.Narrators) == 0 {
			parsed.Narrators = authorIn(strings.Join(m.Narrators, ";"))
		}
	}
	if n.IsExact(book.Authors) {
		wrote = nil
	}
	if n.IsExact(book.Narrators) {
		reads = nil
	}
	if !n.IsExact(book.Contributors) {
		parsed.Contributors = contributors(contributions(strings.Join(m.Contributors, ";"), nil), wrote, reads)
	}
	if !n.IsExact(book.ASIN) {
		parsed.ASIN = plainASIN(m.ASIN)
	}
	if !n.IsExact(book.ISBN) {
		parsed.ISBN = plainISBN(m.ISBN)
	}
	if !n.IsExact(book.Genres) {
		parsed.Genres = noteGenres(m.Genres)
	}
	if parsed.Edition == "" && !n.IsExact(book.Title) {
		parsed.Edition = cmp.Or(editionIn(m.Title, false), editionIn(m.Subtitle, true))
	}
	if !n.IsExact(book.Title) {
		parsed.Title = bare(m.Title).title
		if n.From[book.Title] == book.FromNFO { // it is often Audible's: "Low Tide: Saltmarsh, Book 2"
			titleSeries(&parsed, &book.Tags{Artist: strings.Join(m.Authors, "; ")})
		}
		if n.From[book.Title] == book.FromCue { // it is an album
			if parsed.Title = albumOf(&book.Tags{Album: m.Title}); wholeTitle(parsed.Title) == "" {
				parsed.Title = ""
			}
		}
	}
	return &parsed
}

// listed returns the people in a list from a sidecar.
func listed(names []string) []credit { return credits(strings.Join(names, ";"), nil) }

// noteSource returns the sidecar from which noteMeta has a field.
func noteSource(n *book.Notes, f book.Field) book.Source {
	switch from := n.From[f]; {
	case from != book.Nowhere:
		return from
	case f == book.Contributors && len(contributors(listed(n.Meta.Authors))) > 0:
		return n.From[book.Authors]
	case f == book.Contributors:
		return n.From[book.Narrators]
	case f == book.Narrators:
		return n.From[book.Authors]
	case f == book.Edition && editionIn(n.Meta.Title, false) != "":
		return n.From[book.Title]
	case f == book.InSeries && n.From[book.Subtitle] == book.Nowhere:
		return n.From[book.Title]
	case f == book.Edition || f == book.InSeries:
		return n.From[book.Subtitle]
	default:
		return from
	}
}

// noteGenres returns the genres in a sidecar, each of which can be a list as in a tag:
// "Fantasy/Adventure". Each genre is there once, in any case.
func noteGenres(lists []string) (all []string) {
	if len(lists) == 0 {
		return nil
	}
	seen := map[string]bool{}
	for _, list := range lists {
		for g := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == '/' || r == ';' }) {
			g = strings.TrimSpace(g)
			if key := strings.ToLower(g); g != "" && !seen[key] {
				seen[key] = true
				all = append(all, g)
			}
		}
	}
	return all
}
