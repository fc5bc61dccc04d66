package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/i18n"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ args, folders, query string }{
		{"", "", ""},
		{"a b", "a b", ""},
		{"a --files b --query q c", "a b c", "q"},
		{"--query=q -", "-", "q"},
		{"a -- -b --files", "a -b --files", ""},
		{"-- -- --", "-- --", ""},
		{"--query -- a --files b", "a b", "--"},
		{"--query -- -- --files", "--files", "--"},
	} {
		var query string
		f := newOptions()
		f.Bool("files", false, "")
		f.StringVar(&query, "query", "", "")
		folders, err := parse(f, strings.Fields(c.args))
		if err != nil || !slices.Equal(folders, strings.Fields(c.folders)) || query != c.query {
			t.Errorf("parse(%q) = %q, %q, %v; want %q, %q", c.args, folders, query, err, c.folders, c.query)
		}
	}
}

// FuzzParse compares parse with a plain reading of the same arguments, one by one. A
// NUL ends each argument, as the system stores them.
func FuzzParse(f *testing.F) {
	f.Add("a\x00--files\x00b")
	f.Add("--query\x00--\x00a\x00-query=\x00--\x00--files")
	f.Add("--files=false\x00-\x00---\x00-=\x00-h")
	f.Add("--limit\x00-1\x00\x00--")
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Split(line, "\x00")
		r, err := scanRequest(args)
		var folders []string
		query := ""
		for i := 0; i < len(args); i++ {
			name, value, set := strings.Cut(args[i], "=")
			switch name = strings.TrimPrefix(strings.TrimPrefix(name, "-"), "-"); {
			case args[i] == "--":
				folders = append(folders, args[i+1:]...)
				i = len(args)
			case len(args[i]) < 2 || args[i][0] != '-':
				folders = append(folders, args[i])
			case name == "files":
			case !set && i+1 < len(args):
				i++
				value = args[i]
				fallthrough
			default:
				if name == "query" {
					query = value
				}
			}
		}
		switch {
		case err != nil:
			if err.Error() == "" {
				t.Errorf("%q is refused without a word", args)
			}
		case !slices.Equal(r.folders, folders) || r.query.Text != query:
			t.Errorf("%q gave %q and query %q, want %q and %q", args, r.folders, r.query.Text, folders, query)
		case len(folders) == 0 || slices.Contains(folders, ""):
			t.Errorf("%q was taken", args)
		case r.offset < 0 || r.limit < 0 || r.workers < 0 || r.workers > library.MaxWorkers:
			t.Errorf("%q gave %+v", args, r)
		}
	})
}

// TestUsage: the help names every flag, sort key and status, in lines of about 80 columns.
func TestUsage(t *testing.T) {
	flat := strings.Join(strings.Fields(usage()), " ")
	for _, list := range [][]string{view.KeyNames(), view.FlagWords(view.Is)[1:]} {
		for _, word := range list {
			if !strings.Contains(flat, word) {
				t.Errorf("the help does not list %q", word)
			}
		}
	}
	if want := fmt.Sprintf("1 to %d", library.MaxWorkers); !strings.Contains(flat, want) {
		t.Errorf("the help does not say %q", want)
	}
	defer i18n.Use(language.English)
	for _, tag := range i18n.Languages() {
		i18n.Use(tag)
		for line := range strings.Lines(usage()) {
			if n := cellWidth.StringWidth(strings.TrimRight(line, "\n")); n > 88 {
				t.Errorf("in %v %d columns: %s", tag, n, line)
			}
		}
	}
	i18n.Use(language.English)
	for line := range strings.Lines(usage()) {
		name, ok := strings.CutPrefix(strings.Fields(line + " .")[0], "--")
		if !ok {
			continue
		}
		if _, err := scanRequest([]string{"--" + name + "=?"}); strings.Contains(fmt.Sprint(err), "not defined") {
			t.Errorf("the help has --%s, the program has not", name)
		}
	}
}

func TestWindowRequest(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "book.m4b")
	check(t, os.WriteFile(file, nil, 0o644))
	home := t.TempDir()
	t.Setenv("HOME", home)
	for arg, want := range map[string]string{
		dir:                            dir,
		file:                           file, // the window finds its book
		"file://" + file:               file,
		"~/Audio books":                filepath.Join(home, "Audio books"),
		"~":                            "~",
		"~somebody/x":                  "~somebody/x",
		"nosuchcommand":                "nosuchcommand",
		"100%25":                       "100%25",
		"/a%20b":                       "/a%20b",
		"file:///a%20b/100%25":         "/a b/100%",
		"file:///caf%C3%A9%FF%0A":      "/café\xff\n",
		"file://localhost/a":           "/a",
		"FILE:///a":                    "/a",
		"file:/a%20b":                  "/a b",
		"file://elsewhere/a":           "file://elsewhere/a",
		"file:///%zz":                  "file:///%zz",
		"file:a":                       "file:a",
		"smb://server/share/Audio%201": "smb://server/share/Audio%201",
		"a\xff\nb":                     "a\xff\nb",
	} {
		r, err := windowRequest([]string{"--log", "events", arg})
		if err != nil || r.log != "events" || r.catalog != library.DefaultCatalog() || !slices.Equal(r.folders, []string{want}) {
			t.Errorf("%q: %+v, %v; want %q", arg, r, err, want)
		}
	}
	if _, err := windowRequest([]string{"a", "--help"}); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("--help: %v", err)
	}
}

// TestQueriesThatMakeNoSense: such queries are refused, with a sentence and a caret
// below the error.
func TestQueriesThatMakeNoSense(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"length:>xx", "--query: “xx” is not a length. After “length:” type a length (10h, 1h30m).\n  length:>xx\n          ^"},
		{"é authr:x", "--query: There is no field “authr”. Did you mean author? To search for the words instead, put them in quotes.\n  é authr:x\n    ^"},
		{"三体 length:>x", "\n  三体 length:>x\n               ^"},
		{"foo:bar", "put them in quotes: \"foo:bar\"\n  foo:bar\n  ^"},
		{"is:misng", "Did you mean is:missing?"},
		{"author:", "After “author:” type"},
		{`"ann`, "not closed"},
		{"(ann", "without a “)”"},
		{"ann or", "After “or”"},
		{"added:2024-02-31", "There is no date 2024-02-31."},
		{"length:2h..1h", "Did you mean length:1h..2h?"},
		{"year:99999999999999999999", "not a year"},
		{strings.Repeat("x ", 50) + "is:purple" + strings.Repeat(" y", 50), "\n  …" + strings.Repeat("x ", 28) + "is:purple" + strings.Repeat(" y", 27) + " …\n" + strings.Repeat(" ", 62) + "^"},
	} {
		if _, err := scanRequest([]string{"--query", c.query, "folder"}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.query, err)
		}
	}
	for _, query := range []string{"", "Dune: Messiah", "http://x", "10:30", "ann -", `"foo:bar"`} {
		if _, err := scanRequest([]string{"--query", query, "folder"}); err != nil {
			t.Errorf("%q: %v", query, err)
		}
	}
	if _, err := scanRequest([]string{"--sort", "", "folder"}); err == nil || !strings.Contains(err.Error(), "no sort key") {
		t.Errorf("a sort by nothing: %v", err)
	}
}

func TestFromURI(t *testing.T) {
	for _, c := range [][3]string{
		{"linux", "file:///b/Mark%20Twain", "/b/Mark Twain"},
		{"linux", "FILE://localhost/b", "/b"},
		{"linux", "file://nas/b", "file://nas/b"},
		{"linux", "100%25", "100%25"},
		{"darwin", "file:///Volumes/Books", "/Volumes/Books"},
		{"windows", "file:///D:/Mark%20Twain/%C3%A8", `D:\Mark Twain\è`},
		{"windows", "file:///D:", `D:\`},
		{"windows", "file:///d:/", `d:\`},
		{"windows", "file://nas/my%20books/a", `\\nas\my books\a`},
		{"windows", "file://localhost/C:/b", `C:\b`},
		{"windows", `D:\Mark Twain`, `D:\Mark Twain`},
		{"windows", "file:///", `\`},
	} {
		if got := fromURI(c[0], c[1]); got != c[2] {
			t.Errorf("%s, %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}
