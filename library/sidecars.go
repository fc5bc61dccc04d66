package library

import (
	"context"
	"path/filepath"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/scan"
	"lectern/library/sidecar"
	"lectern/library/state"
	"lectern/library/text"
)

// A scan reports the sidecars of each folder. They are read when they have changed, and
// the catalogue keeps their notes.

// sidecarReaders is the number of folders whose sidecars are read at the same time:
// sidecars are small, and probes on the same disk come first.
const sidecarReaders = 2

// besidePatience is how long reading the sidecars of one folder may take: they are
// small, and a disk that takes longer hangs.
const besidePatience = 20 * time.Second

// besides is a batch of folders with sidecars from a running scan.
type besides struct {
	scan    *running
	folders []scan.Beside
}

// noted is the result of reading the sidecars of a folder.
type noted struct {
	folder string
	stamp  uint64
	before uint64      // the stamp of the same sidecars in the version before
	notes  *book.Notes // nil if there are none
	unsure bool        // the disk did not answer or was gone, so notes means nothing

	refused map[book.Source]bool // sources whose files the system kept from being read: notes lacks what they say
}

// reading starts to read the sidecars that scans report. Owner goroutine only.
type reading struct {
	disks   *disks
	state   *state.State
	saver   *saver
	folders int // folders whose sidecars are being read
}

// begin records a batch of a scan and starts reading the sidecars that have changed.
func (w *reading) begin(batch besides) {
	if batch.scan.stopped || w.state.Books.EveryFile && w.state.Books.FilesOnly {
		return
	}
	var changed []scan.Beside
	for _, b := range batch.folders {
		n := w.state.Sidecars.ByFolder[b.Folder]
		if n == nil {
			n = &state.Notes{}
			w.state.Sidecars.Add(b.Folder, n)
		}
		n.LastScan = batch.scan.number
		switch {
		case n.Notes != nil && n.Stamp == b.Stamp:
			n.Reading = 0 // they are again what they were
		case n.Reading != b.Stamp:
			n.Reading = b.Stamp
			changed = append(changed, b)
		}
	}
	if len(changed) == 0 {
		return
	}
	w.folders += len(changed)
	w.disks.work.Go(func() { w.disks.readBeside(changed) })
}

// end records the notes of a folder.
func (w *reading) end(read noted) {
	w.folders--
	n := w.state.Sidecars.ByFolder[read.folder]
	if n == nil || n.Reading != read.stamp { // the folder is gone, or a scan has seen another version since
		return
	}
	if n.Reading = 0; read.unsure { // the next scan reports its sidecars again
		return
	}
	again := n.Notes != nil && n.Stamp == read.before
	notes := read.notes
	if notes == nil {
		notes = &book.Notes{Folder: read.folder} // nil would mean that they were not read yet
	}
	if len(read.refused) > 0 {
		read.stamp = 0 // the next scan reads them again
		if notes = notes.Filled(n.Notes, read.refused); n.Stamp == 0 && notes.Same(n.Notes) {
			return
		}
	}
	w.state.Sidecars.Set(n, read.stamp, notes)
	for _, fault := range n.Notes.Faults {
		w.disks.log.Warn("sidecar_fault", "folder", read.folder, "reason", fault)
	}
	if again {
		w.state.Folders.RefreshNotes(read.folder, w.state.Roots)
	} else {
		w.state.Folders.AlterNotes(read.folder, w.state.Roots)
	}
	w.saver.send(catalog.KeepNotes(read.folder, n.Stamp, n.Notes))
}

// drop forgets the notes of folders for which a completed walk reported no sidecars,
// except where all books are gone with them: these keep their covers and people in the
// list.
func (w *reading) drop(s *running) {
	var away map[string]bool // see state.Listed.Away, once it is needed
	gone := func(folder string) bool {
		if away == nil {
			away = w.state.Listed.Away(s.dir)
		}
		if sidecar.HoldsPictures(filepath.Base(folder)) { // it has no books of its own
			folder = filepath.Dir(folder)
		}
		return away[folder]
	}
	for folder, n := range w.state.Sidecars.ByFolder {
		in := folder == s.dir || !s.flat && text.Within(folder, s.dir)
		if !in || n.LastScan >= s.number || !s.ended.report.Covers(folder+"/metadata.json") || gone(folder) {
			continue
		}
		delete(w.state.Sidecars.ByFolder, folder)
		w.state.Folders.AlterNotes(folder, w.state.Roots)
		w.saver.send(catalog.DropNotes(folder))
	}
}

// readBeside reads sidecars and sends their notes to the owner. It runs on its own
// goroutine.
func (d *disks) readBeside(folders []scan.Beside) {
	for _, b := range folders {
		select {
		case d.sidecars <- struct{}{}:
		case <-d.ctx.Done():
			return
		}
		read := readNotes(d.ctx, b)
		<-d.sidecars
		select {
		case d.in.noted <- read:
		case <-d.ctx.Done():
			return
		}
	}
}

// readNotes reads the sidecars of one folder, then checks that one of them still exists:
// on a drive that was unplugged meanwhile, they would seem to say nothing.
func readNotes(ctx context.Context, b scan.Beside) noted {
	ctx, cancel := context.WithTimeout(ctx, besidePatience)
	defer cancel()
	read := noted{folder: b.Folder, stamp: b.Stamp, before: b.Before}
	read.notes, read.refused = sidecar.Read(ctx, b.Folder, b.Names)
	there, err := scan.Exists(ctx, filepath.Join(b.Folder, b.Names[len(b.Names)-1]))
	read.unsure = !there || err != nil
	return read
}

// restoreNotes loads the notes from the catalogue. It blocks on the disk.
func (l *Library) restoreNotes(ctx context.Context) (kept []noted, err error) {
	err = l.catalog.LoadNotes(ctx, func(folder string, stamp uint64, n *book.Notes) {
		kept = append(kept, noted{folder: folder, stamp: stamp, notes: n})
	})
	return kept, err
}
