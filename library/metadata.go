package library

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/message"
	"lectern/library/sidecar"
	"lectern/library/state"
)

// Metadata files are written beside the books only when the user asks for it, after a
// preview: PlanMetadata says what would be written, WriteMetadata writes it.

// MetadataFormat is a format of files with the metadata of a book.
type MetadataFormat = sidecar.Format

// The formats of metadata files.
const (
	MetadataJSON = sidecar.MetadataJSON // metadata.json of Audiobookshelf
	MetadataOPF  = sidecar.MetadataOPF  // metadata.opf of Calibre
)

// The states of a draft.
const (
	MetadataNew     = sidecar.New
	MetadataChanged = sidecar.Changed
	MetadataSame    = sidecar.Same
	MetadataForeign = sidecar.Foreign
)

// MetadataPlan is what can be written beside one book.
type MetadataPlan struct {
	Book   *book.Book
	Draft  *sidecar.Draft // nil if nothing can be written
	Reason string         // why nothing can be written, or why writing failed: a clause without a full stop
}

// PlanMetadata says what would be written beside books, in their order, with all edits so
// far: a View can be older. It calls progress after each book. It blocks on the disks; once
// ctx is done, it returns the plans made so far. The plan of a book that nothing can be
// written for has the reason.
func (l *Library) PlanMetadata(ctx context.Context, books []*book.Book, f MetadataFormat, progress func(done int)) (plans []MetadataPlan) {
	places := placer{library: l, folders: map[state.FolderKey]*grouped{}}
	for i, b := range books {
		b, path, reason := places.of(b, f)
		p := MetadataPlan{Book: b, Reason: reason}
		if reason == "" {
			var err error
			p.Draft, err = orLeave(ctx, 0, func() (*sidecar.Draft, error) { return sidecar.NewDraft(path, f, &b.Meta, Chapters(b)) })
			if ctx.Err() != nil {
				return plans
			}
			if err != nil {
				p.Reason = metadataReason(path, err)
			}
		}
		plans = append(plans, p)
		progress(i + 1)
	}
	return plans
}

// WriteMetadata carries out plans, each file whole or not at all. It replaces files of
// other programs and people only if foreign is true. It calls progress after each plan. It
// blocks on the disks until it is done or ctx is. failed are the plans that failed, with
// the reasons; the others went on. Undo does not take the files back.
func (l *Library) WriteMetadata(ctx context.Context, plans []MetadataPlan, foreign bool, progress func(done int)) (written int, failed []MetadataPlan) {
	var folders []string
	for i, p := range plans {
		if ctx.Err() != nil {
			break
		}
		if d := p.Draft; d != nil && d.State != sidecar.Same && (foreign || d.State != sidecar.Foreign) {
			finished, err := orLeave(ctx, writeGrace, func() (bool, error) { return true, d.Write(foreign) })
			switch {
			case !finished: // cancelled
			case err != nil:
				p.Reason = metadataReason(d.Path, err)
				failed = append(failed, p)
				l.log.Warn("metadata_not_written", "path", d.Path, "reason", err.Error())
			default:
				written++
				folders = append(folders, filepath.Dir(d.Path))
			}
		}
		progress(i + 1)
	}
	l.rescanOf(folders)
	return written, failed
}

// manyFolders is the largest number of folders that are scanned one by one. If there are
// more, their roots are scanned instead.
const manyFolders = 50

// rescanOf scans folders in which files were written: a root may not be watched.
func (l *Library) rescanOf(folders []string) {
	slices.Sort(folders)
	if folders = slices.Compact(folders); len(folders) > manyFolders {
		var roots []string
		for _, r := range l.Status().Roots {
			if slices.ContainsFunc(folders, func(dir string) bool { return Within(dir, r.Path) }) {
				roots = append(roots, r.Path)
			}
		}
		folders = roots
	}
	if len(folders) > 0 {
		l.Rescan(folders...)
	}
}

// metadataReason says why a file cannot be read or written.
func metadataReason(path string, err error) string {
	if words, known := Reason(err); known {
		return words
	}
	if words, known := sidecar.Reason(err); known {
		return book.UTF8(filepath.Base(path)) + " " + words
	}
	return message.Mark("the system reports an error")
}

// writeGrace is how long WriteMetadata waits for the file that it is writing when the user
// cancels. If the file is complete by then, it counts as written.
const writeGrace = 2 * time.Second

// placer finds out where a file about a book has to be.
type placer struct {
	library *Library
	folders map[state.FolderKey]*grouped // those of the books so far
}

// grouped is a book folder as the owner knew it when it was asked.
type grouped struct {
	in    group.Folder
	books []*book.Book
	whole bool // a file about the folder counts for the only book in it
}

// of returns a book as it is now, and the path of the file about it, or why there is none.
func (p *placer) of(b *book.Book, f MetadataFormat) (now *book.Book, path, reason string) {
	var key state.FolderKey
	var folder *grouped
	p.library.tell(func(o *owner) {
		r := o.state.Listed.ByID[b.ID]
		if r == nil {
			return
		}
		key = r.FolderKey()
		if folder = p.folders[key]; folder == nil {
			folder = &grouped{in: o.state.GroupFolder(r.Folder)}
		}
	})
	if folder == nil {
		return b, "", message.Mark("it has left the library")
	}
	if p.folders[key] == nil {
		p.folders[key] = folder
		folder.group()
	}
	at := slices.IndexFunc(folder.books, func(now *book.Book) bool { return now.ID == b.ID })
	if at < 0 {
		return b, "", message.Mark("its files belong to another book now")
	}
	b = folder.books[at]
	switch {
	case b.State == book.Missing:
		return b, "", message.Mark("its files are missing")
	case b.State == book.Offline:
		return b, "", message.Mark("its folder is not available")
	case key.Merged():
		return b, "", message.Mark("you combined its files by hand, which a metadata file cannot say")
	case folder.whole && !(len(b.Files) == 1 && folder.mayGetOthers(f)):
		return b, filepath.Join(folder.in.Folder, f.Name("")), ""
	case len(b.Files) == 1:
		file := b.Files[0]
		return b, filepath.Join(file.Folder(), f.Name(strings.TrimSuffix(file.Name(), filepath.Ext(file.Name())))), ""
	default:
		return b, "", message.Mark("other books are in the same folder, and a file would count for all of them")
	}
}

// mayGetOthers reports whether the folder is a root, to which other books can be added, after
// which a file about the root would count for none. A file of this format that is there counts
// more than one about the book.
func (g *grouped) mayGetOthers(f MetadataFormat) bool {
	source := book.FromMetadata
	if f == MetadataOPF {
		source = book.FromOPF
	}
	return g.in.Folder == g.in.Root && (g.in.Notes == nil || !slices.Contains(g.in.Notes.From[:], source))
}

// group groups the files into books. It asks package group, which decides that when a file
// is read, whether a file about the folder counts for the only book in it.
func (g *grouped) group() {
	g.books = group.Books(g.in)
	in := g.in
	in.Notes = &book.Notes{Folder: in.Folder, Meta: book.Meta{Title: "any"}}
	in.Notes.From[book.Title] = book.FromMetadata
	in.Parts = slices.Clone(in.Parts)
	for i := range in.Parts {
		in.Parts[i].Edits = nil // they are stronger than any file
	}
	books := group.Books(in)
	g.whole = len(books) == 1 && books[0].Sources[book.Title] == book.FromMetadata
}
