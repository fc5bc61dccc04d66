package library

// retired are the rows that left the list, by the path of their files: the root
// was removed, a pattern passes over them, they were moved to the trash. What the
// user typed about them comes back with the file. Of two with one path the one
// that left last counts.
type retired map[string]*row

func (s retired) add(r *row) {
	if other := s[r.file.Path]; other == nil || other.left < r.left {
		s[r.file.Path] = r
	}
}
