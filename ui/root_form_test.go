package ui

import (
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/scan"
	"lectern/ui/sidebar"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestRootFormKeepsWhatItDoesNotChange(t *testing.T) {
	test.NewTempApp(t)
	for _, s := range []library.Settings{
		{},
		{Paused: true, Follow: library.FollowWatch, Workers: 1, Patterns: "*.tmp\n!a.tmp"},
		{Follow: library.FollowPoll, Poll: 5 * time.Minute, Workers: 3},
		{Follow: library.FollowNone, Workers: 32},
		{Follow: library.FollowAuto, Poll: time.Hour},
		{Follow: library.FollowNone + 1}, // from a newer version
	} {
		if got := newRootForm(s, func() {}).settings(); got != s {
			t.Errorf("%+v became %+v", s, got)
		}
	}
}

func TestRootForm(t *testing.T) {
	test.NewTempApp(t)
	f := newRootForm(library.Settings{Paused: true, Poll: 90 * time.Minute}, func() {})
	if f.every.Visible() {
		t.Error("the minutes show although nothing is polled")
	}
	f.follow.SetSelectedIndex(int(library.FollowPoll))
	if !f.every.Visible() || f.minutes.Text != "90" {
		t.Errorf("minutes %q, visible %v", f.minutes.Text, f.every.Visible())
	}
	f.minutes.SetText(" 20 ")
	f.workers.SetSelectedIndex(1)
	f.patterns.SetText("Drafts/")
	want := library.Settings{Paused: true, Follow: library.FollowPoll, Poll: 20 * time.Minute, Workers: 1, Patterns: "Drafts/"}
	if got := f.settings(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	f.minutes.SetText("soon")
	if got := f.settings().Poll; got != 90*time.Minute {
		t.Errorf("without a number of minutes: %v, want the earlier value", got)
	}
}

// TestRootFormSavesNoNonsense: a number of minutes that is none is not lost without a word.
func TestRootFormSavesNoNonsense(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	w.lib.AddRoot(dir)
	w.preferences.showRoot(dir)
	buttons, minutes, follow := withinTop[*widgets.EscapeButton](w), withinTop[*widgets.EscapeEntry](w)[0], withinTop[*widgets.EscapeSelect](w)[0]
	save := buttons[len(buttons)-1]
	for _, poll := range []bool{true, false} {
		follow.SetSelectedIndex(follows.index(library.FollowAuto))
		if poll {
			follow.SetSelectedIndex(follows.index(library.FollowPoll))
		}
		for text, fine := range map[string]bool{"1": true, " 20 ": true, "525600": true, "0": false, "-5": false, "": false, "soon": false, "525601": false, "153722868": false, "99999999999999999999": false} {
			if minutes.SetText(text); save.Disabled() == (fine || !poll) {
				t.Errorf("%q minutes, polling %t: it can be saved: %t", text, poll, !save.Disabled())
			}
		}
	}
}

// TestSettingsThatStoodOpen: settings that the user did not change in the form, or that
// the menu does not set, keep the values they got in the meantime.
func TestSettingsThatStoodOpen(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	w.lib.AddRoot(dir)
	root := func() library.Root { return w.lib.Status().Roots[0] }
	pause := w.menus.folderItems(sidebar.Folder{Path: dir, IsRoot: true, InLibrary: true}, w.lib.Status())
	form := newRootForm(root().Settings, func() {})

	w.lib.Configure(dir, library.Settings{Follow: library.FollowNone, Workers: 4, Patterns: "*.tmp"})
	pause[1].Action()
	want := library.Settings{Paused: true, Follow: library.FollowNone, Workers: 4, Patterns: "*.tmp"}
	if got := root().Settings; got != want {
		t.Errorf("after %s: %+v, want %+v", pause[1].Label, got, want)
	}
	form.patterns.SetText("Drafts/")
	w.lib.Adjust(dir, form.apply)
	want.Patterns = "Drafts/"
	if got := root().Settings; got != want {
		t.Errorf("after Save: %+v, want %+v", got, want)
	}
}

func TestHealth(t *testing.T) {
	bad := scan.Problem{Path: "/a/x", Err: errors.New("broken")}
	r := library.Root{State: library.RootReady, Watch: library.Watch{Mode: library.Polling, Every: 15 * time.Minute, Reason: "nfs"}, Problems: []scan.Problem{bad, bad, bad, bad, bad}}
	lines := health(r, false, uitest.Noon)
	if len(lines) != 5 || lines[0] != "Checked every 15 min (nfs)" || lines[4] != "2 more folders could not be read" {
		t.Errorf("%q", lines)
	}
	r = library.Root{State: library.RootOffline, Reason: "another disk is in its place", Since: uitest.Noon}
	if lines := health(r, false, uitest.Noon); !slices.Equal(lines, []string{"Offline since 12:00: another disk is in its place"}) {
		t.Errorf("%q", lines)
	}
}
