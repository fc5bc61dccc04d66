// Licences prints the texts of the licences of everything in the built programs: of each
// module, of the code and fonts inside a module that have a licence of their own, and of
// Go. It fails if a module has none.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// module is a module as `go list` prints it.
type module struct {
	Path, Version, Dir string
	Main               bool
}

// licence is a file with a licence.
type licence struct{ name, text string }

// named matches the names of files with a licence.
var named = regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|ofl|unlicense)([-._].*)?$`)

// code matches the names of sources, which may be called like a licence.
var code = regexp.MustCompile(`(?i)\.(go|c|h|py|sh|tmpl|json)$`)

func main() {
	text, err := texts()
	if err == nil {
		_, err = os.Stdout.WriteString(text)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// texts returns all licences of the program, module by module.
func texts() (string, error) {
	modules, err := linked()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("Lectern contains the following software, under these licences.\n")
	for _, m := range modules {
		found, err := licences(m.Dir)
		if err == nil && len(found) == 0 {
			err = errors.New("no licence")
		}
		if err != nil {
			return "", fmt.Errorf("%s: %w", m.Path, err)
		}
		for _, l := range found {
			title := strings.TrimSpace(m.Path+" "+m.Version) + ": " + l.name
			fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", title, strings.Repeat("=", len(title)), strings.TrimSpace(l.text))
		}
	}
	return b.String(), nil
}

// linked returns the modules in the program, and Go.
func linked() (modules []module, err error) {
	out, err := run("list", "-deps", "-json=Module", "lectern")
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ Module *module }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if m := p.Module; m != nil && !m.Main && !seen[m.Path] {
			seen[m.Path] = true
			modules = append(modules, *m)
		}
	}
	slices.SortFunc(modules, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	out, err = run("env", "GOROOT", "GOVERSION")
	if err != nil {
		return nil, err
	}
	root, version, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return append([]module{{Path: "Go", Version: version, Dir: root}}, modules...), nil
}

// run runs the go command and returns what it prints.
func run(args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Stderr = os.Stderr
	return cmd.Output()
}

// licences returns the licences below a folder, each text once. Of Go, whose parts are
// all under its own licence, it returns that one.
func licences(dir string) (found []licence, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != dir && (name == "testdata" || name == "src" && isGo(dir) || strings.HasPrefix(name, ".")) {
				return fs.SkipDir
			}
			return nil
		}
		if !named.MatchString(name) || code.MatchString(name) {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if !slices.ContainsFunc(found, func(l licence) bool { return l.text == string(text) }) {
			found = append(found, licence{filepath.ToSlash(rel), string(text)})
		}
		return err
	})
	return found, err
}

// isGo reports whether a folder is that of Go itself.
func isGo(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "src", "runtime"))
	return err == nil
}
