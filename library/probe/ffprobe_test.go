package probe

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// probeFile reads f with the installed ffprobe.
func probeFile(t *testing.T, f *book.File) (*book.Media, error) {
	t.Helper()
	return NewFFprobe(FFprobeOptions{}).Probe(t.Context(), f)
}

func near(a, b, by time.Duration) bool { return a > b-by && a < b+by }

func TestFFprobeReadsAllFields(t *testing.T) {
	for _, tc := range []struct {
		name                string
		container, codec    string
		cover               string
		album, series, part string
	}{
		{name: "book.m4b", container: "mp4", codec: "AAC-LC", cover: "image/jpeg", album: "Café Noir"},
		{name: "full.mp3", container: "mp3", codec: "MP3", cover: "image/png", album: "Café Noir", series: "Old Town", part: "2.5"},
		{name: "a.flac", container: "flac", codec: "FLAC", cover: "image/png", album: "Café Noir", series: "Old Town", part: "2.5"},
		{name: "a.opus", container: "ogg", codec: "Opus", album: "Café Noir", series: "Old Town", part: "2.5"},
		{name: "a.ogg", container: "ogg", codec: "Vorbis", album: "Café Noir"},
		{name: "a.wma", container: "asf", codec: "WMA", album: "Café Noir"},
		{name: "a.mka", container: "matroska", codec: "FLAC", album: "Café Noir"},
		{name: "a.wav", container: "wav", codec: "PCM", album: "Café Noir"},
		{name: "lossless.m4a", container: "mp4", codec: "ALAC"},
		{name: "noxing.mp3", container: "mp3", codec: "MP3"},
		{name: "a.spx", container: "ogg", codec: "Speex"},
		{name: "a.aiff", container: "aiff", codec: "PCM"},
		{name: "a.aac", container: "aac", codec: "AAC-LC"},
		{name: "a.ac3", container: "ac3", codec: "AC-3"},
		{name: "a.eac3", container: "eac3", codec: "E-AC-3"},
		{name: "a.wv", container: "wv", codec: "WavPack"},
		{name: "a.tta", container: "tta", codec: "TTA"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := list(t, tc.name)
			m, err := probeFile(t, f)
			check(t, err)
			if m.Container != tc.container || m.Codec != tc.codec || m.Prober != "ffprobe" {
				t.Errorf("container %q codec %q by %q", m.Container, m.Codec, m.Prober)
			}
			if !near(m.Duration, 2*time.Second, 100*time.Millisecond) {
				t.Errorf("duration %v", m.Duration)
			}
			if whole := int(float64(f.Size) * 8 / m.Duration.Seconds()); m.BitRate < whole*8/10 || m.BitRate > whole*12/10 {
				t.Errorf("bit rate %d, the size suggests %d", m.BitRate, whole)
			}
			if m.SampleRate < 16000 || m.Channels != 1 {
				t.Errorf("%d Hz, %d channels", m.SampleRate, m.Channels)
			}
			if guess := slices.Contains([]string{"noxing.mp3", "a.aac"}, tc.name); guess && !m.Estimated {
				t.Error("not marked as estimated")
			} else if !guess && m.Estimated && tc.name != "a.ac3" && tc.name != "a.eac3" {
				t.Error("marked as estimated")
			}
			switch {
			case tc.cover == "" && m.Cover != nil:
				t.Errorf("cover %v", *m.Cover)
			case tc.cover != "" && (m.Cover == nil || *m.Cover != book.Cover{MIME: tc.cover, Width: 48, Height: 64}):
				t.Errorf("cover %v", m.Cover)
			}
			g := m.Tags
			if g.Album != tc.album || g.Series != tc.series || g.SeriesPart != tc.part {
				t.Errorf("album %q series %q part %q", g.Album, g.Series, g.SeriesPart)
			}
			if tc.series != "" && (g.ASIN != "B002UZJGYY" || g.ISBN != "9780000000002") {
				t.Errorf("ASIN %q ISBN %q", g.ASIN, g.ISBN)
			}
			if tc.album == "" || tc.name == "a.wav" {
				return
			}
			if g.Title != "Part One" || g.Artist != "Ann Author" || g.AlbumArtist != "Ann A. Author" || g.Narrator != "Ned Narrator" ||
				g.Year != 2009 || g.Track != 3 || !slices.Equal(g.Genres, []string{"Crime", "Humour", "Paris"}) {
				t.Errorf("tags %+v", g)
			}
		})
	}
}

func TestFFprobeReadsChapters(t *testing.T) {
	m, err := probeFile(t, list(t, "book.m4b"))
	check(t, err)
	want := []book.Chapter{ // the third is 50 ms long
		{Start: 0, End: 1200 * time.Millisecond, Title: "Opening"},
		{Start: 1200 * time.Millisecond, End: 1950 * time.Millisecond, Title: "The “End”"},
	}
	if !slices.Equal(m.Chapters, want) {
		t.Errorf("chapters %v", m.Chapters)
	}
}

func TestFFprobeFaults(t *testing.T) {
	text := []byte("This is a page, not a recording.\n")
	noise := make([]byte, 100_000)
	rng := rand.NewChaCha8([32]byte{1})
	_, _ = rng.Read(noise)
	m4b := func(name string) []byte { return content(t, name) }
	encrypted := func(tag string) []byte { return bytes.ReplaceAll(m4b("lossless.m4a"), []byte("alac"), []byte(tag)) }
	for _, tc := range []struct {
		title, name string
		content     []byte
		kind        book.FaultKind
		reason      string
	}{
		{"empty", "a.mp3", nil, book.Truncated, "empty file"},
		{"text", "a.mp3", text, book.NotAudio, "not an audio file"},
		{"long text", "a.m4b", bytes.Repeat(text, 100_000), book.NotAudio, "not an audio file"},
		{"noise", "a.mp3", noise, book.NotAudio, "not an audio file"},
		{"zeros", "a.mp3", make([]byte, 100_000), book.NotAudio, "not an audio file"},
		{"picture", "a.mp3", append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), noise[:5000]...), book.NotAudio, "not an audio file"},
		{"program", "a.mp3", append([]byte("\x7FELF\x02\x01\x01\x00"), noise[:50_000]...), book.NotAudio, "not an audio file"},
		{"film", "a.m4b", m4b("film.mp4"), book.NotAudio, "no sound in it"},
		{"no moov", "a.m4b", m4b("book.m4b")[:5000], book.Truncated, "truncated"},
		{"moov in front, cut", "a.m4b", m4b("front.m4b")[:9000], book.Truncated, "truncated"},
		{"mp3 cut", "a.mp3", content(t, "full.mp3")[:6000], book.Truncated, "truncated"},
		{"mp3 cut in its tag", "a.mp3", content(t, "full.mp3")[:100], book.Truncated, "truncated"},
		{"wav cut", "a.wav", content(t, "a.wav")[:20_000], book.Truncated, "truncated"},
		{"aiff cut", "a.aiff", content(t, "a.aiff")[:20_000], book.Truncated, "truncated"},
		{"wma cut", "a.wma", content(t, "a.wma")[:20_000], book.Truncated, "truncated"},
		{"wma cut early", "a.wma", content(t, "a.wma")[:300], book.Truncated, "truncated"},
		{"flac cut early", "a.flac", content(t, "a.flac")[:20], book.Truncated, "truncated"},
		{"ogg cut early", "a.ogg", content(t, "a.ogg")[:3000], book.Truncated, "truncated"},
		{"damaged", "a.flac", append([]byte("fLaC"), noise[:9000]...), book.Unreadable, "damaged"},
		{"FairPlay", "a.m4b", encrypted("drms"), book.Protected, "protected (DRM)"},
		{"Audible", "a.m4b", encrypted("aavd"), book.Protected, "protected (DRM)"},
		{"Audible by name", "a.AAX", m4b("book.m4b"), book.Protected, "protected (DRM)"},
		{"Audible unreadable", "a.aax", append([]byte("\x00\x00\x00\x18ftypaaxc"), noise[:9000]...), book.Protected, "protected (DRM)"},
	} {
		t.Run(tc.title, func(t *testing.T) {
			t.Parallel()
			m, err := probeFile(t, write(t, tc.name, tc.content))
			var fault *book.Fault
			if !errors.As(err, &fault) || fault.Kind != tc.kind || fault.Reason != tc.reason {
				t.Fatalf("media %+v, fault %#v", m, err)
			}
		})
	}
}

// TestHollow: a large file whose beginning is missing is refused without reading all of
// it. Audio may begin after fewer zeros.
func TestHollow(t *testing.T) {
	f := write(t, "a.mp3", make([]byte, 10))
	check(t, os.Truncate(f.Path, 64<<30))
	ctx, stop := context.WithTimeout(t.Context(), localTimeout/2)
	defer stop()
	for _, p := range []Prober{Native{}, NewFFprobe(FFprobeOptions{})} {
		_, err := p.Probe(ctx, f)
		wantFault(t, err, book.NotAudio, "not an audio file")
	}
	f = write(t, "b.mp3", append(make([]byte, 100_000), content(t, "full.mp3")...))
	if m, err := (Native{}).Probe(ctx, f); err != nil || m.Duration == 0 {
		t.Errorf("%+v, %v", m, err)
	}
}

// A damaged or protected file still has a title to display.
func TestFaultKeepsWhatCouldBeRead(t *testing.T) {
	m, err := probeFile(t, write(t, "a.aax", content(t, "book.m4b")))
	if err == nil || m == nil || m.Tags.Album != "Café Noir" {
		t.Errorf("media %+v, err %v", m, err)
	}
}

// TestAudible: only ffprobe reads the fields of Audible's first format.
func TestAudible(t *testing.T) {
	pairs := [][2]string{{"title", "Dune"}, {"author", "Frank Herbert"}, {"narrator", "Scott Brick"}, {"codec", "mp332"}, {"HeaderSeed", "1"}, {"HeaderKey", "1 2 3 4"}}
	var dictionary []byte
	for _, p := range pairs {
		dictionary = join(dictionary, 0, eight(len(p[0])), eight(len(p[1])), p[0], p[1])
	}
	const head = 16 + 2*12 + 24
	sound := join(eight(3982), eight(0), make([]byte, 3982))
	at := head + 4 + len(dictionary)
	f := write(t, "a.aa", join(eight(at+len(sound)), "\x57\x90\x75\x36", eight(2), eight(0), eight(0), eight(head), eight(4+len(dictionary)),
		eight(1), eight(at), eight(len(sound)), make([]byte, 24), eight(len(pairs)), dictionary, sound))
	m, err := Default(nil).Probe(t.Context(), f)
	wantFault(t, err, book.Protected, "protected (DRM)")
	if m == nil || m.Tags.Title != "Dune" || m.Tags.Narrator != "Scott Brick" || m.Duration.Round(100*time.Millisecond) != time.Second {
		t.Errorf("%+v", m)
	}
	_, err = Chain{Native{}, NewFFprobe(FFprobeOptions{Program: "/nowhere/ffprobe"})}.Probe(t.Context(), f)
	wantFault(t, err, book.Protected, "protected (DRM)")
}

func TestWholeFilesAreNotShort(t *testing.T) {
	entries, err := os.ReadDir(made())
	check(t, err)
	claims := 0
	for _, e := range entries {
		if e.Name() == "chapters" {
			continue
		}
		path := filepath.Join(made(), e.Name())
		l, err := glance(path)
		check(t, err)
		if l.short() || !isAudio(l.head) || isText(l.head) {
			t.Errorf("%s: size %d, extent %d, audio %v, text %v", e.Name(), l.size, l.extent, isAudio(l.head), isText(l.head))
		}
		if l.extent > 0 {
			claims++
		}
	}
	if claims < 7 { // three or more mp4, an mp3, wav, aiff, wma
		t.Errorf("only %d files declare their length", claims)
	}
}

func TestGrowingFile(t *testing.T) {
	whole := content(t, "front.m4b")
	f := write(t, "a.m4b", whole[:len(whole)/2])
	if _, err := probeFile(t, f); err == nil || err.Error() != "truncated" {
		t.Fatalf("half a file: %v", err)
	}
	check(t, os.WriteFile(f.Path, whole, 0o644))
	if m, err := probeFile(t, f); err != nil || !near(m.Duration, 2*time.Second, 100*time.Millisecond) {
		t.Fatalf("the whole file: %+v, %v", m, err)
	}
}

func TestVanishingFile(t *testing.T) {
	f := write(t, "a.mp3", content(t, "full.mp3"))
	program := script(t, `rm "`+f.Path+`"; exit 1`)
	_, err := NewFFprobe(FFprobeOptions{Program: program}).Probe(t.Context(), f)
	wantFault(t, err, book.Vanished, "file is gone") // while ffprobe reads it
	_, err = probeFile(t, f)
	wantFault(t, err, book.Vanished, "file is gone") // before ffprobe reads it
}

func wantFault(t *testing.T, err error, kind book.FaultKind, reason string) {
	t.Helper()
	var fault *book.Fault
	if !errors.As(err, &fault) || fault.Kind != kind || fault.Reason != reason {
		t.Fatalf("fault %#v, want %q", err, reason)
	}
}

func TestFFprobeMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	p := NewFFprobe(FFprobeOptions{})
	if p.Available() {
		t.Error("available")
	}
	_, err := p.Probe(t.Context(), list(t, "full.mp3"))
	wantFault(t, err, book.NoReader, "ffprobe is not installed")
}

// TestHostileNames: a name is never taken for anything else.
func TestHostileNames(t *testing.T) {
	whole := content(t, "full.mp3")
	for _, name := range []string{
		"-y.mp3", "-", "concat:a|b.mp3", "http:", "http:example.com.mp3", "line\nbreak.mp3", "bad\xff.mp3", "%03d.mp3", "a%d*?.mp3",
		"pipe:0", "file:x.mp3", "'quote\".mp3", "$(touch x).mp3", " .mp3", "crypto:a.mp3", "data:,x.mp3", "\x1b[31m.mp3", "] moov atom not found.mp3",
	} {
		t.Run(strings.ToValidUTF8(name, "?"), func(t *testing.T) {
			t.Parallel()
			f := write(t, name, whole)
			m, err := probeFile(t, f)
			if err != nil || m.Tags.Album != "Café Noir" {
				t.Errorf("media %+v, err %v", m, err)
			}
			entries, _ := os.ReadDir(filepath.Dir(f.Path))
			if len(entries) != 1 {
				t.Errorf("folder now holds %v", entries)
			}
		})
	}
}

// TestPlaylistOpensNothing: a playlist named .mp3 opens no other file and no
// connection. The control byte prevents it from being recognized as text.
func TestPlaylistOpensNothing(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	ffprobe, err := exec.LookPath("ffprobe")
	check(t, err)
	dir := t.TempDir()
	other := filepath.Join(dir, "private.aac")
	check(t, os.WriteFile(other, content(t, "a.aac"), 0o644))
	for title, list := range map[string]string{
		"HLS":      "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:2,\n" + other + "\n#EXTINF:2,\nhttp://127.0.0.1:9/x.aac\n#EXT-X-ENDLIST\n#\x01\n",
		"ffconcat": "ffconcat version 1.0\nfile '" + other + "'\n#\x01\n",
	} {
		t.Run(title, func(t *testing.T) {
			f := write(t, "a.mp3", []byte(list))
			trace := filepath.Join(t.TempDir(), "trace")
			program := script(t, strace+` -f -s 4096 -e trace=open,openat,connect -o "`+trace+`" `+ffprobe+` "$@"`)
			_, err := NewFFprobe(FFprobeOptions{Program: program}).Probe(t.Context(), f)
			wantFault(t, err, book.NotAudio, "not an audio file")
			calls, err := os.ReadFile(trace)
			check(t, err)
			if !bytes.Contains(calls, []byte(f.Path)) {
				t.Skip("strace cannot trace here")
			}
			for _, word := range []string{"private", "connect("} {
				if bytes.Contains(calls, []byte(word)) {
					t.Errorf("ffprobe did %s:\n%s", word, calls)
				}
			}
		})
	}
}

func TestEnvironmentIsMinimal(t *testing.T) {
	t.Setenv("LECTERN_SECRET", "hunter2")
	t.Setenv("http_proxy", "http://127.0.0.1:9")
	out := filepath.Join(t.TempDir(), "env")
	program := script(t, `env >"`+out+`"; exit 1`)
	_, _ = NewFFprobe(FFprobeOptions{Program: program}).Probe(t.Context(), list(t, "full.mp3"))
	env, err := os.ReadFile(out)
	if err != nil || !bytes.Contains(env, []byte("LC_ALL=C")) {
		t.Fatalf("%s, %v", env, err)
	}
	if bytes.Contains(env, []byte("hunter2")) || bytes.Contains(env, []byte("proxy")) {
		t.Errorf("handed on:\n%s", env)
	}
}

func TestTimeout(t *testing.T) {
	program := script(t, "exec sleep 1000")
	_, err := NewFFprobe(FFprobeOptions{Program: program, Timeout: 50 * time.Millisecond}).Probe(t.Context(), list(t, "full.mp3"))
	wantFault(t, err, book.TimedOut, "timed out after 0.05 s")

	p := NewFFprobe(FFprobeOptions{Network: func(root string) bool { return root == "/net" }})
	if p.limit(&book.File{Root: "/net"}) != 60*time.Second || p.limit(&book.File{Root: "/home"}) != 20*time.Second {
		t.Error("wrong limits")
	}
}

func TestFloods(t *testing.T) {
	program := script(t, "exec yes")
	_, err := NewFFprobe(FFprobeOptions{Program: program}).Probe(t.Context(), list(t, "full.mp3"))
	wantFault(t, err, book.Unreadable, "its tags are too large")

	program = script(t, "yes | head -c 9000000 >&2; echo the end >&2; exit 1")
	out, err := NewFFprobe(FFprobeOptions{Program: program}).run(t.Context(), list(t, "full.mp3"))
	if err != nil || len(out.log) > maxLog || !bytes.HasSuffix(out.log, []byte("the end\n")) {
		t.Errorf("%d bytes of log, err %v", len(out.log), err)
	}
}

// The command line is a contract: each of its options prevents an attack.
func TestArguments(t *testing.T) {
	got := strings.Join(arguments("/a/-y.mp3"), " ")
	want := "-hide_banner -v warning -protocol_whitelist file -format_whitelist " + book.Demuxers +
		" -of json -show_format -show_streams -show_chapters -i file:/a/-y.mp3"
	if got != want {
		t.Errorf("ffprobe %s", got)
	}
}
