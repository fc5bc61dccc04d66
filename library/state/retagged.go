package state

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// A file that another program retagged has a new size and a new fingerprint, but the same
// recording. If it was also moved, or its row retired, while nobody looked, only the
// recording shows where it is now.

// Retagged finds the new rows whose recording is that of a missing, held or retired row,
// and that proven accepts. A file with the same sound that existed beside the old one is
// its copy and forms no pair; if there is such a copy, the names of both files must be
// equal. wanted are new rows that need a fingerprint before more pairs can be found; they
// do not include those that can only be the file of a retired row, which come with the
// fingerprints of all rows.
func (m *Moves) Retagged() (pairs []Pair, wanted []*Row) {
	var old []*Row
	known := map[string]bool{}
	add := func(r *Row) {
		if r.Recording != "" {
			old = append(old, r)
			known[r.Recording] = true
		}
	}
	for r := range m.listed.missing {
		add(r)
	}
	for r := range m.losses.held {
		add(r)
	}
	var gone sounds
	if len(old) > 0 {
		gone = soundsOf(old)
	}
	for r := range m.retired.Rows() {
		add(r)
	}
	if len(old) == 0 {
		return nil, nil
	}
	var now []*Row
	for r := range m.listed.fresh {
		switch {
		case !r.new() || r.File.State == book.Missing:
		case known[r.Recording]:
			now = append(now, r)
		case r.NeedsFingerprint() && gone.has(r) && !m.OutOfReach(r):
			wanted = append(wanted, r)
		}
	}
	if len(now) == 0 {
		return nil, wanted
	}
	shared := m.sharedRecordings(old, now)
	pairs = slices.DeleteFunc(pairsOf(old, now, bySound), func(p Pair) bool {
		return shared[p.Old.Recording] && p.Old.File.Name() != p.Now.File.Name()
	})
	return m.proven(pairs), wanted
}

// introduction is longer than the introduction of any publisher.
const introduction = 5 * time.Minute

// proven returns the pairs of files that certainly are the same. Many books begin with the
// same sound, that of their publisher, so one new file with the sound of a missing one
// proves nothing, whatever its name. It is the missing one if it lies in the same folder,
// or if most of the book that it left moved with it, or most of the book that it is in now.
// The first file of a book that is being copied is most of it, so an introduction is not
// enough.
func (m *Moves) proven(pairs []Pair) []Pair {
	if len(pairs) == 0 {
		return nil
	}
	type way struct{ from, to FolderKey }
	moved := map[way]map[*Row]bool{}
	wayOf := func(p Pair) way { return way{p.Old.FolderKey(), p.Now.FolderKey()} }
	for _, p := range pairs {
		w := wayOf(p)
		if moved[w] == nil {
			moved[w] = map[*Row]bool{}
		}
		moved[w][p.Old], moved[w][p.Now] = true, true
	}
	gone, books := map[FolderKey][]*Row{}, map[FolderKey]map[*Row][]*Row{}
	for r := range m.retired.Rows() {
		gone[r.FolderKey()] = append(gone[r.FolderKey()], r)
	}
	return slices.DeleteFunc(pairs, func(p Pair) bool {
		with := moved[wayOf(p)]
		most := func(r *Row) bool {
			key := r.FolderKey()
			if books[key] == nil {
				books[key] = m.rowsOfBooks(key, gone[key])
			}
			n := 0
			for _, r := range books[key][r] {
				if with[r] {
					n++
				}
			}
			return 2*n > len(books[key][r])
		}
		long := p.Now.File.Media != nil && p.Now.File.Media.Duration > introduction || len(with) > 2
		return p.Old.File.Folder() != p.Now.File.Folder() && !most(p.Old) && !(long && most(p.Now))
	})
}

// rowsOfBooks returns, for each row of a book folder, listed or retired, all rows of its
// book.
func (m *Moves) rowsOfBooks(key FolderKey, retired []*Row) map[*Row][]*Row {
	bf, of := &BookFolder{key: key, rows: slices.Clone(retired)}, map[book.ID]*Row{}
	if listed := m.folders.byKey[key]; listed != nil {
		bf.rows = append(bf.rows, listed.rows...)
	}
	for _, r := range bf.rows {
		of[r.File.ID] = r
	}
	defer unpack(bf.rows)()
	books := map[*Row][]*Row{}
	for _, b := range group.Books(m.group(bf)) {
		var rows []*Row
		for _, f := range b.Files {
			rows = append(rows, of[f.ID])
		}
		for _, r := range rows {
			books[r] = rows
		}
	}
	return books
}

// sharedRecordings returns the recordings of these rows that other present rows have too.
// They say little: several books can begin or end with the same file, or have silence in
// between.
func (m *Moves) sharedRecordings(old, now []*Row) map[string]bool {
	of, these := map[string]bool{}, map[*Row]bool{}
	for _, r := range old {
		these[r] = true
	}
	for _, r := range now {
		these[r], of[r.Recording] = true, true
	}
	shared := map[string]bool{}
	for _, r := range m.listed.ByID {
		if of[r.Recording] && !these[r] && r.File.State != book.Missing {
			shared[r.Recording] = true
		}
	}
	return shared
}

// soundSlack is how much the length of a file can change when its tags do, as one in so
// many: some lengths are estimates.
const soundSlack = 20

// sounds are the lengths of files, sorted, by what else a reader found of their sound.
type sounds struct {
	lengths map[sound][]time.Duration
	unread  bool // some have not been read since they are known
}

type sound struct {
	codec          string
	rate, channels int
}

func soundOf(m *book.Packed) sound { return sound{m.Codec, m.SampleRate, m.Channels} }

func soundsOf(rows []*Row) sounds {
	s := sounds{lengths: map[sound][]time.Duration{}}
	for _, r := range rows {
		if m := r.File.Media; m == nil {
			s.unread = true
		} else {
			s.lengths[soundOf(m)] = append(s.lengths[soundOf(m)], m.Duration)
		}
	}
	for _, lengths := range s.lengths {
		slices.Sort(lengths)
	}
	return s
}

// has reports whether the recording of a row can be one of these.
func (s sounds) has(r *Row) bool {
	m := r.File.Media
	if s.unread || m == nil {
		return true
	}
	lengths, slack := s.lengths[soundOf(m)], max(m.Duration/soundSlack, time.Second)
	i, _ := slices.BinarySearch(lengths, m.Duration-slack)
	return i < len(lengths) && lengths[i] <= m.Duration+slack
}
