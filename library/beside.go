package library

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/group"
	"lectern/library/scan"
	"lectern/library/sidecar"
	"lectern/library/text"
)

// What lies beside the audio files of a folder is told of by the scan, read when
// it has changed, and kept in the catalogue.

// readersBeside is how many folders' sidecars are read at once: they are small,
// and the files that are being probed on the same disk come first.
const readersBeside = 2

// besidePatience is how long the sidecars of one folder may take: they are small,
// and a disk that takes longer hangs.
const besidePatience = 20 * time.Second

// notes is what is known of the sidecars of a folder.
type notes struct {
	stamp uint64      // of the sidecars it was read from
	is    *book.Notes // nil while it was not read
	seen  int         // number of the last scan that told of them
}

// besides is a batch of folders with sidecars from a running scan.
type besides struct {
	scan    *running
	folders []scan.Beside
}

// noted is what was read of the sidecars of a folder; nil notes are none.
type noted struct {
	folder string
	stamp  uint64
	notes  *book.Notes
	unsure bool // the disk did not answer, or was gone: nothing is known
}

// beside takes a batch of a scan, and has what has changed read.
func (o *owner) beside(batch besides) {
	if batch.scan.stopped {
		return
	}
	var changed []scan.Beside
	for _, b := range batch.folders {
		n := o.state.notes[b.Folder]
		if n == nil {
			n = &notes{}
			o.state.notes[b.Folder] = n
		}
		if n.seen = batch.scan.number; n.is == nil || n.stamp != b.Stamp {
			changed = append(changed, b)
		}
	}
	if len(changed) == 0 {
		return
	}
	o.reading += len(changed)
	o.work.Go(func() { o.readBeside(changed) })
}

// readBeside reads sidecars, on a goroutine of its own.
func (o *owner) readBeside(folders []scan.Beside) {
	for _, b := range folders {
		select {
		case o.besideTurn <- struct{}{}:
		case <-o.ctx.Done():
			return
		}
		read := readNotes(o.ctx, b)
		<-o.besideTurn
		select {
		case o.noted <- read:
		case <-o.ctx.Done():
			return
		}
	}
}

// readNotes reads the sidecars of one folder. A drive that is pulled leaves no
// file behind, which must not be taken for files with nothing in them.
func readNotes(ctx context.Context, b scan.Beside) noted {
	ctx, cancel := context.WithTimeout(ctx, besidePatience)
	defer cancel()
	read := noted{folder: b.Folder, stamp: b.Stamp, notes: sidecar.Read(ctx, b.Folder, b.Names)}
	there, err := scan.Exists(ctx, filepath.Join(b.Folder, b.Names[len(b.Names)-1]))
	read.unsure = !there || err != nil
	return read
}

// note takes what was read of a folder's sidecars.
func (o *owner) note(read noted) {
	o.reading--
	n := o.state.notes[read.folder]
	if n == nil || read.unsure { // the folder went meanwhile, or the next scan tells of it again
		o.finish()
		return
	}
	n.stamp, n.is = read.stamp, read.notes
	if n.is == nil {
		n.is = &book.Notes{Folder: read.folder} // read, and nothing in it
	}
	for _, fault := range n.is.Faults {
		o.log.Warn("sidecar_fault", "folder", read.folder, "reason", fault)
	}
	o.state.renote(read.folder)
	if o.catalog != nil {
		o.catalog.Save(catalog.KeepNotes(read.folder, n.stamp, n.is))
	}
	o.finish()
}

// dropNotes forgets the sidecars that a whole walk did not tell of.
func (o *owner) dropNotes(s *running) {
	for folder, n := range o.state.notes {
		in := folder == s.dir || !s.flat && text.Within(folder, s.dir)
		if !in || n.seen >= s.number || !s.ended.report.Covers(folder+"/metadata.json") {
			continue
		}
		delete(o.state.notes, folder)
		o.state.renote(folder)
		if o.catalog != nil {
			o.catalog.Save(catalog.DropNotes(folder))
		}
	}
}

// restoreNotes reads what the catalogue kept of sidecars.
func (l *Library) restoreNotes(ctx context.Context) (kept []noted, err error) {
	err = l.catalog.LoadNotes(ctx, func(folder string, stamp uint64, n *book.Notes) {
		kept = append(kept, noted{folder: folder, stamp: stamp, notes: n})
	})
	return kept, err
}

// notesIn are the notes of a folder, nil where there are none.
func (s *state) notesIn(folder string) *book.Notes {
	if n := s.notes[folder]; n != nil {
		return n.is
	}
	return nil
}

// discNotes are the notes of a book folder together with those of its disc folders.
// They are kept: a picture is made anew when its notes are other ones.
type discNotes struct {
	from []*book.Notes // the book folder's, which may be nil, and theirs
	are  *book.Notes
}

// notesOf are the notes of a shelf, whose book folder is given; nil where there are
// none. Of its disc folders count cue sheets, and the first picture where the book
// folder has none: what a disc is called is not what the book is called.
func (s *state) notesOf(sh *shelf, folder string) *book.Notes {
	own := s.notesIn(folder)
	from := []*book.Notes{own}
	seen := map[string]bool{folder: true}
	for _, r := range sh.rows {
		dir := r.file.Folder()
		if dir == folder || seen[dir] { // most have one folder
			continue
		}
		seen[dir] = true
		if n := s.notesIn(dir); n != nil && text.Within(dir, folder) && (n.Picture != "" || len(n.Cues) > 0) {
			from = append(from, n)
		}
	}
	if len(from) == 1 {
		sh.discs = nil
		return own
	}
	slices.SortFunc(from[1:], func(a, b *book.Notes) int { return text.CompareNatural(a.Folder, b.Folder) })
	if sh.discs != nil && slices.Equal(sh.discs.from, from) {
		return sh.discs.are
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
	sh.discs = &discNotes{from, &all}
	return &all
}

// renote has the books of a folder made anew.
func (s *state) renote(folder string) {
	for _, r := range s.roots {
		if !text.Within(folder, r.Path) {
			continue
		}
		if sh := s.shelves[shelfKey{r.Path, group.Home(r.Path, folder)}]; sh != nil {
			s.spoil(sh)
		}
	}
	for _, sh := range s.merged {
		s.spoil(sh)
	}
}
