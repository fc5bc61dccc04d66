package library

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/scripts/corpus"
)

// sounds are files of several containers with sound of their own, by name.
var sounds = []struct {
	name string
	args string // of ffmpeg
}{
	{"a.mp3", "-c:a libmp3lame"}, {"b.m4b", "-c:a aac -f mp4"}, {"c.flac", ""}, {"d.opus", "-c:a libopus"}, {"e.wav", ""},
	{"f.ogg", "-c:a libvorbis"}, {"g.wma", "-c:a wmav2"}, {"h.aiff", ""}, {"i.wv", "-c:a wavpack"},
	{"m.aac", "-c:a aac -f adts"}, {"n.tta", "-c:a tta"},
}

// hissing makes audio files in a folder, one of each of sounds and of what ffmpeg cannot
// write, and returns how many there are.
func hissing(t *testing.T, dir string) int {
	t.Helper()
	// One ffmpeg makes all of them: a start takes longer than three seconds of sound.
	line := []string{"-hide_banner", "-v", "error", "-nostdin"}
	for i := range sounds {
		line = append(line, "-f", "lavfi", "-i", "anoisesrc=r=44100:d=3:a=0.4:seed="+strconv.Itoa(i+1))
	}
	for i, f := range sounds {
		line = append(append(line, "-map", strconv.Itoa(i)+":a"), strings.Fields(f.args)...)
		line = append(line, "-metadata", "title="+f.name, filepath.Join(dir, f.name))
	}
	if out, err := exec.Command("ffmpeg", line...).CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	noise := make([]byte, 100_000)
	for name, file := range map[string]func([]byte, time.Duration) []byte{"j.ape": corpus.MonkeysAudio, "k.tak": corpus.TAK, "o.dsf": corpus.DSF} {
		_, _ = rand.NewChaCha8([32]byte([]byte(strings.Repeat(name, 32))[:32])).Read(noise) // never fails
		check(t, os.WriteFile(filepath.Join(dir, name), file(noise, 3*time.Second), 0o644))
	}
	if _, err := exec.LookPath("mpcenc"); err != nil {
		t.Log("mpcenc is not installed, so there is no file of Musepack")
		return len(sounds) + 3
	}
	if out, err := exec.Command("mpcenc", "--silent", filepath.Join(dir, "e.wav"), filepath.Join(dir, "l.mpc")).CombinedOutput(); err != nil {
		t.Fatalf("mpcenc: %v: %s", err, out)
	}
	return len(sounds) + 4
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

// story is what happens to the files of Ann in the folder root of top.
type story struct {
	name string
	do   func(t *testing.T, s *opened, opts Options, top string) *opened
}

// renamed begins the names of the files that a story renames.
const renamed = "new "

// move moves a file or a folder.
func move(t *testing.T, from, to string) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(to), 0o755))
	check(t, os.Rename(from, to))
}

// TestRetaggedAndMoved: what the user knows of a book stays with its sound, whatever
// happens to its file while nobody looks: scenarios 1, 3, 11 and 12, each with the tags
// changed by another program.
func TestRetaggedAndMoved(t *testing.T) {
	t.Parallel()
	testStories(t, []story{
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
	})
}

// TestMovedThenRetagged: a file is moved or renamed while Lectern is closed or open, and
// retagged once Lectern has seen that, or has not.
func TestMovedThenRetagged(t *testing.T) {
	t.Parallel()
	moves := []struct {
		name, to string
		do       func(t *testing.T, top string)
	}{
		{"moved", "/root/Zoe/New", func(t *testing.T, top string) { move(t, top+"/root/Ann", top+"/root/Zoe/New") }},
		{"renamed", "/root/Ann", func(t *testing.T, top string) {
			files, err := os.ReadDir(top + "/root/Ann")
			check(t, err)
			for _, f := range files {
				move(t, top+"/root/Ann/"+f.Name(), top+"/root/Ann/"+renamed+f.Name())
			}
		}},
	}
	var stories []story
	for _, m := range moves {
		stories = append(stories,
			story{m.name + " while closed, retagged while open", func(t *testing.T, s *opened, opts Options, top string) *opened {
				s.close()
				m.do(t, top)
				s = kept(t, opts)
				s.rest()
				retag(t, top+m.to)
				s.rescan()
				return s
			}},
			story{m.name + " while closed, retagged while closed again", func(t *testing.T, s *opened, opts Options, top string) *opened {
				s.close()
				m.do(t, top)
				s = kept(t, opts)
				s.rest()
				s.close()
				retag(t, top+m.to)
				return kept(t, opts)
			}},
			story{m.name + " while open, then retagged", func(t *testing.T, s *opened, opts Options, top string) *opened {
				m.do(t, top)
				s.rescan()
				s.rest()
				retag(t, top+m.to)
				s.rescan()
				return s
			}},
			story{m.name + " while open, and retagged before a scan", func(t *testing.T, s *opened, opts Options, top string) *opened {
				m.do(t, top)
				retag(t, top+m.to)
				s.rescan()
				return s
			}},
			story{m.name + " and retagged while closed", func(t *testing.T, s *opened, opts Options, top string) *opened {
				s.close()
				m.do(t, top)
				retag(t, top+m.to)
				return kept(t, opts)
			}},
		)
	}
	testStories(t, stories)
}

// told is what the user knows of each book in a story.
var told = knowledge{
	fields: map[book.Field]string{book.Publisher: "Mine", book.Rating: "4.5", book.Note: "Read again.\nSoon.", book.OwnTags: "car\nloud"},
	mark:   book.Bookmark{Offset: 500 * time.Millisecond, Made: 3e9, Note: "here"},
	stop:   time.Second, played: time.Unix(20, 0), finished: time.Unix(30, 0), speed: 1.35,
}

// knowledge is what a user knows of a book.
type knowledge struct {
	fields           map[book.Field]string
	mark             book.Bookmark
	stop             time.Duration
	played, finished time.Time
	speed            float64
}

// tell enters it for a book of one file.
func (k knowledge) tell(s *opened, b *book.Book) {
	edits := map[string]*string{}
	for field, text := range k.fields {
		edits[field.String()] = typed(text)
	}
	s.editAll([]book.ID{b.ID}, edits)
	s.stopped(b.Files[0].ID, k.stop, k.played)
	s.MarkAs(Finished, k.finished, b.ID)
	s.SetSpeed(k.speed, b.ID)
	mark := k.mark
	mark.File = b.Files[0].ID
	s.SetBookmark(mark)
}

// check checks that a book has it.
func (k knowledge) check(t *testing.T, b *book.Book) {
	t.Helper()
	for field, want := range k.fields {
		if got := b.Lines(field); got != want {
			t.Errorf("%s: %s is %q, want %q", b.Path, field, got, want)
		}
	}
	l := b.Listening
	if l == nil {
		t.Errorf("%s: nothing is known of listening", b.Path)
		return
	}
	mark := k.mark
	mark.File, mark.At = b.Files[0].ID, mark.Offset
	if !slices.Equal(l.Bookmarks, []book.Bookmark{mark}) || b.Position() != k.stop || l.Speed != k.speed ||
		l.Finished != k.finished.UnixNano() || l.Started != k.played.UnixNano() || l.Played != k.played.UnixNano() {
		t.Errorf("%s: got %+v", b.Path, l)
	}
}

// remembering is a Prober that reads each content once. All stories begin with the same
// files, and ffprobe, which reads half of them, takes longer than the rest of a story.
type remembering struct {
	reader probe.Prober
	known  *sync.Map // of functions that return the answer, by name and content
}

func (r remembering) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	content, err := os.ReadFile(f.Path)
	if err != nil {
		return r.reader.Probe(ctx, f)
	}
	answer, _ := r.known.LoadOrStore(filepath.Ext(f.Path)+string(content),
		sync.OnceValues(func() (*book.Media, error) { return r.reader.Probe(ctx, f) }))
	m, err := answer.(func() (*book.Media, error))()
	if m != nil {
		own := *m
		m = &own
	}
	return m, err
}

// testStories tests that what the user knows of a book stays with its sound.
func testStories(t *testing.T, stories []story) {
	made := t.TempDir()
	want := hissing(t, made)
	prober := remembering{probe.Chain{probe.Native{}, probe.NewFFprobe(probe.FFprobeOptions{})}, &sync.Map{}}
	for _, c := range stories {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			top, err := filepath.EvalSymlinks(t.TempDir())
			check(t, err)
			check(t, os.CopyFS(top+"/root/Ann", os.DirFS(made)))
			grow(t, top+"/root", "Ben/1.mp3", "Ben/2.mp3")
			opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: prober}
			s := kept(t, opts)
			s.AddRoot(top + "/root")
			s.rest()
			was := map[string]*book.Book{}
			for path, b := range s.rows() {
				if filepath.Dir(path) == top+"/root/Ann" {
					was[filepath.Base(path)] = b
					told.tell(s, b)
				}
			}
			s.settle()
			s = c.do(t, s, opts, top)
			s.rest()
			found := 0
			for path, b := range s.rows() {
				w := was[strings.TrimPrefix(filepath.Base(path), renamed)]
				if w == nil || filepath.Dir(filepath.Dir(path)) == top+"/root/Ben" {
					continue
				}
				found++
				if b.ID != w.ID || b.Added != w.Added {
					t.Errorf("%s: ID %d, was %d; %v", path, b.ID, w.ID, b.State)
				}
				told.check(t, b)
				if w == was["c.flac"] && !strings.HasPrefix(b.Title, "Retagged") {
					t.Errorf("%s has the title %q", path, b.Title)
				}
			}
			if found != want {
				t.Errorf("%d rows of %d; %v", found, want, s.states())
			}
			for _, r := range s.Status().Roots {
				if r.Held.Missing > 0 {
					t.Errorf("the user is asked: %+v", r.Held)
				}
			}
		})
	}
}
