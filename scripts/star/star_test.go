// Package star_test checks the import star: which package may import which.
//
//	main → cli → ui → library → state → {scan, probe, sidecar, group, catalog, watch, view, export, cover, lint, player, spill, transfer} → {book, filesystem, installed, text} → message
//	            ui may also read view, book and message, and use player, filesystem and installed
//
// It asks the go command and compiles nothing.
package star_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const (
	module  = "lectern"
	fyne    = "fyne.io/"
	fyneApp = "fyne.io/fyne/v2/app"

	// emptyWindow is a program with a window: starts are measured against it.
	emptyWindow = module + "/scripts/benchstart/emptywindow"

	// profiled is the program, and tells what its heap holds.
	profiled = module + "/scripts/benchmemory/profiled"
)

// leaves are the packages between library and book. They do not import each other.
var leaves = []string{"scan", "probe", "sidecar", "group", "catalog", "watch", "view", "export", "cover", "lint", "player", "spill", "transfer"}

// roots are the packages below the leaves. They import no other package of the project
// than message.
var roots = []string{"book", "filesystem", "installed", "text", "message"}

// pkg is what `go list` prints about a package.
type pkg struct {
	ImportPath   string
	Imports      []string // of the package itself
	TestImports  []string // of its tests, inside the package
	XTestImports []string // of its tests, outside it
	Deps         []string // all packages that it depends on
}

// part returns the part of the star that a package belongs to; a package below a part
// belongs to that part. It is "" for a package without a part, such as one of another
// project.
func part(path string) string {
	switch path {
	case module, profiled:
		return "main"
	case emptyWindow:
		return "cli" // a program with a window, like cli
	}
	path, ours := strings.CutPrefix(path, module+"/")
	if !ours {
		return ""
	}
	top, rest, _ := strings.Cut(path, "/")
	switch top {
	case "cli", "ui", "assets", "scripts":
		return top
	case "library":
		leaf, _, _ := strings.Cut(rest, "/")
		switch {
		case leaf == "":
			return "library"
		case leaf == "state":
			return "state"
		case slices.Contains(roots, leaf) || slices.Contains(leaves, leaf):
			return leaf
		}
	}
	return ""
}

// mayImport is the rule of the star: whether the code of one part may import another
// part. Within a part, every package may import every other.
func mayImport(from, to string) bool {
	switch from {
	case to:
		return true
	case "main":
		return to == "cli"
	case "cli":
		return to != "scripts" && to != "main"
	case "ui":
		return slices.Contains([]string{"library", "view", "player", "book", "filesystem", "installed", "message", "assets"}, to)
	case "library":
		return to == "state" || slices.Contains(roots, to) || slices.Contains(leaves, to)
	case "state":
		return slices.Contains(roots, to) || slices.Contains(leaves, to)
	case "scripts":
		return to != "ui" && to != "cli" && to != "main"
	case "book", "filesystem", "text":
		return to == "message"
	case "message", "installed", "assets":
		return false
	default: // a leaf
		return slices.Contains(roots, to)
	}
}

// faults returns what breaks the star, in words.
func faults(pkgs []pkg) []string {
	var found []string
	for _, p := range pkgs {
		from := part(p.ImportPath)
		if from == "" {
			found = append(found, p.ImportPath+" has no place in the star")
			continue
		}
		for _, path := range p.Imports {
			ours := path == module || strings.HasPrefix(path, module+"/")
			if ours && !mayImport(from, part(path)) {
				found = append(found, p.ImportPath+" imports "+path)
			}
		}
		if from != "cli" && slices.Contains(slices.Concat(p.Imports, p.TestImports, p.XTestImports), fyneApp) {
			found = append(found, p.ImportPath+" imports "+fyneApp+", which needs a display; only cli may")
		}
		if from != "main" && from != "cli" && from != "ui" {
			found = append(found, drawn(p)...)
		}
	}
	return found
}

// drawn reports a package outside the window that depends on Fyne, directly or not, or
// whose tests import it.
func drawn(p pkg) []string {
	for _, path := range slices.Concat(p.Deps, p.TestImports, p.XTestImports) {
		if strings.HasPrefix(path, fyne) {
			return []string{p.ImportPath + " depends on " + path}
		}
	}
	return nil
}

func TestStar(t *testing.T) {
	pkgs := list(t)
	if len(pkgs) == 0 || !slices.ContainsFunc(pkgs, func(p pkg) bool { return p.ImportPath == module+"/library/book" }) {
		t.Fatalf("go list shows %d packages and not the project's", len(pkgs))
	}
	for _, fault := range faults(pkgs) {
		t.Error(fault)
	}
}

// TestFaults checks that each rule can be broken, and that allowed imports pass.
func TestFaults(t *testing.T) {
	broken := map[string]pkg{
		"sibling":         {ImportPath: "lectern/library/scan", Imports: []string{"lectern/library/probe"}},
		"below a sibling": {ImportPath: "lectern/library/scan", Imports: []string{"lectern/library/probe/mp4"}},
		"leaf up":         {ImportPath: "lectern/library/view", Imports: []string{"lectern/library"}},
		"book up":         {ImportPath: "lectern/library/book", Imports: []string{"lectern/library/view"}},
		"filesystem up":   {ImportPath: "lectern/library/filesystem", Imports: []string{"lectern/library/book"}},
		"main past cli":   {ImportPath: "lectern", Imports: []string{"lectern/ui"}},
		"library up":      {ImportPath: "lectern/library", Imports: []string{"lectern/ui"}},
		"ui past library": {ImportPath: "lectern/ui", Imports: []string{"lectern/library/scan"}},
		"ui to scripts":   {ImportPath: "lectern/ui", Imports: []string{"lectern/scripts/corpus"}},
		"assets":          {ImportPath: "lectern/assets", Imports: []string{"lectern/library/book"}},
		"no place":        {ImportPath: "lectern/library/manager"},
		"to no place":     {ImportPath: "lectern/library", Imports: []string{"lectern/library/manager"}},
		"app":             {ImportPath: "lectern/ui", Imports: []string{fyneApp}},
		"app in a test":   {ImportPath: "lectern/ui", XTestImports: []string{fyneApp}},
		"fyne":            {ImportPath: "lectern/library/view", Deps: []string{"fyne.io/fyne/v2"}},
		"fyne in a test":  {ImportPath: "lectern/library/view", TestImports: []string{"fyne.io/fyne/v2/test"}},
	}
	for name, p := range broken {
		if got := faults([]pkg{p}); len(got) != 1 {
			t.Errorf("%s: faults %q, want one", name, got)
		}
	}
	whole := []pkg{
		{ImportPath: "lectern", Imports: []string{"lectern/cli"}},
		{ImportPath: "lectern/cli", Imports: []string{"lectern/ui", "lectern/library", "lectern/library/export", fyneApp}},
		{ImportPath: "lectern/ui", Imports: []string{"lectern/library", "lectern/library/view", "lectern/library/book", "lectern/assets", "fyne.io/fyne/v2"}},
		{ImportPath: "lectern/ui/e2e", XTestImports: []string{"lectern/scripts/corpus"}},
		{ImportPath: "lectern/library", Imports: []string{"lectern/library/scan", "lectern/library/export", "lectern/library/book"}},
		{ImportPath: "lectern/library/probe", Imports: []string{"lectern/library/book", "lectern/library/probe/mp4", "fyneless.io/x"}},
	}
	if got := faults(whole); len(got) != 0 {
		t.Errorf("faults %q in what the star allows", got)
	}
}

// TestHeadless: with the build tag headless, the program has neither the toolkit nor cgo.
func TestHeadless(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "go", "list", "-tags", "headless", "-deps", "-f", "{{.ImportPath}}", module)
	cmd.Dir = "../.."
	cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, module+"/cli") {
		t.Fatalf("go list shows %q", deps)
	}
	for _, path := range deps {
		if strings.HasPrefix(path, fyne) || strings.Contains(path, "/glfw") || path == module+"/ui" {
			t.Errorf("it imports %s", path)
		}
	}
}

// list asks the go command for every package of the project.
func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports,Deps", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v\n%s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	var pkgs []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}
