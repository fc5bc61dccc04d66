package state

import "lectern/library/book"

// Adoptions finds retired rows whose root is gone and about which the user typed
// something, and pairs each with the one listed row that has the same content. wanted
// are listed rows that need a fingerprint before the pairs can be decided.
func (m *Moves) Adoptions() (pairs []Pair, wanted []*Row) {
	orphans := map[int64][]*Row{} // by size
	for r := range m.retired.Rows() {
		if !r.untouched() && r.Fingerprint != "" && m.roots.Of(r.File.Path) == nil {
			orphans[r.File.Size] = append(orphans[r.File.Size], r)
		}
	}
	if len(orphans) == 0 {
		return nil, nil
	}
	listed := map[int64][]*Row{}
	for _, r := range m.listed.ByID {
		if size := r.File.Size; len(orphans[size]) > 0 && r.File.State != book.Missing && !m.OutOfReach(r) {
			listed[size] = append(listed[size], r)
		}
	}
	for size, rows := range listed {
		waits := len(wanted)
		for _, r := range rows {
			if r.NeedsFingerprint() {
				wanted = append(wanted, r)
			}
		}
		if len(wanted) > waits {
			continue
		}
		for _, p := range pairsOf(orphans[size], rows, byContent) {
			if p.Now.untouched() || p.Now.saysNoMore(p.Old) {
				pairs = append(pairs, p)
			}
		}
	}
	return pairs, wanted
}
