package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets this test binary run as the programs that the scripts and run need.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"lectern": func() { os.Exit(Run(os.Args[1:], "development", "unknown")) },
		"holder": func() {
			if err := holder(); err != nil {
				os.Exit(fail(err))
			}
		},
		"began": func() { fmt.Println(began().UnixNano()) },
	})
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// program returns a command that runs a program of TestMain, for tests without a
// script.
func program(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	check(t, err)
	cmd := exec.Command(self)
	cmd.Args = append([]string{name}, args...)
	return cmd
}

// status is the command "status N PROGRAM…" of the scripts: it runs the program and fails
// unless its exit status is N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N PROGRAM…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d", got)
	}
}

// pick is the command "pick FILE [KEY=VALUE…] FIELD…" of the scripts: of each JSON line of
// the file with these values it prints the fields, and "-" for an absent field. The file
// may be stdout.
func pick(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: pick FILE [KEY=VALUE…] FIELD…")
	}
	in := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	out := ts.Stdout()
	for {
		var record map[string]any
		err := in.Decode(&record)
		if err == io.EOF {
			return
		}
		ts.Check(err)
		var fields []string
		fits := true
		for _, arg := range args[1:] {
			name, value, condition := strings.Cut(arg, "=")
			text := "-"
			if v, ok := record[name]; ok {
				text = fmt.Sprint(v)
			}
			if condition {
				fits = fits && text == value
			} else {
				fields = append(fields, text)
			}
		}
		if fits {
			fmt.Fprintln(out, strings.Join(fields, " | "))
		}
	}
}

// books are the library of every script, at $WORK/lib.
var books = []struct {
	path, title, artist string
	seconds             int
}{
	{"Ann/alpha.m4b", "Alpha", "Ann Author", 3},
	{"Ann/Old/beta.mp3", "The Beta", "Ann Author", 1},
	{"Émile/gamma.flac", "Gamma", "Émile Auteur", 2},
}

// encode makes the library, and beside it a file that is not an audio file.
func encode(t *testing.T, dir string) {
	t.Helper()
	for _, b := range books {
		path := filepath.Join(dir, b.path)
		check(t, os.MkdirAll(filepath.Dir(path), 0o755))
		out, err := exec.Command("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=duration="+strconv.Itoa(b.seconds),
			"-metadata", "title="+b.title, "-metadata", "artist="+b.artist, "-f", map[string]string{
				".m4b": "mp4", ".mp3": "mp3", ".flac": "flac",
			}[filepath.Ext(path)], path).CombinedOutput()
		if err != nil {
			t.Fatalf("ffmpeg: %v\n%s", err, out)
		}
	}
	check(t, os.WriteFile(filepath.Join(dir, "Ann/broken.mp3"), bytes.Repeat([]byte("no sound. "), 1000), 0o644))
}

// TestScripts runs testdata/script: the command line in short stories.
func TestScripts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	encode(t, dir)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": status, "pick": pick},
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			return os.CopyFS(filepath.Join(e.WorkDir, "lib"), os.DirFS(dir))
		},
	})
}
