package books

// sight holds the objects that show the lines in sight, and spare ones out of sight.
type sight[O any] struct {
	blank func() O            // makes an object
	left  func(line int, o O) // prepares the object of a line that left for another line
	shown map[int]O           // by line
	spare []O
}

func newSight[O any](blank func() O, left func(line int, o O)) *sight[O] {
	return &sight[O]{blank: blank, left: left, shown: map[int]O{}}
}

// of returns the object of a line. came is true if it did not show the line before.
func (s *sight[O]) of(line int) (o O, came bool) {
	if o, shown := s.shown[line]; shown {
		return o, false
	}
	if n := len(s.spare); n > 0 {
		o, s.spare = s.spare[n-1], s.spare[:n-1]
	} else {
		o = s.blank()
	}
	s.shown[line] = o
	return o, true
}

// keep removes the lines outside this range. Their objects must be redrawn when they
// come back, because hidden objects do not learn of a new theme.
func (s *sight[O]) keep(first, last int) {
	for line, o := range s.shown {
		if line < first || line >= last {
			delete(s.shown, line)
			s.left(line, o)
			s.spare = append(s.spare, o)
		}
	}
}
