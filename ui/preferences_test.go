package ui

import (
	"log/slog"
	"os"
	"path/filepath"
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

// TestPreferencesUnreadable: a file that makes no sense or cannot be written does not
// prevent the start.
func TestPreferencesUnreadable(t *testing.T) {
	for _, text := range []string{"", "null", "[", `"x"`} {
		path := filepath.Join(t.TempDir(), "preferences.json")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		p := openPreferences(path, slog.New(slog.DiscardHandler))
		p.SetString("sort", "author")
		p.close()
		if got := openPreferences(path, slog.New(slog.DiscardHandler)).String("sort"); got != "author" {
			t.Errorf("%q: %q", text, got)
		}
	}
	p := openPreferences("/dev/null/preferences.json", slog.New(slog.DiscardHandler))
	p.SetString("sort", "author")
	p.close()
}
