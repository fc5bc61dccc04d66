package ui

import (
	"lectern/ui/details"
)

// several shows in the details what the selected books have in common.
type several struct {
	w    *Window
	last selectionState // what is shown, or what a task is to show
	busy bool           // a task is at work; there is only one
}

// show shows the selected books, at least two. It does nothing if neither the
// selection nor the view has changed since the last call. Like totals, it leaves many
// rows to a task.
func (s *several) show() {
	v, now := s.w.rows.View(), selectionState{s.w.rows.View(), s.w.selection.Changes()}
	if s.last == now {
		return
	}
	s.w.panes.details.Files = s.w.settings.everyFile()
	other := s.last.selection != now.selection
	s.last = now
	if v.Len() <= fewRows {
		s.w.panes.details.SetSeveral(details.SeveralOf(s.w.selection.Books()))
		return
	}
	if other {
		s.w.panes.details.SetSeveral(details.Several{Books: s.w.selection.Len()})
	}
	if s.busy {
		return // the end of the task shows what is selected then
	}
	s.busy = true
	selected := s.w.selection.IDs()
	s.w.tasks.work.Go(func() {
		found := details.SeveralOf(selectedIn(v, selected))
		s.w.tasks.post(func() {
			s.busy = false
			if s.last == now {
				s.w.panes.details.SetSeveral(found)
				return
			}
			s.last.of = nil
			s.w.panes.showDetails()
		})
	})
}
