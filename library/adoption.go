package library

import (
	"lectern/library/book"
)

// A user who removes the folder that a library was moved from, after the folder
// that it was moved to was added, has typed things about files that are listed under
// another row. This row then becomes the one that the user knows.

// adoptions finds the one listed row that has the content of a retired row whose root
// is gone, and about which the user typed something. wanted are rows that must get
// their fingerprint first.
func (s *state) adoptions() (pairs []pair, wanted []*row) {
	orphans := map[int64][]*row{} // by size
	for r := range s.retired.rows() {
		if !r.untouched() && r.print != "" && s.rootOf(r.file.Path) == nil {
			orphans[r.file.Size] = append(orphans[r.file.Size], r)
		}
	}
	if len(orphans) == 0 {
		return nil, nil
	}
	listed := map[int64][]*row{}
	for _, r := range s.byID {
		if size := r.file.Size; len(orphans[size]) > 0 && r.file.State != book.Missing {
			listed[size] = append(listed[size], r)
		}
	}
	for size, rows := range listed {
		waits := len(wanted)
		for _, r := range rows {
			if r.unmarked() {
				wanted = append(wanted, r)
			}
		}
		if len(wanted) > waits {
			continue
		}
		for _, p := range pairsOf(orphans[size], rows) {
			if p.now.untouched() {
				pairs = append(pairs, p)
			}
		}
	}
	return pairs, wanted
}

// adopt has what the user typed about files of removed roots go to where these files
// are listed. It is called again when more fingerprints are known.
func (o *owner) adopt() {
	if o.catalog == nil || o.restoring {
		return
	}
	pairs, wanted := o.state.adoptions()
	o.mark(wanted)
	for _, p := range pairs {
		o.log.Info("adopted", "id", p.old.file.ID, "from", p.old.file.Path, "to", p.now.file.Path)
		if f := o.state.move(p); f != nil {
			o.submit([]*book.File{f})
		}
	}
}
