package ui

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestNamedLists: what one window named stays when another window changes the list.
func TestNamedLists(t *testing.T) {
	const was = `[{"Name":"A","Text":"1"},{"Name":"B","Text":"2"}]`
	for _, c := range []struct{ name, mine, theirs, want string }{
		{"both add", `[{"Name":"A","Text":"1"},{"Name":"B","Text":"2"},{"Name":"C"}]`, `[{"Name":"A","Text":"1"},{"Name":"B","Text":"2"},{"Name":"D","More":[1]}]`,
			`[{"Name":"A","Text":"1"},{"Name":"B","Text":"2"},{"Name":"C"},{"Name":"D","More":[1]}]`},
		{"here moved and removed", `[{"Name":"B","Text":"2"}]`, was, `[{"Name":"B","Text":"2"}]`},
		{"there removed", `[{"Name":"A","Text":"3"},{"Name":"B","Text":"2"}]`, `[{"Name":"A","Text":"1"}]`, `[{"Name":"A","Text":"3"}]`},
		{"there changed", `[{"Name":"B","Text":"2"},{"Name":"A","Text":"1"}]`, `[{"Name":"A","Text":"3"},{"Name":"B","Text":"2"}]`, `[{"Name":"B","Text":"2"},{"Name":"A","Text":"3"}]`},
		{"removed here, changed there", `[{"Name":"B","Text":"2"}]`, `[{"Name":"A","Text":"3"},{"Name":"B","Text":"2"}]`, `[{"Name":"B","Text":"2"},{"Name":"A","Text":"3"}]`},
		{"changed in both", `[{"Name":"A","Text":"4"},{"Name":"B","Text":"2"}]`, `[{"Name":"A","Text":"3"},{"Name":"B","Text":"2"}]`, `[{"Name":"A","Text":"4"},{"Name":"B","Text":"2"}]`},
		{"named alike", `[{"Name":"A","Text":"1"},{"Name":"B","Text":"2"},{"Name":"Dune"}]`, `[{"Name":"A","Text":"1"},{"Name":"B","Text":"2"},{"Name":"dune","More":[1]}]`,
			`[{"Name":"A","Text":"1"},{"Name":"B","Text":"2"},{"Name":"Dune"}]`},
		{"damaged there", `[{"Name":"A","Text":"4"}]`, `[`, `[{"Name":"A","Text":"4"},"["]`},
		{"unreadable", `[{"Name":"A","Text":"4"},{"Name":5},{"Name":"B","Text":7}]`, `[{"Name":"A","Text":"1"},{"Name":5},{"Text":"6"},{"Name":"B","Text":7}]`,
			`[{"Name":"A","Text":"4"},{"Name":5},{"Name":"B","Text":7},{"Text":"6"}]`},
	} {
		path := filepath.Join(t.TempDir(), "preferences.json")
		open := func() *preferencesFile { return openPreferences(path, slog.New(slog.DiscardHandler)) }
		first := open()
		first.SetString(prefViews, was)
		first.close()
		here, there := open(), open()
		there.SetString(prefViews, c.theirs)
		there.close()
		here.SetString(prefViews, c.mine)
		here.close()
		if got := here.String(prefViews); got != c.want {
			t.Errorf("%s: the window has %s, want %s", c.name, got, c.want)
		}
		last := open()
		if got := last.String(prefViews); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		last.close()
	}
}

// TestNamedListsOverTime: what another window named stays when this one saves something else
// before it changes the list.
func TestNamedListsOverTime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	open := func() *preferencesFile { return openPreferences(path, slog.New(slog.DiscardHandler)) }
	here, there := open(), open()
	there.SetString(prefViews, `[{"Name":"Theirs"}]`)
	there.close()
	here.SetInt("workers", 3)
	for range 2 {
		here.write()
	}
	here.SetString(prefViews, `[{"Name":"Mine"}]`)
	here.close()
	if got, want := here.String(prefViews), `[{"Name":"Mine"},{"Name":"Theirs"}]`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestViewsOfAnotherWindow: what another window saved is shown once this one saves something.
func TestViewsOfAnotherWindow(t *testing.T) {
	test.NewTempApp(t)
	path := filepath.Join(t.TempDir(), "preferences.json")
	w := newTestWindow(t, Options{Preferences: path})
	w.Resize(fyne.NewSize(1000, 700))
	posted := make(chan func(), 1)
	w.tasks.post = func(f func()) { posted <- f }
	there := openPreferences(path, slog.New(slog.DiscardHandler))
	there.SetString(prefViews, `[{"Name":"Theirs"}]`)
	there.close()
	w.searching.saved.save("Mine")
	(<-posted)()
	if tappable(w.sidebar, "Mine") == nil || tappable(w.sidebar, "Theirs") == nil {
		t.Error("the sidebar lacks a view")
	}
	menuItem(t, w, "Theirs")
	w.remember()
}

// TestUnreadableElements: an element that cannot be read hides no other one, and stays as it
// is when the list is saved, as do fields that this version does not know.
func TestUnreadableElements(t *testing.T) {
	const damaged = `{"Name":"Bad","Text":5}`
	for _, c := range []struct{ name, was, shown, want string }{
		{"a field of another type", `[{"Name":"A"}, {"Name":"Bad","Text":5}, {"Name":"B"}]`, "A B", `[A,B,C,` + damaged + `]`},
		{"no name", `[{"Name":"A"},{"Text":"x"},null,7]`, "A", `[A,C,{"Text":"x"},null,7]`},
		{"bytes that are none", `[{"Name":"A"},{"Name":"Bad","Folder":"%"}]`, "A", `[A,C,{"Name":"Bad","Folder":"%"}]`},
		{"of a later version", `[{"Name":"A","Colour":"red"},{"Name":"B"}]`, "A B", `[{"Name":"A","Colour":"red"},B,C]`},
		{"cut off", `[{"Name":"A"},{"Na`, "", `[C,"[{\"Name\":\"A\"},{\"Na"]`},
		{"no list", `{"Name":"A"}`, "", `[C,"{\"Name\":\"A\"}"]`},
		{"null", `null`, "", `[C]`},
	} {
		s := settings{test.NewTempApp(t).Preferences()}
		s.SetString(prefViews, c.was)
		views := s.savedViews()
		var names []string
		for _, v := range views {
			names = append(names, v.Name)
		}
		if got := strings.Join(names, " "); got != c.shown {
			t.Errorf("%s: shows %q, not %q", c.name, got, c.shown)
		}
		var added savedView
		added.Name = "C"
		s.setSavedViews(append(views, added))
		s.setSavedViews(s.savedViews())
		want := c.want
		for _, name := range []string{"A", "B", "C"} {
			full := `{"Name":"` + name + `","Columns":"","Sort":"","Text":"","Mode":""}`
			if name != "C" {
				full = `{"Name":"` + name + `"}` // as it was
			}
			want = strings.NewReplacer("["+name+",", "["+full+",", "["+name+"]", "["+full+"]", ","+name+",", ","+full+",", ","+name+"]", ","+full+"]").Replace(want)
		}
		if got := s.String(prefViews); got != want {
			t.Errorf("%s: saved as %s, not %s", c.name, got, want)
		}
	}
	s := settings{test.NewTempApp(t).Preferences()}
	s.SetString(prefLayouts, `[{"Name":"A","Columns":["title"]},{"Name":"B","Columns":"title"}]`)
	own := s.layouts()
	if len(own) != 1 || own[0].Name != "B" {
		t.Fatalf("layouts %v", own)
	}
	s.setLayouts(nil)
	if got, want := s.String(prefLayouts), `[{"Name":"A","Columns":["title"]}]`; got != want {
		t.Errorf("layouts saved as %s, not %s", got, want)
	}
}
