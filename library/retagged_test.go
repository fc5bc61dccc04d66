package library

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
)

// sounds are files of several containers with sound of their own, by name.
var sounds = []struct{ name, args string }{
	{"a.mp3", "-c:a libmp3lame"}, {"b.m4b", "-c:a aac -f mp4"}, {"c.flac", ""}, {"d.opus", "-c:a libopus"}, {"e.wav", ""},
	{"f.ogg", "-c:a libvorbis"}, {"g.wma", "-c:a wmav2"}, {"h.aiff", ""}, {"i.wv", "-c:a wavpack"},
}

// hissing makes audio files in a folder.
func hissing(t *testing.T, dir string) {
	t.Helper()
	check(t, os.MkdirAll(dir, 0o755))
	for i, f := range sounds {
		line := append([]string{"-hide_banner", "-v", "error", "-nostdin", "-f", "lavfi", "-i",
			"anoisesrc=r=22050:d=3:a=0.4:seed=" + string(rune('1'+i))}, strings.Fields(f.args)...)
		line = append(line, "-metadata", "title="+f.name, filepath.Join(dir, f.name))
		if out, err := exec.Command("ffmpeg", line...).CombinedOutput(); err != nil {
			t.Fatalf("ffmpeg: %v: %s", err, out)
		}
	}
}

// retag changes the tags of all files in a folder with another tagger. It skips the test
// if there is none.
func retag(t *testing.T, dir string) {
	t.Helper()
	const python = "/usr/bin/python3"
	if exec.Command(python, "-c", "import mutagen").Run() != nil {
		t.Skip("mutagen is not installed")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	check(t, err)
	if out, err := exec.Command(python, append([]string{"probe/testdata/retag.py"}, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("retag: %v: %s", err, out)
	}
}

// TestRetaggedAndMoved: what the user knows of a book stays with its sound, whatever
// happens to its file while nobody looks: scenarios 1, 3, 11 and 12, each with the tags
// changed by another program.
func TestRetaggedAndMoved(t *testing.T) {
	t.Parallel()
	move := func(t *testing.T, from, to string) {
		t.Helper()
		check(t, os.MkdirAll(filepath.Dir(to), 0o755))
		check(t, os.Rename(from, to))
	}
	for _, c := range []struct {
		name string
		do   func(t *testing.T, s *opened, opts Options, top string) *opened
	}{
		{"moved while closed", func(t *testing.T, s *opened, opts Options, top string) *opened {
			s.close()
			retag(t, top+"/root/Ann")
			move(t, top+"/root/Ann", top+"/root/Zoe/New")
			return kept(t, opts)
		}},
		{"moved while open", func(t *testing.T, s *opened, opts Options, top string) *opened {
			retag(t, top+"/root/Ann")
			move(t, top+"/root/Ann", top+"/root/Zoe/New")
			s.rescan()
			return s
		}},
		{"the root removed, and added at another place", func(t *testing.T, s *opened, opts Options, top string) *opened {
			s.RemoveRoot(top + "/root")
			s.rest()
			retag(t, top+"/root/Ann")
			move(t, top+"/root/Ann", top+"/other/Zoe")
			s.close()
			s = kept(t, opts)
			s.AddRoot(top + "/other")
			return s
		}},
		{"the disk away, its files on another one, the root removed", func(t *testing.T, s *opened, opts Options, top string) *opened {
			move(t, top+"/root", top+"/away")
			s.rescan()
			retag(t, top+"/away/Ann")
			s.AddRoot(top + "/away")
			s.rest()
			s.RemoveRoot(top + "/root")
			return s
		}},
		{"the catalogue lost", func(t *testing.T, s *opened, opts Options, top string) *opened {
			s.close()
			retag(t, top+"/root/Ann")
			move(t, top+"/root/Ann", top+"/root/Zoe/New")
			check(t, os.Remove(opts.Catalog))
			return kept(t, opts)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			top, err := filepath.EvalSymlinks(t.TempDir())
			check(t, err)
			hissing(t, top+"/root/Ann")
			grow(t, top+"/root", "Ben/1.mp3", "Ben/2.mp3")
			opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: probe.Chain{probe.Native{}, probe.NewFFprobe(probe.FFprobeOptions{})}}
			s := kept(t, opts)
			s.AddRoot(top + "/root")
			s.rest()
			was := map[string]*book.Book{}
			for path, b := range s.rows() {
				if filepath.Dir(path) == top+"/root/Ann" {
					was[filepath.Base(path)] = b
					s.Edit([]book.ID{b.ID}, map[string]*string{"publisher": typed("Mine"), "rating": typed("4.5")})
					s.stopped(b.Files[0].ID, time.Second, time.Unix(20, 0))
				}
			}
			s.settle()
			s = c.do(t, s, opts, top)
			s.rest()
			found := 0
			for path, b := range s.rows() {
				w := was[filepath.Base(path)]
				if w == nil || filepath.Dir(filepath.Dir(path)) == top+"/root/Ben" {
					continue
				}
				found++
				if b.ID != w.ID || b.Added != w.Added || b.Publisher != "Mine" || b.Lines(book.Rating) != "4.5" || b.Position() != time.Second {
					t.Errorf("%s: ID %d, was %d; %q %q %v; %v", path, b.ID, w.ID, b.Publisher, b.Lines(book.Rating), b.Position(), b.State)
				}
				if strings.HasPrefix(filepath.Base(path), "c.") && !strings.HasPrefix(b.Title, "Retagged") {
					t.Errorf("%s has the title %q", path, b.Title)
				}
			}
			if found != len(sounds) {
				t.Errorf("%d rows of %d; %v", found, len(sounds), s.states())
			}
			for _, r := range s.Status().Roots {
				if r.Held.Missing > 0 {
					t.Errorf("the user is asked: %+v", r.Held)
				}
			}
		})
	}
}
