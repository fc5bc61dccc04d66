//go:build linux

// Package scripts_test runs the shell scripts of this folder.
package scripts_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// patience is how long a script may take: far longer than any needs.
const patience = 5 * time.Minute

// run runs a program with settings added to the environment.
func run(t *testing.T, env []string, name string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var out, told bytes.Buffer
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = time.Second // processes that it left behind may hold its output
	cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), env...), &out, &told
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), told.String(), cmd.ProcessState.ExitCode()
}

// ok runs a program that must succeed and returns what it prints.
func ok(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	out, told, status := run(t, env, name, args...)
	if status != 0 {
		t.Fatalf("%s %q: status %d: %s%s", name, args, status, out, told)
	}
	return strings.TrimSpace(out)
}

// write writes a file, and creates its folders.
func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), mode)); err != nil {
		t.Fatal(err)
	}
}

// files lists the files below a folder.
func files(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, strings.TrimPrefix(path, dir))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// TestAloud: the output and the status of a command pass through. A message that it is
// running appears only while it prints nothing.
func TestAloud(t *testing.T) {
	out, told, status := run(t, nil, "./aloud.sh", "try", "sh", "-c", `echo "a  b\\"; echo err >&2; printf end; exit 7`)
	if out != "a  b\\\nend\n" || told != "err\n" || status != 7 {
		t.Errorf("%q, %q, %d", out, told, status)
	}
	// The command ends once the message about it appears on its standard error.
	pipe := filepath.Join(t.TempDir(), "pipe")
	out, _, status = run(t, []string{"ALOUD_EVERY=1", "PIPE=" + pipe}, "sh", "-c",
		`mkfifo "$PIPE"; exec 9<>"$PIPE"; ./aloud.sh compiling sh -c 'read -r said <&9; echo "$said"' 2>&9`)
	if !strings.HasPrefix(out, "compiling: at work for ") || status != 0 {
		t.Errorf("said %q, status %d", out, status)
	}
}

// desktop returns a home folder on a system with two installed file managers, and the
// environment that points to them.
func desktop(t *testing.T) (home string, env []string) {
	t.Helper()
	home = filepath.Join(t.TempDir(), "home")
	system := filepath.Join(t.TempDir(), "share")
	for _, name := range []string{"pcmanfm", "thunar"} {
		program := filepath.Join(filepath.Dir(system), name)
		write(t, program, "#!/bin/sh\n", 0o755)
		write(t, filepath.Join(system, "applications", name+".desktop"),
			"[Desktop Entry]\nType=Application\nName="+name+"\nExec="+program+" %U\nMimeType=inode/directory;\n", 0o644)
	}
	// The table of types from shared-mime-info is not needed for a name.
	ok(t, nil, "update-desktop-database", filepath.Join(system, "applications"))
	return home, []string{
		"HOME=" + home, "XDG_DATA_HOME=" + home + "/.local/share", "XDG_CONFIG_HOME=" + home + "/.config",
		"XDG_DATA_DIRS=" + system, "XDG_CONFIG_DIRS=" + filepath.Dir(system) + "/etc", "XDG_CURRENT_DESKTOP=", "DESTDIR=",
		// Any program will do.
		"LECTERN=" + filepath.Join(filepath.Dir(system), "pcmanfm"), "LECTERN_SCAN=" + filepath.Join(filepath.Dir(system), "pcmanfm"),
		"LICENCES=" + filepath.Join(filepath.Dir(system), "pcmanfm"),
	}
}

// openers returns the programs that open a folder, according to two programs that know.
func openers(t *testing.T, env []string) string {
	t.Helper()
	return ok(t, env, "gio", "mime", "inode/directory") + "\n" + ok(t, env, "xdg-mime", "query", "default", "inode/directory")
}

// require skips the test if a program is not installed.
func require(t *testing.T, programs ...string) {
	t.Helper()
	for _, name := range programs {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("missing: %s (scripts/deps.sh test installs it)", name)
		}
	}
}

// TestInstall: installing does not change which program opens folders, even if an
// earlier version had changed it, and removing leaves nothing.
func TestInstall(t *testing.T) {
	require(t, "gio", "xdg-mime", "update-desktop-database")
	home, env := desktop(t)
	prefix := home + "/.local"
	before := openers(t, env)
	if !strings.Contains(before, "pcmanfm.desktop") {
		t.Fatalf("before: %s", before)
	}

	said := ok(t, env, "./install.sh", prefix)
	if !strings.Contains(said, prefix+"/bin is not in PATH") {
		t.Errorf("it said %q", said)
	}
	if after := openers(t, env); after != before {
		t.Errorf("after installing: %s", after)
	}
	said = ok(t, append(env, "PATH="+prefix+"/bin:"+os.Getenv("PATH")), "./install.sh", prefix)
	if strings.Contains(said, "PATH") {
		t.Errorf("with the folder in PATH it said %q", said)
	}
	menu, err := os.ReadFile(prefix + "/share/applications/io.github.lectern.Lectern.desktop")
	if want := "\nExec=\"" + prefix + "/bin/lectern\" %F\n"; err != nil || !strings.Contains(string(menu), want) || !strings.Contains(string(menu), "\nIcon=io.github.lectern.Lectern\n") {
		t.Errorf("the menu entry: %s, %v", menu, err)
	}
	ok(t, env, "./install.sh", "--remove", prefix)
	if left := files(t, home); len(left) > 0 {
		t.Errorf("left: %q", left)
	}

	old := prefix + "/share/applications"
	write(t, old+"/lectern.desktop", string(menu)+"MimeType=inode/directory;\n", 0o644)
	ok(t, env, "update-desktop-database", old)
	if taken := openers(t, env); !strings.Contains(taken, "lectern.desktop") {
		t.Fatalf("the earlier version is not the program for folders: %s", taken)
	}
	ok(t, env, "./install.sh", prefix)
	if after := openers(t, env); after != before {
		t.Errorf("after the update: %s", after)
	}
}

// TestInstallStaged: the staging folder of a package has only the program's own files,
// no list that other packages have too, and the files name the target's prefix.
func TestInstallStaged(t *testing.T) {
	stage := t.TempDir()
	program := filepath.Join(t.TempDir(), "lectern")
	write(t, program, "#!/bin/sh\n", 0o755)
	said := ok(t, []string{"DESTDIR=" + stage, "LECTERN=" + program, "LECTERN_SCAN=" + program, "LICENCES=" + program}, "./install.sh", "/usr")
	if strings.Contains(said, "PATH") {
		t.Errorf("it said %q", said)
	}
	const id = "io.github.lectern.Lectern"
	want := []string{
		"/usr/bin/lectern", "/usr/bin/lectern-scan",
		"/usr/share/applications/" + id + ".desktop", "/usr/share/applications/zz-lectern-open.desktop",
		"/usr/share/bash-completion/completions/lectern",
		"/usr/share/doc/lectern/changelog.gz", "/usr/share/doc/lectern/copyright", "/usr/share/doc/lectern/licences.txt.gz",
		"/usr/share/fish/vendor_completions.d/lectern.fish",
		"/usr/share/icons/hicolor/scalable/apps/" + id + ".svg",
		"/usr/share/man/man1/lectern-scan.1.gz", "/usr/share/man/man1/lectern.1.gz",
		"/usr/share/metainfo/" + id + ".metainfo.xml", "/usr/share/zsh/site-functions/_lectern",
	}
	for _, size := range []string{"16x16", "22x22", "24x24", "32x32", "48x48", "64x64", "128x128", "256x256", "512x512"} {
		want = append(want, "/usr/share/icons/hicolor/"+size+"/apps/"+id+".png")
	}
	slices.Sort(want)
	got := files(t, stage)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("staged: %q", got)
	}
	for _, name := range []string{id, "zz-lectern-open"} {
		menu, err := os.ReadFile(stage + "/usr/share/applications/" + name + ".desktop")
		if err != nil || !strings.Contains(string(menu), "\nExec=\"/usr/bin/lectern\" %F\n") {
			t.Errorf("the menu entry: %s, %v", menu, err)
		}
	}
	ok(t, []string{"DESTDIR=" + stage}, "./install.sh", "--remove", "/usr")
	if left := files(t, stage); len(left) > 0 {
		t.Errorf("left: %q", left)
	}
}

// TestOpenWith: as a package installs it, Lectern is offered for folders and audio files,
// and other programs still open them.
func TestOpenWith(t *testing.T) {
	require(t, "gio", "xdg-mime", "update-desktop-database")
	_, env := desktop(t)
	var system string
	for _, setting := range env {
		if dir, is := strings.CutPrefix(setting, "XDG_DATA_DIRS="); is {
			system = dir
		}
	}
	stage := t.TempDir()
	ok(t, append(env, "DESTDIR="+stage), "./install.sh", "/usr")
	player := filepath.Dir(system) + "/zplayer"
	write(t, player, "#!/bin/sh\n", 0o755)
	write(t, system+"/applications/zplayer.desktop", "[Desktop Entry]\nType=Application\nName=zplayer\nExec="+player+" %U\nMimeType=audio/mpeg;audio/mp4;\n", 0o644)
	for _, name := range []string{"io.github.lectern.Lectern.desktop", "zz-lectern-open.desktop"} {
		menu, err := os.ReadFile(stage + "/usr/share/applications/" + name)
		if err != nil {
			t.Fatal(err)
		}
		// A program that does not exist is not offered.
		write(t, system+"/applications/"+name, strings.Replace(string(menu), "/usr/bin/lectern", player, 1), 0o644)
	}
	ok(t, nil, "update-desktop-database", system+"/applications")
	for kind, want := range map[string]string{"inode/directory": "pcmanfm.desktop", "audio/mpeg": "zplayer.desktop", "audio/mp4": "zplayer.desktop"} {
		if got := ok(t, env, "xdg-mime", "query", "default", kind); got != want {
			t.Errorf("xdg-mime opens %s with %q", kind, got)
		}
		first, all, _ := strings.Cut(ok(t, append(env, "LC_ALL=C"), "gio", "mime", kind), "\n")
		if !strings.HasSuffix(first, ": "+want) {
			t.Errorf("gio: %s", first)
		}
		if !strings.Contains(all, "zz-lectern-open.desktop") {
			t.Errorf("%s: not offered: %s", kind, all)
		}
	}
}

// TestOneID: the program, its description and all that is installed have one ID, and the
// descriptions one version.
func TestOneID(t *testing.T) {
	description, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, version, _ := strings.Cut(string(description), "\nVersion = ")
	version, _, _ = strings.Cut(version, "\n")
	if info, err := os.ReadFile("../assets/io.github.lectern.Lectern.metainfo.xml"); err != nil || !strings.Contains(string(info), "<release version="+version+" ") {
		t.Errorf("the metainfo lacks the release %s: %v", version, err)
	}
	const id = "io.github.lectern.Lectern"
	for path, want := range map[string]string{
		"../FyneApp.toml":                   `ID = "` + id + `"`,
		"../cli/window.go":                  `appID = "` + id + `"`,
		"install.sh":                        "id=" + id + "\n",
		"../packaging/" + id + ".yml":       "\nid: " + id + "\n",
		"../assets/" + id + ".desktop":      "\nIcon=" + id + "\n",
		"../assets/zz-lectern-open.desktop": "\nStartupWMClass=" + id + "\n",
		"../assets/" + id + ".metainfo.xml": "<id>" + id + "</id>",
	} {
		if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s lacks %q: %v", path, want, err)
		}
	}
}

// TestRelease: a release runs every step, dates the changelog and sets the tag last. It
// refuses a tree with changes, a version that is none, one that exists, and a program with
// known vulnerabilities; it goes on if there is no database of them.
func TestRelease(t *testing.T) {
	root, bin, did := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "did")
	script, err := os.ReadFile("release.sh")
	if err != nil {
		t.Fatal(err)
	}
	write(t, root+"/scripts/release.sh", string(script), 0o755)
	write(t, root+"/scripts/vulncheck.sh", "#!/bin/sh\nexit \"${VULN:-3}\"\n", 0o755)
	write(t, root+"/CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n### Added\n", 0o644)
	const first = "    <release version=\"1.2.2\" date=\"2020-01-01\">\n"
	write(t, root+"/assets/x.metainfo.xml", "  <releases>\n"+first, 0o644)
	write(t, bin+"/make", "#!/bin/sh\necho \"$@\" >>'"+did+"'\n[ \"$1\" != \"$FAIL\" ]\n", 0o755)
	env := []string{"PATH=" + bin + ":" + os.Getenv("PATH")}
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		env = append(env, "GIT_"+who+"_NAME=A", "GIT_"+who+"_EMAIL=a@example.org")
	}
	refused := func(version, why string) {
		t.Helper()
		if _, told, status := run(t, env, root+"/scripts/release.sh", version); status != 1 || !strings.Contains(told, why) {
			t.Errorf("%s: status %d: %s", version, status, told)
		}
	}
	ok(t, nil, "git", "-C", root, "init", "--quiet")
	refused("1.2.3", "the tree has changes")
	refused("1.2", "1.2 is no version")
	ok(t, env, "git", "-C", root, "add", "-A")
	ok(t, env, "git", "-C", root, "commit", "-qm", "all")

	if _, _, status := run(t, append(env, "VULN=1"), root+"/scripts/release.sh", "1.2.3"); status == 0 || ok(t, nil, "git", "-C", root, "rev-list", "--count", "HEAD") != "1" {
		t.Errorf("a known vulnerability: status %d", status)
	}
	if _, _, status := run(t, append(env, "FAIL=test-package"), root+"/scripts/release.sh", "1.2.3"); status == 0 || ok(t, nil, "git", "-C", root, "tag") != "" {
		t.Errorf("a step failed: status %d", status)
	}
	if err := os.Remove(did); err != nil {
		t.Fatal(err)
	}
	ok(t, env, root+"/scripts/release.sh", "1.2.3")
	steps, err := os.ReadFile(did)
	if want := "test\nreproducible\nbuild package VERSION=1.2.3\ntest-package\n"; err != nil || string(steps) != want {
		t.Errorf("it did %q, %v", steps, err)
	}
	today := time.Now().Format(time.DateOnly)
	changes, err := os.ReadFile(root + "/CHANGELOG.md")
	if want := "## [Unreleased]\n\n## [1.2.3] - " + today + "\n\n### Added\n"; err != nil || !strings.HasSuffix(string(changes), want) {
		t.Errorf("the changelog: %s, %v", changes, err)
	}
	info, err := os.ReadFile(root + "/assets/x.metainfo.xml")
	if want := "  <releases>\n    <release version=\"1.2.3\" date=\"" + today + "\"/>\n" + first; err != nil || string(info) != want {
		t.Errorf("the metainfo: %s, %v", info, err)
	}
	if tags := ok(t, nil, "git", "-C", root, "tag", "--points-at", "HEAD"); tags != "v1.2.3" {
		t.Errorf("tags: %q", tags)
	}
	refused("1.2.3", "v1.2.3 exists")

	// A version that the metainfo already describes gets its date.
	write(t, root+"/assets/x.metainfo.xml", strings.ReplaceAll(string(info), "1.2.3", "1.2.4"), 0o644)
	ok(t, env, "git", "-C", root, "commit", "-qam", "describe the next version")
	ok(t, env, root+"/scripts/release.sh", "1.2.4")
	if again, err := os.ReadFile(root + "/assets/x.metainfo.xml"); err != nil || string(again) != strings.ReplaceAll(string(info), "1.2.3", "1.2.4") {
		t.Errorf("the metainfo: %s, %v", again, err)
	}
}

// TestReleases: the metainfo and the changelog have the same releases with the same dates,
// newest first. Only the next one, that of FyneApp.toml, may have no date in the changelog
// yet.
func TestReleases(t *testing.T) {
	read := func(path, pattern string) (found [][]string) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
			found = append(found, match[1:])
		}
		return found
	}
	next := read("../FyneApp.toml", `(?m)^Version = "(.*)"$`)
	dated := read("../CHANGELOG.md", `(?m)^## \[([0-9.]+)\] - (.*)$`)
	described := read("../assets/io.github.lectern.Lectern.metainfo.xml", `<release version="([^"]*)" date="([^"]*)"`)
	if len(next) != 1 || len(described) == 0 {
		t.Fatalf("next %q, described %q", next, described)
	}
	if described[0][0] == next[0][0] && (len(dated) == 0 || dated[0][0] != next[0][0]) {
		described = described[1:]
	}
	if !slices.EqualFunc(dated, described, slices.Equal[[]string]) {
		t.Errorf("the changelog has %q, the metainfo %q", dated, described)
	}
}

// TestDemo: the program gets its own catalogue, settings and cache, not the user's.
func TestDemo(t *testing.T) {
	root, home := t.TempDir(), t.TempDir()
	script, err := os.ReadFile("demo.sh")
	if err != nil {
		t.Fatal(err)
	}
	write(t, root+"/scripts/demo.sh", string(script), 0o755)
	write(t, root+"/build/lectern", "#!/bin/sh\nprintf '%s\\n' \"$@\" \"$XDG_CONFIG_HOME\" \"$XDG_CACHE_HOME\" \"$XDG_DATA_HOME\"\n", 0o755)
	got := ok(t, []string{"HOME=" + home, "XDG_CONFIG_HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_DATA_HOME=" + home, "LECTERN="},
		root+"/scripts/demo.sh", "build/demo")
	own := root + "/build/demo.home"
	if want := strings.Join([]string{"--catalog", own + "/catalogue.db", "build/demo", own + "/.config", own + "/.cache", own + "/.local/share"}, "\n"); got != want {
		t.Errorf("it was called with %s", got)
	}
	if left := files(t, home); len(left) > 0 {
		t.Errorf("in the user's home: %q", left)
	}
}

// TestFuzz runs a module with a fuzz test for each possible result. A failing input
// fails the run but not the tests, the next fuzz tests run all the same, and a fuzz
// test that tries no input fails too.
func TestFuzz(t *testing.T) {
	root := t.TempDir()
	script, err := os.ReadFile("fuzz.sh")
	if err != nil {
		t.Fatal(err)
	}
	fuzzed, err := txtar.ParseFile("testdata/fuzzed.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if err := txtar.Write(fuzzed, root); err != nil {
		t.Fatal(err)
	}
	write(t, root+"/scripts/fuzz.sh", string(script), 0o755)
	ok(t, nil, "git", "-C", root, "init", "--quiet")

	out, told, status := run(t, nil, root+"/scripts/fuzz.sh", "200x")
	for _, want := range []string{"failed: finds.FuzzFinds\n", "tried nothing: idle.FuzzIdle\n", "\n2 fuzzed, 1 failed, 1 tried nothing\n", "it is another", "kept: build/fuzz/finds/finds/FuzzFinds/"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in %s%s", want, out, told)
		}
	}
	if status != 1 {
		t.Errorf("status %d", status)
	}
	if left, err := filepath.Glob(root + "/*/testdata"); err != nil || len(left) > 0 {
		t.Errorf("left: %q, %v", left, err)
	}
	if out, told, status = run(t, nil, root+"/scripts/fuzz.sh", "200x", "fine|Next"); status != 0 || !strings.HasSuffix(out, "\n2 fuzzed, 0 failed, 0 tried nothing\n") {
		t.Errorf("status %d: %s%s", status, out, told)
	}
}

// TestDepsAsksOnce: a user with sudo is asked for the password only once, even if the
// package lists must be fetched first. apt-get waits for another one, and its output is
// shown if it fails.
func TestDepsAsksOnce(t *testing.T) {
	bin, asked := t.TempDir(), filepath.Join(t.TempDir(), "asked")
	for _, name := range []string{"bash", "sh", "env", "mktemp", "cat", "rm", "sed", "cut", "tr", "sort", "uname", "date", "sleep", "dirname", "chmod"} {
		path, err := exec.LookPath(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(path, filepath.Join(bin, name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, script := range map[string]string{
		"id":         `echo 1000`,
		"sudo":       `echo "$*" >>"` + asked + `"; exec "$@"`,
		"apt-cache":  `exit 100`, // no lists
		"go":         ``,
		"pkg-config": ``,
		"gcc":        ``,
		"apt-get": `echo "hundreds of lines: $*"
			if [ -n "$FAIL" ]; then exit 100; fi
			if [ "$2" = install ]; then
				for name in ffmpeg ffprobe xdg-open; do echo >"` + bin + `/$name"; chmod +x "` + bin + `/$name"; done
			fi`,
	} {
		write(t, filepath.Join(bin, name), "#!/bin/sh\n"+script+"\n", 0o755)
	}
	env := []string{"PATH=" + bin}

	out, told, status := run(t, append(env, "FAIL=1"), "./deps.sh", "build")
	if status != 1 || !strings.Contains(told, "hundreds of lines: -qq update -o DPkg::Lock::Timeout=") || !strings.Contains(told, "could not install: ffmpeg xdg-utils") {
		t.Errorf("when it fails: status %d: %s%s", status, out, told)
	}
	if err := os.Remove(asked); err != nil {
		t.Fatal(err)
	}
	out, told, status = run(t, env, "./deps.sh", "build")
	if status != 0 || strings.Contains(told, "hundreds") || !strings.HasPrefix(told, "deps: installing with apt: ffmpeg xdg-utils\n") ||
		!strings.Contains(told, "deps: updating the package lists\n") || !strings.HasSuffix(told, "deps: done\n") {
		t.Errorf("status %d: %s%s", status, out, told)
	}
	if calls, err := os.ReadFile(asked); err != nil || strings.Count(string(calls), "DEBIAN_FRONTEND") != 1 {
		t.Errorf("asked %s, %v", calls, err)
	}
	if out, told, status = run(t, env, "./deps.sh", "build"); status != 0 || out+told != "" {
		t.Errorf("with nothing missing: status %d: %s%s", status, out, told)
	}
}
