package sidebar

import (
	"slices"
	"strings"
	"time"

	"lectern/library/view"
)

// typeFind is the longest time between two letters that are searched together.
const typeFind = time.Second

// letters are the letters that the user typed last.
type letters struct {
	text string
	at   time.Time
}

// recent reports whether the next letter belongs to these.
func (l *letters) recent(now time.Time) bool { return l.text != "" && now.Sub(l.at) < typeFind }

// TypedRune moves the cursor to the next line whose name has a word that begins with the
// typed letters.
func (s *Tree) TypedRune(r rune) {
	now := s.now()
	if !s.letters.recent(now) {
		s.letters.text = ""
		if r == ' ' { // what a space does to the line is a matter of TypedKey
			return
		}
	}
	s.letters = letters{s.letters.text + string(r), now}
	uids, want := s.lines(), " "+view.Fold(s.letters.text)
	at := max(0, slices.Index(uids, s.cursor.uid))
	if len([]rune(s.letters.text)) == 1 {
		at++ // of several names, each press of a letter goes to the next
	}
	for i := range uids {
		uid := uids[(at+i)%len(uids)]
		if owner(uid) == uid && strings.Contains(" "+view.Fold(s.label(uid).name), want) {
			s.cursor.stand(uid)
			s.Refresh()
			return
		}
	}
}
