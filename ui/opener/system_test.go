package opener

import (
	"reflect"
	"testing"
)

// TestOpening: a path reaches the program of each system as that system understands it.
func TestOpening(t *testing.T) {
	for _, c := range []struct {
		system, path string
		want         request
	}{
		{"linux", "/b/Émile Zola/a, b.mp3", request{line: []string{"xdg-open", "file:///b/%C3%89mile%20Zola/a,%20b.mp3"}}},
		{"freebsd", "/b/100%.mp3", request{line: []string{"xdg-open", "file:///b/100%25.mp3"}}},
		{"darwin", "/Volumes/Books/Émile Zola/a.mp3", request{line: []string{"open", "/Volumes/Books/Émile Zola/a.mp3"}}},
		{"windows", `Z:\L. M. Montgomery\après #1 & 100%.mp3`, request{document: `Z:\L. M. Montgomery\après #1 & 100%.mp3`}},
		{"windows", `\\nas\books\a.mp3`, request{document: `\\nas\books\a.mp3`}},
	} {
		if got := opening(c.system, c.path); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s, %s: %+v, want %+v", c.system, c.path, got, c.want)
		}
	}
}

// TestLinking: an address stays one.
func TestLinking(t *testing.T) {
	const address = "https://example.org/?q=a%20b"
	for system, want := range map[string]request{
		"linux":   {line: []string{"xdg-open", address}},
		"darwin":  {line: []string{"open", address}},
		"windows": {document: address},
	} {
		if got := linking(system, address); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", system, got, want)
		}
	}
}

// TestRevealing: the file manager is told the file.
func TestRevealing(t *testing.T) {
	if r, known := revealing("linux", "/b/a.mp3"); known {
		t.Errorf("linux: %+v", r)
	}
	r, known := revealing("darwin", "/b/a b.mp3")
	if want := (request{line: []string{"open", "-R", "/b/a b.mp3"}}); !known || !reflect.DeepEqual(r, want) {
		t.Errorf("darwin: %+v", r)
	}
	for path, want := range map[string]string{
		`D:\L. M. Montgomery\è, 1.mp3`: `explorer.exe /select,"D:\L. M. Montgomery\è, 1.mp3"`,
		`\\nas\books\a.mp3`:            `explorer.exe /select,"\\nas\books\a.mp3"`,
	} {
		if r, known := revealing("windows", path); !known || r.verbatim != want || !r.silent {
			t.Errorf("windows, %s: %+v, want %s", path, r, want)
		}
	}
}

func TestFileURI(t *testing.T) {
	for _, c := range [][3]string{
		{"linux", "/b/100% #1?\n\xff.mp3", "file:///b/100%25%20%231%3F%0A%FF.mp3"},
		{"linux", `/b/a\b.mp3`, "file:///b/a%5Cb.mp3"},
		{"windows", `D:\Mark Twain\è.mp3`, "file:///D:/Mark%20Twain/%C3%A8.mp3"},
		{"windows", `\\nas\my books\a.mp3`, "file://nas/my%20books/a.mp3"},
	} {
		if got := fileURI(c[0], c[1]); got != c[2] {
			t.Errorf("%s, %q: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}
