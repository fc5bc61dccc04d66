package ui

import (
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// TestPreferencesFile: a preference is there in the next session, and so are the
// preferences of an earlier version.
func TestPreferencesFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "preferences.json")
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(os.MkdirAll(filepath.Dir(path), 0o755))
	check(os.WriteFile(path, []byte(`{"windowWidth":1000,"workers":3,"everyFile":true,"sort":"title","odd":[1]}`), 0o644))
	p := openPreferences(path, slog.New(slog.DiscardHandler))
	if p.FloatWithFallback("windowWidth", 1) != 1000 || p.Int("workers") != 3 || !p.Bool("everyFile") || p.String("sort") != "title" ||
		p.BoolWithFallback("none", true) != true || p.String("workers") != "" {
		t.Errorf("%+v", p.values)
	}
	p.SetFloat("windowHeight", 700)
	p.SetInt("workers", 4)
	p.SetBool("everyFile", false)
	p.RemoveValue("sort")
	var ends sync.WaitGroup
	for range 3 {
		ends.Go(p.close)
	}
	ends.Wait()
	p = openPreferences(path, slog.New(slog.DiscardHandler))
	defer p.close()
	if p.FloatWithFallback("windowHeight", 1) != 700 || p.Int("workers") != 4 || p.BoolWithFallback("everyFile", true) || p.String("sort") != "" ||
		p.FloatWithFallback("windowWidth", 1) != 1000 {
		t.Errorf("%+v", p.values)
	}
}

// TestPreferencesDamaged: a file that makes no sense does not prevent the start. It is set
// aside, each one under a name of its own, and the user is told.
func TestPreferencesDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "preferences.json")
	for i, text := range []string{"", "[", `"x"`} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		p := openPreferences(path, slog.New(slog.DiscardHandler))
		p.SetString("sort", "author")
		p.close()
		aside := path + ".damaged"
		if i > 0 {
			aside += "-" + strconv.Itoa(i+1)
		}
		if kept, err := os.ReadFile(aside); err != nil || string(kept) != text {
			t.Errorf("%q is set aside as %q, %v", text, kept, err)
		}
		if n := p.notice(); !strings.Contains(n.Text, "damaged") || !strings.Contains(n.Why, filepath.Base(aside)) {
			t.Errorf("%+v", n)
		}
		p = openPreferences(path, slog.New(slog.DiscardHandler))
		if got := p.String("sort"); got != "author" || p.notice().Text != "" {
			t.Errorf("%q: %q, %+v", text, got, p.notice())
		}
		p.close()
	}
}

// TestPreferencesUnreadable: a file that cannot be read stays as it is.
func TestPreferencesUnreadable(t *testing.T) {
	dir := t.TempDir()
	path, away := filepath.Join(dir, "preferences.json"), filepath.Join(dir, "away")
	text := `{"views":"all of them"}`
	if err := os.Mkdir(path, 0o755); err != nil { // any error but that it does not exist
		t.Fatal(err)
	}
	p := openPreferences(path, slog.New(slog.DiscardHandler))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	p.SetString("views", "one")
	p.close()
	if got, err := os.ReadFile(path); err != nil || string(got) != text {
		t.Errorf("it is now %q, %v", got, err)
	}
	if n := p.notice(); !strings.Contains(n.Text, "can’t be read") {
		t.Errorf("%+v", n)
	}

	p = openPreferences(path, slog.New(slog.DiscardHandler))
	for _, step := range []func() error{
		func() error { return os.Rename(path, away) },
		func() error { return os.Mkdir(path, 0o755) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	p.mu.Lock() // as SetString, but only this goroutine writes
	p.values["sort"], p.unsaved["sort"] = "author", true
	p.mu.Unlock()
	p.write()
	for _, step := range []func() error{
		func() error { return os.Remove(path) },
		func() error { return os.Rename(away, path) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	p.close() // what could not be written is written then
	p = openPreferences(path, slog.New(slog.DiscardHandler))
	defer p.close()
	if p.String("sort") != "author" || p.String("views") != "all of them" {
		t.Errorf("%v", p.values)
	}
}

// TestPreferencesNowhere: a file that cannot be written does not prevent the start.
func TestPreferencesNowhere(t *testing.T) {
	p := openPreferences("/dev/null/preferences.json", slog.New(slog.DiscardHandler))
	p.SetString("sort", "author")
	p.close()
}

// TestPreferencesOfTwoWindows: windows of different catalogues share the file. Each writes
// only what changed in it, and nothing if nothing did.
func TestPreferencesOfTwoWindows(t *testing.T) {
	const mine = `[{"Name":"Mine"}]`
	path := filepath.Join(t.TempDir(), "preferences.json")
	open := func() *preferencesFile { return openPreferences(path, slog.New(slog.DiscardHandler)) }
	first := open()
	first.SetString("sort", "author")
	first.SetString("old", "value")
	first.SetInt("workers", 2)
	first.close()

	a, b, idle := open(), open(), open()
	a.SetString("views", mine)
	a.RemoveValue("old")
	a.close()
	was, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	idle.SetString("sort", "author")
	idle.RemoveValue("nothing")
	idle.close()
	if now, err := os.Stat(path); err != nil || !os.SameFile(was, now) {
		t.Errorf("it was replaced although nothing changed, %v", err)
	}
	b.SetInt("workers", 3)
	b.close()

	p := open()
	if p.String("views") != mine || p.Int("workers") != 3 || p.String("sort") != "author" || p.String("old") != "" {
		t.Errorf("%v", p.values)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	p.SetInt("workers", 4)
	p.close()
	all := open()
	defer all.close()
	if all.String("views") != mine || all.Int("workers") != 4 {
		t.Errorf("the file had gone, and is now %v", all.values)
	}
}
