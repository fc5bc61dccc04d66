package star_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestMapOfTheWindow checks the map in CONTRIBUTING.md: it names each file of the
// window's packages, and no other.
func TestMapOfTheWindow(t *testing.T) {
	text, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## The window\n")
	section, _, _ = strings.Cut(section, "\n## ")
	named := map[string]bool{}
	row, file := regexp.MustCompile("^\\| (?:`([^`]+)`)? ?\\|([^|]*)\\|"), regexp.MustCompile("`([^`]+\\.go)`")
	folder := ""
	for line := range strings.Lines(section) {
		cells := row.FindStringSubmatch(line)
		if cells == nil {
			continue
		}
		if cells[1] != "" {
			folder = cells[1]
		}
		for _, f := range file.FindAllStringSubmatch(cells[2], -1) {
			named[folder+"/"+f[1]] = true
		}
	}
	if len(named) == 0 {
		t.Fatal("there is no map of the window")
	}
	paths := []string{"ui"}
	for room := range rooms {
		if room != "uitest" && room != "e2e" && room != "locale" {
			paths = append(paths, "ui/"+room)
		}
	}
	for _, dir := range paths {
		files, err := filepath.Glob("../../" + dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			name := filepath.Base(f)
			if strings.HasSuffix(name, "_test.go") || name == "doc.go" {
				continue
			}
			if !named[dir+"/"+name] {
				t.Errorf("the map does not name %s/%s", dir, name)
			}
			delete(named, dir+"/"+name)
		}
	}
	for path := range named {
		t.Errorf("the map names %s, which does not exist", path)
	}
}

// TestNamedFolders: the guide for contributors names each package.
func TestNamedFolders(t *testing.T) {
	guide, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"library", "scripts", "ui"} {
		below, err := os.ReadDir("../../" + dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range below {
			if path := dir + "/" + d.Name(); d.IsDir() && d.Name() != "testdata" && !strings.Contains(string(guide), "`"+path+"`") {
				t.Errorf("CONTRIBUTING.md does not name %s", path)
			}
		}
	}
}

// TestNamedFiles: each Go file that CONTRIBUTING.md or a doc.go names exists.
func TestNamedFiles(t *testing.T) {
	guides := []string{"../../CONTRIBUTING.md"}
	var all strings.Builder
	for _, dir := range []string{"cli", "library", "scripts", "ui"} {
		err := filepath.WalkDir("../../"+dir, func(path string, _ fs.DirEntry, err error) error {
			all.WriteString(filepath.ToSlash(path) + "\n")
			if filepath.Base(path) == "doc.go" {
				guides = append(guides, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, guide := range guides {
		text, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`[\w/]+\.go\b`).FindAllString(string(text), -1) {
			toolkits := strings.HasPrefix(name, "internal/")
			if !toolkits && !strings.Contains(all.String(), "/"+name+"\n") {
				t.Errorf("%s names %s, which does not exist", guide, name)
			}
		}
	}
}
