package sidebar

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"lectern/ui/widgets"
)

// holdFor is how long a tapped value stays in place under the pointer. The new counts,
// which change the lists above the value, arrive within half a second on an idle machine.
const holdFor = 2 * time.Second

// tap is the last tap on a line.
type tap struct {
	uid string
	at  time.Time
}

// again records a tap, and reports whether it is the second one of a double tap.
func (t *tap) again(uid string, now time.Time) bool {
	if uid == t.uid && now.Sub(t.at) < widgets.DoubleTap {
		*t = tap{}
		return true
	}
	*t = tap{uid, now}
	return false
}

// pin is the value that was tapped last, with its place and the time of the tap.
type pin struct {
	uid string
	y   float32 // of its line, below the top of the sidebar
	at  time.Time
}

// hold remembers where a value is when it is tapped.
func (s *Tree) hold(n *node) {
	if s.pin = (pin{}); !isValue(n.uid) {
		return
	}
	d := fyne.CurrentApp().Driver()
	s.pin = pin{n.uid, d.AbsolutePositionForObject(n).Y - d.AbsolutePositionForObject(s).Y, s.now()}
}

// steady scrolls a recently tapped value back to its place, as far as the lines above and
// below the value allow.
func (s *Tree) steady() {
	if s.pin.uid == "" || s.now().Sub(s.pin.at) > holdFor {
		return
	}
	at, lines := s.lineOf(s.pin.uid)
	if at < 0 {
		return
	}
	s.Refresh() // the first one after a change leaves the scroller with the old height
	pad := s.Theme().Size(theme.SizeNamePadding)
	least := float32(lines)*(nodeHeight+pad) - pad - s.Size().Height
	s.ScrollToOffset(max(0, min(float32(at)*(nodeHeight+pad)-s.pin.y, least)))
}

// lineOf returns the line of a node, -1 if it is below a closed one, and the number of
// all lines.
func (s *Tree) lineOf(uid string) (at, lines int) {
	all := s.lines()
	return slices.Index(all, uid), len(all)
}

// lines returns the nodes of all lines, from the top.
func (s *Tree) lines() (uids []string) {
	var walk func(parent string)
	walk = func(parent string) {
		for _, below := range s.childUIDs(parent) {
			uids = append(uids, below)
			walk(below)
		}
	}
	walk("")
	return uids
}
