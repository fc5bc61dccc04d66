package scan

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestIgnorer(t *testing.T) {
	for _, c := range []struct {
		patterns string
		pass     string // of these names; one with "/" at its end is a folder
		keep     string
	}{
		{"", "", "a"},
		{"# a\n\n   \na", "a b/a a/b", "ab # b"},
		{"a\r\nb\r\n", "a b", "c"},
		{"*.mp3", "x.mp3 a/b.mp3", "x.mp3x"},
		{"*.mp3\n!keep.mp3", "x.mp3", "keep.mp3 a/keep.mp3"},
		{"a/\n!a/b", "a/ a/b x/a/ x/a/b", "a x/a"},
		{"a/*\n!a/b", "a/c a/c/d", "a/ a/b"},
		{"/a", "a a/b", "x/a"},
		{"a/b", "a/b a/b/c", "x/a/b a/"},
		{"**/a/b", "a/b x/a/b a/x/a/b", "a/x/b"},
		{"a/**", "a/b a/b/c", "a/ a"},
		{"a/**/b", "a/b a/x/b a/x/y/b", "a/xb x/a/b"},
		{"a**b", "ab axb x/axxb", "a/b"},
		{`\#a` + "\n" + `\!b` + "\n" + `c\ ` + "\nd  ", "#a !b d", "a b c"},
		{"{a,b}", "", "a b"},
		{"[a-c]1\n[!x]2\n[]]3\n?4", "b1 y2 ]3 é4", "d1 x2 a3 4"},
		{"x[!a]y/z", "xby/z", "x/y/z xay/z"},
		{"[\n[]\n[!\n\\\n***\\\n!\n/\n//\n[[:digit:]]\n" + "a\\", "", "a [ \\ 1"},
		{"\u00e9/\na\u0301\n?1", "e\u0301/b \u00e1 e\u03011", "e\u0301 a"},
		{strings.Repeat("a*", 60) + "b", "", strings.Repeat("a", 200)},
	} {
		root := string(filepath.Separator) + "r"
		pass := Ignorer(c.patterns)
		for wanted, names := range map[bool]string{true: c.pass, false: c.keep} {
			for _, name := range strings.Fields(names) {
				path := filepath.Join(root, filepath.FromSlash(name))
				if pass(root, path, strings.HasSuffix(name, "/")) != wanted {
					t.Errorf("%q passes over %q: %v", c.patterns, name, !wanted)
				}
			}
		}
		if pass(root, root, true) || pass(root, root+"x", false) || pass(root, filepath.Dir(root), true) {
			t.Errorf("%q passes over what is not below the root", c.patterns)
		}
	}
	if !Ignorer("a")(string(filepath.Separator), string(filepath.Separator)+"a", false) {
		t.Error("nothing lies below the root of all")
	}
}

// quirk are stars that git's page calls ordinary and git does not.
var quirk = regexp.MustCompile(`[^/\n!]\*\*|\*\*[^/\n]`)

// FuzzIgnorer asks git about the same lines.
func FuzzIgnorer(f *testing.F) {
	git, err := exec.LookPath("git")
	if err != nil {
		f.Skip(err)
	}
	for _, s := range []string{"a", "/a", "a/", "a/b", "**/a/b", "a/**", "a/**/b", "*a\n!ba", "[ab]", "[!a]/b", "\\a", "a/*\n!a/b/", "**", "*/b\n!**", "b ", "?"} {
		f.Add(s)
	}
	names := []string{"a", "b", "ab", "ba", "a b", "b ", "c"}
	var paths []string
	for _, x := range names {
		for _, y := range names {
			paths = append(paths, x+"/"+y, x+"/"+y+"/c", x+"/"+y+"/a/b")
		}
	}
	f.Fuzz(func(t *testing.T, lines string) {
		pass := Ignorer(lines)
		if strings.Trim(lines, "ab*?/![]\\ #\n{,}") != "" || strings.Contains(lines, "[:") || quirk.MatchString(lines) {
			pass("/r", "/r/"+lines, false) // it does not panic, whatever the lines are
			return
		}
		repository := t.TempDir()
		run := func(in string, args ...string) string {
			c := exec.CommandContext(t.Context(), git, append([]string{"-C", repository}, args...)...)
			c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
			c.Stdin = strings.NewReader(in)
			out, _ := c.Output() // 1: nothing is ignored
			return string(out)
		}
		run("", "init", "-q")
		check(t, os.WriteFile(filepath.Join(repository, ".gitignore"), []byte(lines), 0o644))
		ignored := strings.Split(run(strings.Join(paths, "\x00")+"\x00", "check-ignore", "--no-index", "-z", "--stdin"), "\x00")
		for _, p := range paths {
			if want := slices.Contains(ignored, p); pass("/r", "/r/"+p, false) != want {
				t.Errorf("%q, %q: git says %v", lines, p, want)
			}
		}
	})
}
