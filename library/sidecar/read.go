package sidecar

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text"
)

const (
	// maxCues is the largest number of cue sheets that are read in a folder.
	maxCues = 1000
	// maxTries is the number of files of a kind that are tried until one can be
	// parsed. A folder with an OPF file for each of many books is not a book
	// folder.
	maxTries = 10
)

// Read reads the files in folder whose names it recognizes; the order of names
// does not matter. It returns nil if there are none. It also returns nil once
// ctx is done, without waiting for the disk.
//
// For each field, the strongest file that has it wins: metadata.json, then the
// first readable OPF file (metadata.opf before others), then desc.txt and
// reader.txt. Names and genres are unchanged; a line of reader.txt can contain
// several people. The picture is cover.*, or else folder.*, or else the first
// picture in natural order.
//
// A chapter without an end ends where the next one begins. If the last has
// none, its End is 0, which means the end of the audio. A cue sheet can name a
// file that does not exist, usually because of its extension ("Book.wav" for
// Book.mp3). If a sheet is for a single file that does not exist in any format,
// its Cue has the name of the sheet with the extension of that file.
func Read(ctx context.Context, folder string, names []string) *book.Notes {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !Names(name) })
	if len(names) == 0 || ctx.Err() != nil {
		return nil
	}
	slices.SortFunc(names, text.CompareNatural)
	read := make(chan *book.Notes, 1)
	go func() {
		f := folderOf(ctx, folder, names)
		f.read()
		read <- f.notes
	}()
	select {
	case notes := <-read:
		if ctx.Err() != nil {
			return nil
		}
		return notes
	case <-ctx.Done():
		return nil // a read that hangs is abandoned
	}
}

// files is the state of reading a folder.
type files struct {
	ctx   context.Context
	notes *book.Notes
	of    [picture + 1][]string // names by kind, in natural order
	left  int                   // number of bytes that may still be read
}

func folderOf(ctx context.Context, folder string, names []string) *files {
	f := &files{ctx: ctx, notes: &book.Notes{Folder: folder}, left: maxFolder}
	for _, name := range names {
		k := kindOf(name)
		f.of[k] = append(f.of[k], name)
	}
	slices.SortStableFunc(f.of[opf], func(a, b string) int {
		own := func(name string) int {
			if strings.EqualFold(name, "metadata.opf") {
				return 0
			}
			return 1
		}
		return own(a) - own(b)
	})
	return f
}

// read reads the files from the strongest to the weakest. Later files only fill
// empty fields.
func (f *files) read() {
	f.one(metadata, plainText, func(text string) error {
		m, chapters, err := readJSON(text)
		f.merge(m, chapters, book.FromMetadata)
		return err
	})
	f.one(abs, plainText, func(text string) error {
		m, chapters, err := readAbs(text)
		f.merge(m, chapters, book.FromMetadata)
		return err
	})
	f.one(opf, xmlText, func(text string) error {
		m, err := readOPF(text)
		f.merge(m, nil, book.FromOPF)
		return err
	})
	f.one(desc, plainText, func(text string) error {
		f.merge(book.Meta{Description: prose(text)}, nil, book.FromDesc)
		return nil
	})
	f.one(reader, plainText, func(text string) error {
		f.merge(book.Meta{Narrators: list(strings.Split(prose(text), "\n"))}, nil, book.FromReader)
		return nil
	})
	for _, name := range first(f.of[cue], maxCues) {
		f.use(name, plainText, func(text string) error {
			cues, err := readCue(text)
			f.notes.Cues = append(f.notes.Cues, f.named(name, cues)...)
			return err
		})
	}
	f.picture()
}

func first(names []string, most int) []string { return names[:min(len(names), most)] }

// one reads the first readable file of a kind.
func (f *files) one(k kind, decode func([]byte) string, read func(text string) error) {
	for _, name := range first(f.of[k], maxTries) {
		if f.use(name, decode, read) {
			return
		}
	}
}

// use reads a file and reports whether it could be parsed. A file that no
// longer exists is not a fault.
func (f *files) use(name string, decode func([]byte) string, read func(text string) error) bool {
	if f.ctx.Err() != nil {
		return false
	}
	b, err := load(filepath.Join(f.notes.Folder, name))
	if err == nil && len(b) > f.left {
		err = tooMuch
	}
	if err == nil {
		f.left -= len(b)
		err = read(decode(b))
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f.notes.Faults = append(f.notes.Faults, book.UTF8(name)+" "+err.Error())
	}
	return err == nil
}

// named replaces the file of a sheet with a single cue by the name of the
// sheet, if that file does not exist in any format.
func (f *files) named(sheet string, cues []book.Cue) []book.Cue {
	if len(cues) == 1 {
		if _, err := os.Stat(filepath.Join(f.notes.Folder, cues[0].File)); cues[0].File == "" || err != nil && !f.made(cues[0].File) {
			cues[0].File = stem(sheet) + filepath.Ext(cues[0].File)
		}
	}
	return cues
}

// made reports whether the folder has an audio file with the same name except
// for the extension.
func (f *files) made(name string) bool {
	there, _ := os.ReadDir(f.notes.Folder)
	return slices.ContainsFunc(there, func(e os.DirEntry) bool {
		return !Names(e.Name()) && strings.EqualFold(stem(e.Name()), stem(name))
	})
}

// stem returns a name without its extension.
func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

// picture finds the cover.
func (f *files) picture() {
	for _, name := range slices.Concat(f.of[cover], f.of[front], f.of[picture]) {
		if f.ctx.Err() != nil {
			return
		}
		if path := filepath.Join(f.notes.Folder, name); isPicture(path) {
			f.notes.Picture = path
			f.notes.Width, f.notes.Height = sizeOf(path)
			f.notes.From[book.Picture] = book.FromPicture
			return
		}
	}
}

// merge fills empty fields.
func (f *files) merge(m book.Meta, chapters []book.Chapter, from book.Source) {
	n := f.notes
	for field := range book.Fields {
		if n.From[field] == book.Nowhere && m.Has(field) {
			n.From[field] = from
			n.Meta.Take(field, &m)
		}
	}
	if n.From[book.ChapterList] == book.Nowhere && len(chapters) > 0 {
		n.From[book.ChapterList] = from
		n.Chapters = chapters
	}
}
