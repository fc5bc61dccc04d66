package ui

import (
	"log/slog"
	"path/filepath"
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
		{"damaged there", `[{"Name":"A","Text":"4"}]`, `[`, `[{"Name":"A","Text":"4"}]`},
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
