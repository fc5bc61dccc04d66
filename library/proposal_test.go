package library

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lectern/library/scan"
)

// shownFiles returns the sorted paths of the rows below a root.
func (s *opened) shownFiles(root string) string {
	var all []string
	for path := range s.rows() {
		all = append(all, strings.TrimPrefix(path, root+"/"))
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// add adds a path as the window does.
func (s *opened) add(path string) (Proposal, error) {
	s.t.Helper()
	p, err := s.Propose(path)
	if err == nil {
		s.Take(p)
		s.settle()
	}
	return p, err
}

func TestRefusedPathsLeaveNoRoot(t *testing.T) {
	root := tree(t, "note.txt", "cover.jpg", ".hidden.mp3", "x.mp3.part")
	check(t, os.Symlink(root+"/nowhere", root+"/dangling"))
	s := open(t, Options{Prober: &reader{}})
	for name, reason := range map[string]string{
		"none":        "does not exist",
		"none/deeper": "does not exist",
		"dangling":    "does not exist",
		"note.txt":    "is not an audio file",
		"note.txt/x":  "can’t be added: is a file, not a folder",
		".hidden.mp3": "is not an audio file",
		"x.mp3.part":  "is not an audio file",
		"cover.jpg":   "is a picture, not an audio file",
		"~/Books":     "does not exist",
	} {
		_, err := s.add(filepath.Join(root, name))
		var r *Refusal
		if !errors.As(err, &r) || r.Error() != filepath.Join(root, name)+" "+reason+"." || r.Picture != (name == "cover.jpg") {
			t.Errorf("%s: %v, want %q", name, err, reason)
		}
	}
	if roots := s.Status().Roots; len(roots) > 0 {
		t.Errorf("roots %v", roots)
	}
}

// A root whose path never existed, as from a script with a misspelt path, is gone after a
// restart. A root that was found once stays with its books while its folder is gone.
func TestMisspeltPathsLeaveNoRoot(t *testing.T) {
	top := tree(t, "books/a.mp3")
	check(t, os.Mkdir(top+"/empty", 0o755))
	opts := Options{Headless: true, Catalog: filepath.Join(shared(t), "c.db")}
	s := kept(t, opts)
	paths := func() (paths []string) {
		for _, r := range s.Status().Roots {
			paths = append(paths, filepath.Base(r.Path))
		}
		return paths
	}
	for _, name := range []string{"nosuch", "books", "empty", "books/a.mp3/x"} {
		s.AddRoot(filepath.Join(top, name))
	}
	s.settle()
	if r := s.root(top + "/nosuch"); r.State != RootUnreadable || r.Reason != "folder does not exist" {
		t.Errorf("%+v", r)
	}
	s = s.again(opts)
	if got := paths(); !slices.Equal(got, []string{"books", "empty"}) {
		t.Errorf("roots %q", got)
	}
	check(t, os.Rename(top+"/books", top+"/away"))
	s.AddRoot(top + "/books")
	s.settle()
	s = s.again(opts)
	if got := paths(); !slices.Equal(got, []string{"books", "empty"}) || len(s.rows()) != 1 {
		t.Errorf("roots %q, %d books", got, len(s.rows()))
	}
}

// Propose does not refuse a root whose folder is gone: the root stays, and is scanned
// again.
func TestRootThatIsOfflineIsNotRefused(t *testing.T) {
	above := tree(t, "lib/a.mp3")
	s := open(t, Options{Prober: &reader{}})
	_, err := s.add(above + "/lib")
	check(t, err)
	check(t, os.Rename(above+"/lib", above+"/away"))
	if p, err := s.add(above + "/lib"); err != nil || !p.Known {
		t.Errorf("%+v, %v", p, err)
	}
	if r := s.root(above + "/lib"); r.State != RootOffline || r.Files != 1 {
		t.Errorf("%+v", r)
	}
	if _, err := s.add(above + "/lib/none"); err == nil {
		t.Error("a folder that never existed is accepted")
	}
}

func TestAddingWithinAndAroundRoots(t *testing.T) {
	above := tree(t, "lib/a/1.mp3", "lib/b/2.mp3", "other/3.mp3")
	check(t, os.Symlink(above+"/lib/a", above+"/link"))
	s := open(t, Options{Prober: &reader{}})
	_, err := s.add(above + "/lib")
	check(t, err)
	for _, path := range []string{"/lib/a", "/link", "/lib"} {
		p, err := s.add(above + path)
		if err != nil || !p.Known || p.Root != above+"/lib" || path == "/link" && p.Path != above+"/lib/a" {
			t.Errorf("%s: %+v, %v", path, p, err)
		}
	}
	if n := len(s.Status().Roots); n != 1 {
		t.Errorf("%d roots", n)
	}
	p, err := s.add(above)
	if err != nil || p.Known || !slices.Equal(p.Inside, []string{above + "/lib"}) {
		t.Errorf("%+v, %v", p, err)
	}
	if got := s.shownFiles(above); got != "lib/a/1.mp3 lib/b/2.mp3 other/3.mp3" {
		t.Errorf("rows %s", got)
	}
}

// Adding a file adds its book, not the rest of its folder.
func TestAddingAFile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		files []string
		add   []string
		want  string
		whole bool // the folder is the root, without patterns
	}{
		"among others":              {[]string{"a.m4b", "b.m4b", "c/d.mp3"}, []string{"a.m4b"}, "a.m4b", false},
		"two, one after the other":  {[]string{"a.m4b", "b.m4b", "x.m4b"}, []string{"a.m4b", "x.m4b"}, "a.m4b x.m4b", false},
		"a part among others":       {[]string{"B 1.mp3", "B 2.mp3", "B 10.mp3", "x.m4b"}, []string{"B 2.mp3"}, "B 1.mp3 B 10.mp3 B 2.mp3", false},
		"a folder of its own":       {[]string{"a.m4b"}, []string{"a.m4b"}, "a.m4b", true},
		"a folder of parts":         {[]string{"01.mp3", "02.mp3"}, []string{"02.mp3"}, "01.mp3 02.mp3", true},
		"then the whole folder":     {[]string{"a.m4b", "b.m4b"}, []string{"a.m4b", "."}, "a.m4b b.m4b", true},
		"names that patterns know":  {[]string{"[a] *?.m4b", "!b {1,2}.m4b", "#c.m4b", "d .m4b"}, []string{"[a] *?.m4b", "#c.m4b"}, "#c.m4b [a] *?.m4b", false},
		"a name with an odd letter": {[]string{"a\n\xff.m4b", "b.m4b"}, []string{"a\n\xff.m4b"}, "a\n\xff.m4b", false},
		"a class in a name":         {[]string{"[[:alpha:]].m4b", "a.m4b"}, []string{"[[:alpha:]].m4b"}, "[[:alpha:]].m4b", false},
		"then a folder beside it":   {[]string{"a.m4b", "b/c/d.m4b", "b/e.m4b", "f/g.m4b"}, []string{"a.m4b", "b"}, "a.m4b b/c/d.m4b b/e.m4b", false},
		"then a folder further in":  {[]string{"a.m4b", "b/c/d.m4b", "b/e.m4b", "f/g.m4b"}, []string{"a.m4b", "b/c"}, "a.m4b b/c/d.m4b", false},
		"then a file further in":    {[]string{"a.m4b", "b/c/d.m4b", "b/c/e.m4b", "b/f.m4b"}, []string{"a.m4b", "b/c/d.m4b"}, "a.m4b b/c/d.m4b", false},
		"then more, and all":        {[]string{"a.m4b", "b/c.m4b", "b/d.m4b", "e.m4b"}, []string{"a.m4b", "b/c.m4b", "."}, "a.m4b b/c.m4b b/d.m4b e.m4b", true},
		"then two folders in one":   {[]string{"a.m4b", "b/c/d.m4b", "b/e/f.m4b", "b/g/h.m4b"}, []string{"a.m4b", "b/c", "b/e"}, "a.m4b b/c/d.m4b b/e/f.m4b", false},
		"beside a folder":           {[]string{"a.m4b", "b/c.m4b"}, []string{"a.m4b"}, "a.m4b", false},
	} {
		t.Run(name, func(t *testing.T) {
			root := tree(t, c.files...)
			s := open(t, Options{Prober: &reader{}})
			for _, path := range c.add {
				_, err := s.add(filepath.Join(root, path))
				check(t, err)
			}
			if got := s.shownFiles(root); got != c.want {
				t.Errorf("rows %q, want %q", got, c.want)
			}
			roots := s.Status().Roots
			if len(roots) != 1 || roots[0].Path != root || (roots[0].Settings.Patterns == "") != c.whole {
				t.Errorf("roots %+v", roots)
			}
			s.rescan()
			if got := s.shownFiles(root); got != c.want {
				t.Errorf("after a rescan: rows %q, want %q", got, c.want)
			}
		})
	}
}

func TestAddingAFileOfARoot(t *testing.T) {
	root := tree(t, "a/1.mp3", "b/2.mp3")
	s := open(t, Options{Prober: &reader{}})
	_, err := s.add(root)
	check(t, err)
	grow(t, root, "a/3.mp3")
	p, err := s.add(root + "/a/3.mp3")
	if err != nil || !p.Known || p.Root != root {
		t.Errorf("%+v, %v", p, err)
	}
	if got := s.shownFiles(root); got != "a/1.mp3 a/3.mp3 b/2.mp3" {
		t.Errorf("rows %q", got)
	}
	if set := s.root(root).Settings; set != (Settings{}) {
		t.Errorf("settings %+v", set)
	}
}

// TestAddingAnIgnoredFolder: what the user adds by name is listed, even if a pattern of
// the root ignores it.
func TestAddingAnIgnoredFolder(t *testing.T) {
	root := tree(t, "a.mp3", "Old/b.mp3", "Old/c/d.mp3", "Old/e/f.mp3")
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.Configure(root, Settings{Patterns: "Old/"})
	s.settle()
	for _, c := range []struct {
		add, want string
		left      bool
	}{
		{"a.mp3", "a.mp3", false}, {"Old/c", "Old/c/d.mp3 a.mp3", true}, {"Old/c/d.mp3", "Old/c/d.mp3 a.mp3", false},
		{"Old/b.mp3", "Old/b.mp3 Old/c/d.mp3 a.mp3", true}, {"Old/e", "Old/b.mp3 Old/c/d.mp3 Old/e/f.mp3 a.mp3", true},
	} {
		p, err := s.add(filepath.Join(root, c.add))
		check(t, err)
		if got := s.shownFiles(root); got != c.want || p.Left != c.left {
			t.Errorf("%s: rows %q, want %q; %+v", c.add, got, c.want, p)
		}
	}
}

// The user must confirm a folder that holds much besides audiobooks, but not a folder
// inside it.
func TestVastFolders(t *testing.T) {
	home := tree(t, "me/Audiobooks/a.mp3", "me/Downloads/b.mp3")
	t.Setenv("HOME", home+"/me")
	for path, ask := range map[string]bool{
		"/": true, home: true, home + "/me": true, home + "/me/Audiobooks": false, "/media": true, "/media/me": true, "/mnt": true, "/proc": true,
	} {
		if got := vast(path); (got != "") != ask {
			t.Errorf("%s: %q", path, got)
		}
	}
}

func TestExceptions(t *testing.T) {
	for _, name := range []string{"a b.mp3", "a .mp3 ", `back\slash.mp3`, "!x.mp3", "#x.mp3", "{a,b}.mp3", "[!a]].mp3", "ü.mp3", "a/b.mp3"} {
		matches := scan.Ignorer(onlyThese([]string{name}))
		if matches("/r", "/r/"+name, false) {
			t.Errorf("%q is passed over by %q", name, onlyThese([]string{name}))
		}
		if !matches("/r", "/r/other.mp3", false) || !matches("/r", "/r/dir", true) || !matches("/r", "/r/a/other.mp3", false) {
			t.Errorf("%q re-includes other files", name)
		}
	}
}
