package ui

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// follows are the ways to follow a root.
var follows = options[library.Follow]{
	{i18n.Mark("Automatically"), library.FollowAuto},
	{i18n.Mark("As they happen"), library.FollowWatch},
	{i18n.Mark("At intervals"), library.FollowPoll},
	{i18n.Mark("Only when I rescan"), library.FollowNone},
}

const (
	pollMinutes  = 15 // between two polls, until the user sets another time
	mostMinutes  = 365 * 24 * 60
	mostProblems = 3 // how many problems are listed; the others are counted
	patternLines = 4 // visible lines
)

// readers are the choices for how many files are read at once, with the number that is
// chosen now; for 0 the library decides.
func readers(now int) (all options[int]) {
	for _, n := range with(now, 0, 1, 2, 4, 8, 16, 32) {
		title := strconv.Itoa(n)
		switch n {
		case 0:
			title = i18n.Mark("Automatic")
		case 1:
			title = i18n.Mark("1 (slow disk)")
		}
		all = append(all, option[int]{title, n})
	}
	return all
}

// rootForm is the form for the settings of a root.
type rootForm struct {
	was      library.Settings
	readers  options[int] // of workers
	follow   *widgets.EscapeSelect
	minutes  *widgets.EscapeEntry
	every    fyne.CanvasObject
	workers  *widgets.EscapeSelect
	patterns *widgets.EscapeEntry
	onChange func() // called when valid may have changed
}

// newRootForm is the form for settings. Esc calls escape.
func newRootForm(s library.Settings, escape func()) *rootForm {
	f := &rootForm{was: s, onChange: func() {}}
	f.minutes = widgets.NewEscapeEntry(1, escape)
	f.minutes.SetText(strconv.Itoa(pollMinutes))
	if s.Poll > 0 {
		f.minutes.SetText(strconv.Itoa(max(1, int(s.Poll.Round(time.Minute)/time.Minute))))
	}
	f.minutes.OnChanged = func(string) { f.onChange() }
	before, after, _ := strings.Cut(i18n.Text("every {{.Minutes}} minutes"), "{{.Minutes}}") // the box is in the sentence
	f.every = container.NewHBox(widget.NewLabel(strings.TrimSpace(before)), container.NewGridWrap(fyne.NewSize(56, f.minutes.MinSize().Height), f.minutes), widget.NewLabel(strings.TrimSpace(after)))
	f.follow = widgets.NewEscapeSelect(follows.titles(), escape)
	f.follow.OnChanged = func(string) {
		f.every.(*fyne.Container).Hidden = !f.polls()
		f.every.Refresh()
		f.onChange()
	}
	f.follow.SetSelectedIndex(follows.index(s.Follow))

	f.readers = readers(s.Workers)
	f.workers = widgets.NewEscapeSelect(f.readers.titles(), escape)
	f.workers.SetSelectedIndex(f.readers.index(s.Workers))

	f.patterns = widgets.NewEscapeEntry(patternLines, escape)
	f.patterns.SetPlaceHolder("*.tmp")
	f.patterns.SetText(s.Patterns)
	return f
}

// polls reports whether the root is to be polled. A newer version may know another way.
func (f *rootForm) polls() bool {
	i := f.follow.SelectedIndex()
	return i >= 0 && follows[i].value == library.FollowPoll
}

// interval returns the time between two polls, 0 if the text is not a number of minutes.
func (f *rootForm) interval() time.Duration {
	n, err := strconv.Atoi(strings.TrimSpace(f.minutes.Text))
	if err != nil || n < 1 || n > mostMinutes {
		return 0
	}
	return time.Duration(n) * time.Minute
}

// valid reports whether the form can be saved.
func (f *rootForm) valid() bool { return !f.polls() || f.interval() > 0 }

// settings returns the settings in the form.
func (f *rootForm) settings() library.Settings {
	s := f.was
	if i := f.follow.SelectedIndex(); i >= 0 { // else a newer version knows another way
		s.Follow = follows[i].value
	}
	if every := f.interval(); every > 0 && f.polls() {
		s.Poll = every
	}
	s.Workers = f.readers[f.workers.SelectedIndex()].value
	s.Patterns = f.patterns.Text
	return s
}

// apply changes only the settings that the user changed in the form: the others may
// have changed elsewhere while it was open.
func (f *rootForm) apply(s *library.Settings) {
	set := f.settings()
	if set.Follow != f.was.Follow {
		s.Follow = set.Follow
	}
	if set.Poll != f.was.Poll {
		s.Poll = set.Poll
	}
	if set.Workers != f.was.Workers {
		s.Workers = set.Workers
	}
	if set.Patterns != f.was.Patterns {
		s.Patterns = set.Patterns
	}
}

// health describes the status of a root, one line for each fact. files says that rows are files,
// not books.
func health(r library.Root, files bool, now time.Time) (lines []string) {
	text, _ := words.RootStatus(r, files, now)
	switch {
	case r.State == library.RootReady && r.Watch.Mode != library.Unfollowed:
		text = words.Watch(r.Watch)
	case r.State == library.RootOffline || r.State == library.RootStalled:
		text = i18n.Text("{{.Status}}: {{.Reason}}", "Status", text, "Reason", i18n.Text(r.Reason))
	}
	lines = append(lines, words.Capital(text))
	if r.Held.Missing > 0 {
		lines = append(lines, i18n.Count(r.Held.Of, "{{.Missing}} of {{.Count}} file could not be found by the last scan", "{{.Missing}} of {{.Count}} files could not be found by the last scan", "Missing", i18n.Number(r.Held.Missing)))
	}
	for i, p := range r.Problems {
		if i == mostProblems {
			lines = append(lines, i18n.Count(len(r.Problems)-i, "{{.Count}} more folder could not be read", "{{.Count}} more folders could not be read"))
			break
		}
		lines = append(lines, i18n.Text("{{.Path}}: {{.Reason}}", "Path", words.Path(p.Path), "Reason", i18n.Text(p.Reason())))
	}
	return lines
}
