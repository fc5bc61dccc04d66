package cli

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestFlagsAreExplained: the usage explains each flag of scan, and no other.
func TestFlagsAreExplained(t *testing.T) {
	var explained, have []string
	for _, p := range manual() {
		for _, r := range p.rows {
			if name, is := strings.CutPrefix(r.typed, "--"); is {
				name, _, _ = strings.Cut(name, " ")
				explained = append(explained, name)
			}
		}
	}
	scanFlags(&request{}).VisitAll(func(f *flag.Flag) { have = append(have, f.Name) })
	slices.Sort(explained)
	if !slices.Equal(explained, have) {
		t.Errorf("explained %q, there are %q", explained, have)
	}
	for _, c := range choices(scanFlags(&request{})) {
		if c.means == "" {
			t.Errorf("--%s has no description", c.name)
		}
	}
}

// TestBashCompletion completes words in a real bash.
func TestBashCompletion(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"My Books", "other"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for typed, want := range map[string]string{
		"lectern|sc":                 "scan",
		"lectern|he":                 "help",
		"lectern|help|":              "man bash zsh fish",
		"lectern|version|":           "",
		"lectern|--c":                "--catalog",
		"lectern|My":                 "My Books",
		"lectern|scan|--w":           "--workers",
		"lectern|scan|--format|":     "ndjson json csv table",
		"lectern|scan|--format|t":    "table",
		"lectern|scan|--prober|f":    "ffprobe",
		"lectern|scan|--workers|":    "",
		"lectern|scan|--catalog|o":   "other",
		"lectern|scan|o":             "other",
		"lectern|scan|--files|--lim": "--limit",
	} {
		script := bashCompletion() + `
IFS='|' read -ra COMP_WORDS <<<"$1"
if [[ $1 == *'|' ]]; then COMP_WORDS+=(""); fi
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_lectern
echo "${COMPREPLY[*]}"`
		cmd := exec.Command("bash", "-uc", script, "bash", typed)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil || strings.TrimSpace(string(out)) != want {
			t.Errorf("%s: %q, %v", typed, out, err)
		}
	}
}

// TestShellsRead: zsh and fish read their completions, and the manual page has no fault.
func TestShellsRead(t *testing.T) {
	for name, text := range map[string]string{"zsh": zshCompletion(), "fish": fishCompletion(), "mandoc": manualPage("1.0")} {
		t.Run(name, func(t *testing.T) {
			program, err := exec.LookPath(name)
			if err != nil {
				t.Skipf("missing: %s", name)
			}
			path := filepath.Join(t.TempDir(), "text")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			check := "-n"
			if name == "mandoc" {
				check = "-Tlint"
			}
			if out, err := exec.Command(program, check, path).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	page := manualPage("1.0")
	for _, want := range []string{`.TH LECTERN 1 "" "Lectern 1.0"`, ".SH FLAGS OF SCAN", `.B \-\-workers N`, `.B \(dqexact phrase\(dq`, ".SH EXIT STATUS"} {
		if !strings.Contains(page, want+"\n") {
			t.Errorf("the manual page lacks %q", want)
		}
	}
}
