package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"lectern/library/book"
)

// retagger is a program that writes tags into a file.
type retagger struct {
	name string
	tool []string // of which the first is the program; IN and OUT are the files
}

// mutagen writes a title and a picture, first a small one and then one that no padding
// holds.
var mutagen = retagger{"mutagen", []string{"/usr/bin/python3", "testdata/retag.py", "OUT"}}

var hasMutagen = sync.OnceValue(func() bool { return exec.Command(mutagen.tool[0], "-c", "import mutagen").Run() == nil })

// remux copies the sound into a new file with other tags.
var remux = retagger{"ffmpeg", []string{"ffmpeg", "-hide_banner", "-v", "error", "-nostdin", "-y", "-i", "IN", "-map", "0:a", "-c", "copy", "-metadata", "title=Another", "-metadata", "comment=" + strings.Repeat("long ", 3000), "OUT"}}

var propedit = retagger{"mkvpropedit", []string{"mkvpropedit", "-q", "OUT", "--edit", "info", "--set", "title=Another", "--add-attachment", "testdata/retag.py", "--edit", "track:1", "--set", "name=" + strings.Repeat("long ", 3000)}}

// retag writes a copy of a file with other tags. It skips the test if the program is not
// installed.
func (g retagger) retag(t *testing.T, path string) *book.File {
	t.Helper()
	if _, err := exec.LookPath(g.tool[0]); err != nil {
		t.Skip(g.tool[0], " is not installed")
	}
	if g.name == mutagen.name && !hasMutagen() {
		t.Skip("mutagen is not installed")
	}
	to := filepath.Join(t.TempDir(), "again"+filepath.Ext(path))
	b, err := os.ReadFile(path)
	check(t, err)
	check(t, os.WriteFile(to, b, 0o644))
	var args []string
	for _, a := range g.tool[1:] {
		args = append(args, strings.NewReplacer("IN", path, "OUT", to).Replace(a))
	}
	if out, err := exec.Command(g.tool[0], args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", g.name, err, out)
	}
	c, err := os.ReadFile(to)
	check(t, err)
	if bytes.Equal(b, c) {
		t.Fatalf("%s changed nothing", g.name)
	}
	return &book.File{Path: to, Size: int64(len(c))}
}

func recordingOf(t *testing.T, f *book.File) string {
	t.Helper()
	m, err := Fingerprint{}.Probe(t.Context(), f)
	check(t, err)
	if len(m.Recording) != printLen {
		t.Errorf("%s: recording %x", f.Path, m.Recording)
	}
	return m.Recording
}

// hiss makes two files of different noise in the same container.
func hiss(t *testing.T, name, args string) (one, other *book.File) {
	t.Helper()
	line := []string{"-hide_banner", "-v", "error", "-nostdin"}
	for _, seed := range []string{"1", "2"} {
		line = append(line, "-f", "lavfi", "-i", "anoisesrc=r=44100:d=9:a=0.4:seed="+seed)
	}
	var files [2]*book.File
	for i, sound := range []string{"0:a", "1:a"} {
		files[i] = &book.File{Path: filepath.Join(t.TempDir(), name)}
		line = append(append(line, "-map", sound), strings.Fields(args)...)
		line = append(line, "-metadata", "title=One", files[i].Path)
	}
	if out, err := exec.Command("ffmpeg", line...).CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	for _, f := range files {
		st, err := os.Stat(f.Path)
		check(t, err)
		f.Size = st.Size()
	}
	return files[0], files[1]
}

// TestRecording: another tagger changes the fingerprint of a file in any container, and
// not its recording. Another sound has another one.
func TestRecording(t *testing.T) {
	for _, c := range []struct {
		name, args string
		taggers    []retagger
	}{
		{"a.mp3", "-c:a libmp3lame -b:a 128k", []retagger{mutagen, remux}},
		{"vbr.mp3", "-c:a libmp3lame -q:a 1", []retagger{mutagen, remux}},
		{"a.aac", "-b:a 128k -c:a aac", []retagger{mutagen}},
		{"end.m4b", "-b:a 128k -c:a aac -f mp4", []retagger{mutagen, remux}},
		{"front.m4a", "-b:a 128k -c:a aac -movflags +faststart", []retagger{mutagen, remux}},
		{"fragments.m4a", "-b:a 128k -c:a aac -movflags +frag_keyframe+empty_moov -frag_duration 2000000 -f mp4", []retagger{mutagen}},
		{"dash.m4a", "-b:a 128k -c:a aac -movflags +dash+global_sidx -frag_duration 2000000 -f mp4", []retagger{mutagen}},
		{"lossless.m4a", "-c:a alac", []retagger{mutagen, remux}},
		{"pcm.mov", "-c:a pcm_s16le", []retagger{mutagen, remux}},
		{"a.flac", "", []retagger{mutagen, remux}},
		{"a.ogg", "-q:a 8 -c:a libvorbis", []retagger{mutagen, remux}},
		{"a.opus", "-b:a 128k -c:a libopus", []retagger{mutagen, remux}},
		{"a.spx", "-c:a libspeex -ar 16000", []retagger{mutagen}},
		{"a.oga", "-c:a flac -f ogg", []retagger{mutagen, remux}},
		{"a.wav", "", []retagger{mutagen, remux}},
		{"a.w64", "", nil},
		{"a.aiff", "", []retagger{mutagen, remux}},
		{"a.caf", "", []retagger{remux}},
		{"alac.caf", "-c:a alac", []retagger{remux}},
		{"a.wma", "-b:a 128k -c:a wmav2", []retagger{mutagen, remux}},
		{"a.mka", "-b:a 128k -c:a libopus", []retagger{remux, propedit}},
		{"aac.mka", "-b:a 128k -c:a aac", []retagger{remux, propedit}},
		{"flac.mka", "-c:a flac", []retagger{remux, propedit}},
		{"a.webm", "-q:a 8 -c:a libvorbis", []retagger{remux, propedit}},
		{"a.wv", "-c:a wavpack", []retagger{mutagen, remux}},
		{"a.tta", "-c:a tta", []retagger{mutagen, remux}},
		{"a.au", "", []retagger{remux}},
		{"a.ac3", "-c:a ac3", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f, other := hiss(t, c.name, c.args)
			want := recordingOf(t, f)
			if recordingOf(t, other) == want {
				t.Error("other noise has the same recording")
			}
			for _, g := range c.taggers {
				t.Run(g.name, func(t *testing.T) {
					again := g.retag(t, f.Path)
					if recordingOf(t, again) != want {
						t.Error("another recording")
					}
					if g.name == mutagen.name { // once more, over its own tags
						if recordingOf(t, g.retag(t, again.Path)) != want {
							t.Error("another recording the second time")
						}
					}
				})
			}
		})
	}
}

// TestRecordingCancelled: a cancelled reader says so.
func TestRecordingCancelled(t *testing.T) {
	f := list(t, "book.m4b")
	file, err := os.Open(f.Path)
	check(t, err)
	defer file.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := recording(ctx, file, f.Size); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// FuzzRecording: no file makes the search for its sound panic, hang or read on for ever.
func FuzzRecording(f *testing.F) {
	for _, name := range []string{"book.m4b", "front.m4b", "full.mp3", "a.flac", "a.ogg", "a.opus", "a.spx", "a.wav", "a.aiff", "a.wma", "a.mka", "a.wv", "a.tta"} {
		b := content(f, name)
		f.Add(b[:min(len(b), 64<<10)])
	}
	f.Add([]byte("DSD \x1c\x00\x00\x00\x00\x00\x00\x00" + strings.Repeat("\x00", 16) + "data\x10\x00\x00\x00\x00\x00\x00\x00abcd"))
	f.Add([]byte("FRM8\x00\x00\x00\x00\x00\x00\x00\x20DSD DSD \x00\x00\x00\x00\x00\x00\x00\x04abcd"))
	f.Add([]byte(".snd\x00\x00\x00\x18" + strings.Repeat("\x00", 16) + "sound"))
	f.Fuzz(func(t *testing.T, b []byte) {
		hash, err := soundOf(t.Context(), bytes.NewReader(b), int64(len(b)), (*recorder).sound)
		if (hash == nil) != (err != nil) {
			t.Error(hash, err)
		}
	})
}

// TestRecordingOfDSD: the tags of DSF and DSDIFF files are behind the sound, and a note
// of AU before it.
func TestRecordingOfDSD(t *testing.T) {
	number := func(order binary.ByteOrder, n int) string {
		b := make([]byte, 8)
		order.PutUint64(b, uint64(n))
		return string(b)
	}
	le, be := binary.ByteOrder(binary.LittleEndian), binary.ByteOrder(binary.BigEndian)
	noise := strings.Repeat("some sound ", 20000)
	dsf := func(sound, tag string) string {
		return "DSD " + number(le, 28) + strings.Repeat(tag[:1], 16) + "fmt " + number(le, 52) + strings.Repeat("f", 40) + "data" + number(le, 12+len(sound)) + sound + tag
	}
	dff := func(sound, tag string) string {
		return "FRM8" + number(be, 99) + "DSD " + "PROP" + number(be, 4) + "abcd" + "DSD " + number(be, len(sound)) + sound + "ID3 " + number(be, len(tag)) + tag
	}
	au := func(sound, tag string) string {
		return ".snd\x00\x00\x00" + string(rune(24+len(tag))) + strings.Repeat("h", 16) + tag + sound
	}
	for name, file := range map[string]func(sound, tag string) string{"a.dsf": dsf, "a.dff": dff, "a.au": au} {
		is := func(sound, tag string) string { return recordingOf(t, write(t, name, []byte(file(sound, tag)))) }
		if is(noise, "one") != is(noise, "another one") {
			t.Errorf("%s: the tags count", name)
		}
		if is(noise, "one") == is(noise+"!", "one") || is(noise, "one") == is("S"+noise[1:], "one") {
			t.Errorf("%s: the sound does not count", name)
		}
	}
}
