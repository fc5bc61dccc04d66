package catalog

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

// asideLayout is the time, to the second, in the name of a file that was set
// aside.
const asideLayout = "2006-01-02-150405"

// asideName returns an unused name beside path.
func asideName(path string) string {
	name := path + ".damaged-" + time.Now().Format(asideLayout)
	free := name
	for n := 2; ; n++ {
		if _, err := os.Lstat(free); err != nil {
			return free
		}
		free = fmt.Sprintf("%s-%d", name, n)
	}
}

// rebuild sets the damaged catalogue aside and puts one in its place that is made from its
// undamaged rows, from those of the backup, and from the identities of the remaining rows.
// cause is the error that showed the damage.
func (p *pair) rebuild(ctx context.Context, cause error) error {
	if p.files != nil {
		p.files.close()
		p.files = nil
	}
	at := p.site.catalogue()
	kept, seeded, err := p.makeSuccessor(ctx, at)
	if err != nil {
		remove(at.successor().path)
		return err
	}
	old := asideName(at.path)
	if err := at.succeed(old); err != nil {
		return err
	}
	d, _, err := open(ctx, at.path, at.schema)
	if err != nil {
		return err
	}
	if err := p.take(ctx, d); err != nil {
		d.close()
		return err
	}
	what := message.New("The library on disk was damaged; the old file was set aside as {{.File}}.", "File", filepath.Base(old))
	if errors.Is(cause, errGone) {
		what = message.New("The library on disk was gone.")
	}
	p.report.tell(cause, message.New("{{.First}} {{.Rest}}", "First", what,
		"Rest", message.New("It was rebuilt: {{.Kept}}, {{.Again}}. Your edits are safe.",
			"Kept", message.Count(kept, "{{.Count}} file is as it was", "{{.Count}} files are as they were"),
			"Again", message.Count(seeded, "{{.Count}} will be read again", "{{.Count}} will be read again"))))
	return nil
}

// makeSuccessor makes the successor of the damaged catalogue. kept and seeded are those of refill.
func (p *pair) makeSuccessor(ctx context.Context, at place) (kept, seeded int, err error) {
	next := at.successor()
	remove(next.path)
	d, _, err := open(ctx, next.path, next.schema)
	if err != nil {
		return 0, 0, err
	}
	kept, seeded, err = p.refill(ctx, d, at.path)
	return kept, seeded, errors.Join(err, d.close())
}

// refill fills the new catalogue d from the damaged one, from the backup and
// from the identities. It keeps the undamaged notes; the others are read again.
// kept and seeded count the rows that kept their details and those that have an
// identity only.
func (p *pair) refill(ctx context.Context, d *database, old string) (kept, seeded int, err error) {
	var known map[book.ID]*Entry                   // rows that are not in d yet
	if err := p.withUser(ctx, func() (err error) { // both may be damaged
		known, err = p.user.identities()
		return err
	}); err != nil {
		return 0, 0, err
	}
	from, backup := salvage(ctx, old), salvage(ctx, backupOf(p.site.work))
	places := p.memory.allRoots()
	shared := newSharer(nil)
	in := filler{to: d, roots: map[string]int64{}}
	err = d.change(func() error {
		for id, v := range from.rows {
			e, ok := entry(v, from.roots, shared)
			if was := known[id]; !ok || was != nil && was.Retired != 0 {
				continue
			}
			delete(known, id)
			kept++
			if err := in.put(&e); err != nil {
				return err
			}
		}
		for id, v := range backup.rows {
			// A row of the backup is valid if its file has the path and size last seen.
			e, ok := entry(v, backup.roots, shared)
			if was := known[id]; !ok || was == nil || was.Retired != 0 || was.File.Path != e.File.Path || was.File.Size != e.File.Size {
				continue
			}
			if e.File.Root = rootOf(e.File.Path, places); e.File.Root == "" {
				continue
			}
			delete(known, id)
			kept++
			if err := in.put(&e); err != nil {
				return err
			}
		}
		for _, e := range latest(known) {
			if e.Retired != 0 {
				continue
			}
			if e.File.Root = rootOf(e.File.Path, places); e.File.Root == "" {
				continue // of a root that is gone
			}
			seeded++
			if err := in.put(e); err != nil {
				return err
			}
		}
		if err := in.putNotes(backup.notes); err != nil {
			return err
		}
		return in.putNotes(from.notes) // they are newer
	})
	return kept, seeded, err
}

// filler fills a new catalogue.
type filler struct {
	to     *database
	roots  map[string]int64 // their numbers, by path
	detail []byte           // of the last row, for its room
}

// put adds a row, and its root if it is the first one there.
func (f *filler) put(e *Entry) error {
	root, made := f.roots[e.File.Root]
	if !made {
		root = int64(len(f.roots) + 1)
		f.roots[e.File.Root] = root
		if err := f.to.exec("INSERT INTO root (id, path) VALUES (?, ?)", root, []byte(e.File.Root)); err != nil {
			return err
		}
	}
	row := rowOf(e, root, f.detail[:0])
	f.detail = row.detail
	return f.to.exec(putFile, row.args()...)
}

// putNotes adds the undamaged ones of the notes of folders.
func (f *filler) putNotes(notes map[string][]driver.Value) error {
	for folder, v := range notes {
		if n, ok := noteFrom(v); ok {
			if err := f.to.exec(putNote, n.args(folder)...); err != nil {
				return err
			}
		}
	}
	return nil
}

// salvaged is what could be read of a damaged catalogue.
type salvaged struct {
	rows  map[book.ID][]driver.Value
	roots map[int64]string
	notes map[string][]driver.Value // by folder
}

// salvage reads as much of a damaged catalogue as it can.
func salvage(ctx context.Context, path string) salvaged {
	s := salvaged{rows: map[book.ID][]driver.Value{}, notes: map[string][]driver.Value{}}
	if _, err := os.Lstat(path); err != nil {
		return s // SQLite would create it
	}
	d, err := connect(ctx, path, "")
	if err != nil {
		return s
	}
	defer d.close()
	for v := range d.readable(ctx, getNotes, noteWidth) {
		folder, _ := v[0].([]byte)
		s.notes[string(folder)] = v
	}
	if s.roots, err = d.rootPaths(ctx); err != nil {
		return s
	}
	for v := range d.readable(ctx, "SELECT "+fileColumns+" FROM file ORDER BY id", fileWidth) {
		s.rows[idOf(v[0])] = v
	}
	return s
}

// holds reports whether a table has rows.
func (d *database) holds(table string) (any bool, err error) {
	err = d.conn.QueryRowContext(context.Background(), "SELECT EXISTS (SELECT 1 FROM "+table+")").Scan(&any)
	return any, err
}

// identities reads the identity of each row. The entries have no times, so a
// scan takes their files for changed.
func (d *database) identities() (map[book.ID]*Entry, error) {
	known := map[book.ID]*Entry{}
	for v, err := range d.inOrder(getIdentities, identityWidth) {
		if err != nil {
			return nil, err
		}
		e, ok := identityFrom(v)
		if !ok {
			return nil, fmt.Errorf("%w: an identity", errDamaged)
		}
		known[e.File.ID] = e
	}
	return known, nil
}

// isIdentity reports whether a row of getIdentities is undamaged.
func isIdentity(v []driver.Value) bool {
	c := columns{v: v}
	c.blob(1)
	for _, i := range [...]int{2, 4, 5, 6} {
		c.number(i)
	}
	for _, i := range [...]int{3, 7} {
		if v[i] != nil {
			c.blob(i)
		}
	}
	return !c.wrong && checkSum(v)
}

// identityFrom decodes a row of getIdentities. ok is false if the row is
// damaged.
func identityFrom(v []driver.Value) (e *Entry, ok bool) {
	if !isIdentity(v) {
		return nil, false
	}
	c := columns{v: v}
	fingerprint, _ := v[3].([]byte)
	recording, _ := v[7].([]byte)
	f := &book.File{ID: idOf(v[0]), Path: string(c.blob(1)), Size: c.number(2)}
	e = &Entry{File: f, Added: c.number(4), MissingSince: c.number(5), Fingerprint: fingerprint, Retired: c.number(6), Recording: recording}
	if e.MissingSince != 0 {
		f.State = book.Missing
	}
	return e, true
}

func idOf(v driver.Value) book.ID {
	id, _ := v.(int64)
	return book.ID(id)
}

// latest returns the entries in order of ID, and of those with the same path
// only the newest: an interrupted batch may have left an older one.
func latest(known map[book.ID]*Entry) []*Entry {
	byPath := map[string]*Entry{}
	for id, e := range known {
		if other := byPath[e.File.Path]; other == nil || other.File.ID < id {
			byPath[e.File.Path] = e
		}
	}
	entries := make([]*Entry, 0, len(byPath))
	for _, e := range byPath {
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b *Entry) int { return int(a.File.ID) - int(b.File.ID) })
	return entries
}

// rootOf returns the innermost root that contains path, "" if none does.
func rootOf(path string, roots []Root) (inner string) {
	for _, r := range roots {
		below := strings.HasPrefix(path, strings.TrimSuffix(r.Path, string(filepath.Separator))+string(filepath.Separator))
		if below && len(r.Path) > len(inner) {
			inner = r.Path
		}
	}
	return inner
}
