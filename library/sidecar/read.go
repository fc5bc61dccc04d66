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
	"lectern/library/text/codepage"
)

const (
	// maxCues is the largest number of cue sheets that are read in a folder.
	maxCues = 1000
	// maxTries is the number of files of a kind that are tried until one can be
	// parsed. A folder with an OPF file for each of many books is not a book
	// folder.
	maxTries = 10
	// maxNamed limits how many audio files of a folder can have sidecars of their own
	// name. Some programs put all books into one folder.
	maxNamed = 5000
	// maxBlurb is the size in bytes of the largest text file that counts as the
	// description of the audio file with its name. A larger one is the text of the
	// book.
	maxBlurb = 32 << 10
)

// Read reads the files in folder whose names it recognizes; the order of names does not
// matter. It returns nil if there are none. It also returns nil once ctx is done,
// without waiting for the disk. refused has the sources whose files the system kept from
// being read: the notes lack what they say, and another attempt may succeed although no file
// changed.
//
// For each field, the strongest file that has it wins: metadata.json, metadata.yml,
// metadata.abs, then the first readable OPF file (metadata.opf before others), then ncc.html,
// desc.txt, reader.txt, an .nfo file, a list of chapters, and the title and performer of a cue
// sheet: one for a single file is about that file, those for several files are about the folder
// as far as they agree. Names and genres are unchanged; a line of reader.txt can contain
// several people.
// Of the pictures that can be shown, the one that is likeliest the cover by its name wins:
// cover.*, folder.*, another word for a cover, any other name, and last a name that says
// it is not the cover, such as back or map. What media centres show behind the cover
// (fanart, backdrop) never is. A picture that cannot be shown is a fault.
//
// Named has the same for those files that are named like an audio file, such as
// Title.jpg, Title.opf and Title.chapters.txt.
//
// A chapter without an end ends where the next one begins. If the last has none, its
// End is 0, which means the end of the audio. A cue sheet can name a file that does not
// exist, usually because of its extension ("Book.wav" for Book.mp3). If a sheet is for
// a single file that does not exist in any format, its Cue has the name of the sheet
// with the extension of that file.
func Read(ctx context.Context, folder string, names []string) (notes *book.Notes, refused map[book.Source]bool) {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !Names(name) })
	if len(names) == 0 || ctx.Err() != nil {
		return nil, nil
	}
	slices.SortFunc(names, text.CompareNatural)
	read := make(chan *files, 1)
	go func() {
		f := folderOf(ctx, folder, names)
		f.read()
		read <- f
	}()
	select {
	case f := <-read:
		if ctx.Err() != nil {
			return nil, nil
		}
		return f.notes, f.refused
	case <-ctx.Done():
		return nil, nil // a read that hangs is abandoned
	}
}

// files is the state of reading a folder.
type files struct {
	ctx    context.Context
	notes  *book.Notes
	of     [kinds][]string   // names by kind, in natural order
	left   int               // number of bytes that may still be read
	named  map[string]*files // by the name of the audio file as text.FileName returns it
	order  []string
	parent *files
	sheet  book.Meta        // what the cue sheet of a single file says about the whole
	sizes  map[string]shown // pictures that were measured
	stems  map[string]bool  // names without extensions of the files that are not sidecars, as text.FileName returns them; nil until needed

	refused map[book.Source]bool // the system kept files of these sources from being read; shared
}

func folderOf(ctx context.Context, folder string, names []string) *files {
	f := &files{ctx: ctx, notes: &book.Notes{Folder: folder}, left: maxFolder, named: map[string]*files{}, sizes: map[string]shown{}, refused: map[book.Source]bool{}}
	for _, name := range names {
		k, of := parsed(name)
		f.of[k] = append(f.of[k], name)
		switch {
		case of == "", k == sheet, // a cue sheet names its file itself
			k == opf && strings.EqualFold(of, "metadata"), k == picture && rankOf(of, "") <= isNamed:
			continue
		}
		f.describes(audioStem(of), k, name)
		if k == picture {
			if of := withoutCover(of); of != "" {
				f.describes(audioStem(of), k, name)
			}
		}
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
	// A file that describes an audio file is read for that file. Only files that
	// describe the folder count for the whole folder; an OPF file does whatever its
	// name.
	for _, k := range [...]kind{metadata, desc, reader, chapters} {
		f.of[k] = slices.DeleteFunc(f.of[k], func(name string) bool { _, of := parsed(name); return of != "" })
	}
	several := 0
	for _, name := range f.of[chapters] {
		if isContentMetadata(name) {
			several++
		}
	}
	if several > 1 { // each is about a part
		f.of[chapters] = slices.DeleteFunc(f.of[chapters], isContentMetadata)
	}
	return f
}

// describes adds a file that describes one audio file.
func (f *files) describes(of string, k kind, name string) {
	if n := f.about(of); n != nil {
		n.of[k] = append(n.of[k], name)
	}
}

// about returns the state of reading what describes one audio file, nil if there are too many.
func (f *files) about(of string) *files {
	key := text.FileName(of)
	n := f.named[key]
	if n == nil && len(f.order) < maxNamed {
		n = &files{ctx: f.ctx, notes: &book.Notes{Folder: f.notes.Folder, Stem: of}, parent: f, sizes: f.sizes, refused: f.refused}
		f.named[key] = n
		f.order = append(f.order, key)
	}
	return n
}

// head adds what the cue sheet of a single file says about the whole. A title that is only the
// name of the file says nothing.
func (f *files) head(file string, m book.Meta) {
	if text.Key(m.Title) == text.Key(stem(file)) {
		m.Title = ""
	}
	if m.Title == "" && m.Authors == nil {
		return
	}
	if n := f.about(stem(file)); n != nil {
		n.sheet = m
	}
}

// inAll returns the title and the authors that all cue sheets of a folder name: each can be of
// a disc.
func inAll(sheets []book.Meta) (m book.Meta) {
	for i, s := range sheets {
		if i == 0 {
			m = s
		}
		if s.Title != m.Title {
			m.Title = ""
		}
		if !slices.Equal(s.Authors, m.Authors) {
			m.Authors = nil
		}
	}
	return m
}

// withoutCover returns the name of the audio file that a picture belongs to, if the
// picture is named like "Title-cover" or "Title_(500)". Otherwise it returns "".
func withoutCover(stem string) string {
	if at := strings.LastIndexAny(stem, "-_. ("); at > 0 {
		if word := strings.Trim(stem[at:], "-_. ()"); coverWords[text.Key(word)] || word != "" && digits(word) == len(word) && len(word) > 2 {
			return strings.TrimRight(stem[:at], "-_. (")
		}
	}
	return ""
}

// read reads the files from the strongest to the weakest. Later files only fill
// empty fields.
func (f *files) read() {
	fromJSON := func(text string) error {
		m, chapters, own, err := readMetadata(text)
		f.mergeExact(m, chapters, book.FromMetadata, own)
		return err
	}
	f.one(metadata, codepage.Plain, fromJSON)
	if f.parent != nil {
		f.one(records, codepage.Plain, fromJSON)
	}
	f.one(yml, codepage.Plain, func(text string) error {
		text, err := yamlToJSON(text)
		if err != nil {
			return err
		}
		return fromJSON(text)
	})
	f.one(abs, codepage.Plain, func(text string) error {
		m, chapters, err := readAbs(text)
		f.merge(m, chapters, book.FromMetadata)
		return err
	})
	f.one(opf, xmlText, func(text string) error {
		m, own, err := readPackage(text)
		f.mergeExact(m, nil, book.FromOPF, own)
		return err
	})
	f.one(ncc, pageText, func(text string) error {
		m, err := readNCC(text)
		f.merge(m, nil, book.FromNCC)
		return err
	})
	f.one(desc, codepage.Plain, func(text string) error {
		f.merge(book.Meta{Description: prose(text)}, nil, book.FromDesc)
		return nil
	})
	f.one(reader, codepage.Plain, func(text string) error {
		f.merge(book.Meta{Narrators: list(strings.Split(prose(text), "\n"))}, nil, book.FromReader)
		return nil
	})
	f.one(nfo, nfoText, func(text string) error {
		f.merge(readNFO(text), nil, book.FromNFO)
		return nil
	})
	f.one(chapters, codepage.Plain, func(text string) error {
		chapters, err := readChapters(text)
		f.merge(book.Meta{}, chapters, book.FromChapters)
		return err
	})
	var wholes []book.Meta // of the cue sheets for several files
	for _, name := range first(f.of[sheet], maxCues) {
		f.use(sheet, name, codepage.Plain, func(text string) error {
			cues, m, err := readCue(text)
			cues = f.bySheet(name, cues)
			f.notes.Cues = append(f.notes.Cues, cues...)
			if len(cues) == 1 {
				f.head(cues[0].File, m)
			} else if err == nil {
				wholes = append(wholes, m)
			}
			return err
		})
	}
	if f.parent != nil {
		f.one(texts, codepage.Plain, func(text string) error {
			if chapters, err := readChapters(text); err == nil {
				f.merge(book.Meta{}, chapters, book.FromChapters)
			} else if len(text) <= maxBlurb {
				f.merge(book.Meta{Description: prose(text)}, nil, book.FromDesc)
			}
			return nil
		})
	}
	f.merge(inAll(wholes), nil, book.FromCue)
	f.picture()
	for _, key := range f.order {
		n := f.named[key]
		n.read()
		n.merge(n.sheet, nil, book.FromCue)
		if n.notes.From != [book.Fields]book.Source{} || n.notes.Faults != nil {
			f.notes.Named = append(f.notes.Named, *n.notes)
		}
	}
	slices.SortFunc(f.notes.Named, func(a, b book.Notes) int { return strings.Compare(a.Stem, b.Stem) })
}

func first(names []string, most int) []string { return names[:min(len(names), most)] }

// one reads the first readable file of a kind.
func (f *files) one(k kind, decode func([]byte) string, read func(text string) error) {
	for _, name := range first(f.of[k], maxTries) {
		if f.use(k, name, decode, read) {
			return
		}
	}
}

// use reads a file of a kind and reports whether it could be parsed. A file that no
// longer exists is not a fault.
func (f *files) use(k kind, name string, decode func([]byte) string, read func(text string) error) bool {
	if f.ctx.Err() != nil {
		return false
	}
	load := load
	if k == ncc {
		load = loadHead // the body lists each heading of the book
	}
	b, err := load(filepath.Join(f.notes.Folder, name))
	folder := f
	if f.parent != nil {
		folder = f.parent
	}
	if err == nil && len(b) > folder.left {
		err = tooMuch
	}
	if err == nil {
		folder.left -= len(b)
		if text := decode(b); isBinary(text) {
			err = notText
		} else {
			err = read(text)
		}
	}
	f.note(k, err)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && k != nfo { // which can be a drawing
		f.notes.Faults = append(f.notes.Faults, book.UTF8(name)+" "+err.Error())
	}
	return err == nil
}

// note notes the sources of a file that the system kept from being read.
func (f *files) note(k kind, err error) {
	if isRefused(err) {
		for _, from := range sources[k] {
			f.refused[from] = true
		}
	}
}

// bySheet replaces the file of a sheet with a single cue by the name of the
// sheet, if that file does not exist in any format.
func (f *files) bySheet(sheet string, cues []book.Cue) []book.Cue {
	if len(cues) == 1 {
		if _, err := os.Stat(filepath.Join(f.notes.Folder, cues[0].File)); cues[0].File == "" || err != nil && !f.made(cues[0].File) {
			if of := stem(sheet); book.FormatOf(of) != nil { // "Book.m4b.cue"
				cues[0].File = of
			} else {
				cues[0].File = of + filepath.Ext(cues[0].File)
			}
		}
	}
	return cues
}

// made reports whether the folder has an audio file with the same name except
// for the extension.
func (f *files) made(name string) bool {
	if f.parent != nil {
		return f.parent.made(name)
	}
	if f.stems == nil {
		f.stems = map[string]bool{}
		there, _ := os.ReadDir(f.notes.Folder)
		for _, e := range there {
			if !Names(e.Name()) {
				f.stems[text.FileName(stem(e.Name()))] = true
			}
		}
	}
	return f.stems[text.FileName(stem(name))]
}

// stem returns a name without its extension.
func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

// shown is a picture that was measured.
type shown struct {
	width, height int
	size          int64 // bytes
	modified      int64 // nanoseconds since 1970
	err           error
}

// picture finds the cover.
func (f *files) picture() {
	names := f.of[picture]
	ranks := make(map[string]rank, len(names))
	for _, name := range names {
		folder := filepath.Base(f.notes.Folder)
		ranks[name] = rankOf(stem(name), folder)
		if ranks[name] == isAfter {
			if title, _, _ := artwork(stem(name)); title != "" && (isTitle(title, folder) || f.made(title+".")) {
				ranks[name] = isArt
			}
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool { return ranks[name] == isArt })
	slices.SortStableFunc(names, func(a, b string) int { return int(ranks[a]) - int(ranks[b]) })
	for _, name := range first(names, maxPictures) {
		if f.ctx.Err() != nil {
			return
		}
		path := filepath.Join(f.notes.Folder, name)
		m, known := f.sizes[path]
		if !known {
			if at, err := os.Stat(path); err == nil {
				m.size, m.modified = at.Size(), at.ModTime().UnixNano()
			}
			m.width, m.height, m.err = measure(path)
			f.sizes[path] = m
		}
		if m.err == nil {
			f.notes.Picture, f.notes.Width, f.notes.Height = path, m.width, m.height
			f.notes.Size, f.notes.Modified = m.size, m.modified
			f.notes.Cover = f.parent == nil && ranks[name].named() || f.parent != nil && withoutCover(stem(name)) != ""
			f.notes.From[book.Picture] = book.FromPicture
			return
		}
		f.note(picture, m.err)
		if !errors.Is(m.err, fs.ErrNotExist) {
			f.notes.Faults = append(f.notes.Faults, book.UTF8(name)+" "+m.err.Error())
		}
	}
}

// maxPictures is the number of pictures that are tried until one can be shown.
const maxPictures = 20

// merge fills empty fields.
func (f *files) merge(m book.Meta, chapters []book.Chapter, from book.Source) {
	f.mergeExact(m, chapters, from, false)
}

// mergeExact is merge for a file that Lectern may have written: if own is true, the values
// are those of a record.
func (f *files) mergeExact(m book.Meta, chapters []book.Chapter, from book.Source, own bool) {
	n := f.notes
	for field := range book.Fields {
		if n.From[field] == book.Nowhere && m.Has(field) {
			n.From[field] = from
			n.Meta.Take(field, &m)
			n.SetExact(field, own)
		}
	}
	if n.From[book.ChapterList] == book.Nowhere && len(chapters) > 0 {
		n.From[book.ChapterList] = from
		n.Chapters = chapters
	}
}
