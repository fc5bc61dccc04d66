package corpus

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// testFiles is enough for each kind of damage and most dialects.
const testFiles = 60

func TestLibrary(t *testing.T) {
	cache := t.TempDir()
	build := func() *Manifest {
		m, err := Make(t.Context(), Options{Dir: filepath.Join(t.TempDir(), "library"), Files: testFiles, Seed: 1, Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m := build()
	t.Run("same seed, same library", func(t *testing.T) { same(t, m, build()) })
	t.Run("rows and nothing else", func(t *testing.T) { rows(t, m) })
	t.Run("ffprobe agrees", func(t *testing.T) { agrees(t, m) })
	t.Run("for show", func(t *testing.T) {
		m, err := Make(t.Context(), Options{Dir: filepath.Join(t.TempDir(), "show"), Books: 8, Seed: 1, Clean: true, Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		agrees(t, m)
		for _, f := range m.Files {
			if rate := float64(8*f.Size) / f.Duration; strings.HasSuffix(f.Path, ".m4b") && (rate < 60e3 || rate > 140e3) {
				t.Errorf("%q reads as %.0f bits per second", f.Path, rate)
			}
		}
	})
	t.Run("every dialect", func(t *testing.T) { agrees(t, everyDialect(t, cache)) })
	t.Run("made once", func(t *testing.T) {
		if _, err := Make(t.Context(), Options{Dir: m.Dir, Files: testFiles, Seed: 1, Cache: "/nonexistent"}); err != nil {
			t.Errorf("an existing library is made again: %v", err)
		}
		if _, err := Make(t.Context(), Options{Dir: m.Dir, Files: 7, Seed: 1, Cache: cache}); err == nil {
			t.Error("another library was made in the same folder")
		}
	})
	t.Run("links", func(t *testing.T) { linked(t, m) })
}

// listing returns every path below dir with mode, size, time and a hash of the content.
func listing(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		fi, err := d.Info()
		if err != nil {
			return err
		}
		line := fmt.Sprintf("%q %s %d", strings.TrimPrefix(path, dir), fi.Mode(), fi.Size())
		if filepath.Base(path) != ManifestName {
			line += fmt.Sprintf(" %d", fi.ModTime().UnixNano())
		}
		if fi.Mode().IsRegular() && fi.Mode().Perm() != 0 {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			line += fmt.Sprintf(" %x", sha256.Sum256(data))
		}
		out = append(out, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t *testing.T, a, b *Manifest) {
	if a.Dir == b.Dir {
		t.Fatal("one folder for both")
	}
	la, lb := listing(t, a.Dir), listing(t, b.Dir)
	for i := range min(len(la), len(lb)) {
		if la[i] != lb[i] {
			t.Errorf("one run: %s\nother:   %s", la[i], lb[i])
		}
	}
	if len(la) != len(lb) {
		t.Errorf("%d and %d files", len(la), len(lb))
	}
	if c := planFor(Options{Files: testFiles, Seed: 2}); c.jobs[0].rel == planFor(Options{Files: testFiles, Seed: 1}).jobs[0].rel {
		t.Error("another seed plans the same first file")
	}
}

func rows(t *testing.T, m *Manifest) {
	if len(m.Files) != testFiles {
		t.Errorf("%d files, want %d", len(m.Files), testFiles)
	}
	listed, kinds, odd := map[string]bool{}, map[string]bool{}, 0
	for _, f := range m.Files {
		if listed[f.Rel()] {
			t.Errorf("%q is listed twice", f.Path)
		}
		listed[f.Rel()] = true
		kinds[f.Broken] = true
		if f.PathBytes != nil {
			odd++
		}
		fi, err := os.Lstat(m.Abs(f))
		if err != nil {
			t.Error(err)
		} else if fi.Size() != f.Size || !fi.ModTime().Equal(f.Modified) {
			t.Errorf("%q: %d bytes of %v, manifest has %d of %v", f.Path, fi.Size(), fi.ModTime(), f.Size, f.Modified)
		}
		if y := f.Modified.Year(); y < 2015 || y > 2024 {
			t.Errorf("%q: modified in %d", f.Path, y)
		}
	}
	for _, d := range damages[:testFiles/brokenFloor] {
		if !kinds[d.name] {
			t.Errorf("no file is broken as %q", d.name)
		}
	}
	if odd < 2 {
		t.Errorf("%d names are not UTF-8, want 2", odd)
	}
	if len(m.Ignored) < 10 {
		t.Errorf("only %d files to ignore", len(m.Ignored))
	}
	for _, rel := range m.Ignored {
		if listed[rel] {
			t.Errorf("%q should be ignored, but is a row", rel)
		}
		if _, err := os.Stat(filepath.Join(m.Dir, rel)); err != nil {
			t.Error(err)
		}
	}
	// No other file has a name that a scan would take for audio.
	companions := []string{".jpg", ".txt", ".json", ".nomedia", ".ignore"}
	filepath.WalkDir(m.Dir, func(path string, d fs.DirEntry, err error) error {
		rel := strings.TrimPrefix(path, m.Dir+"/")
		if err == nil && !d.IsDir() && !listed[rel] && !slices.Contains(m.Ignored, rel) && !slices.Contains(companions, filepath.Ext(path)) {
			t.Errorf("%q is neither a row nor an ignored file", rel)
		}
		return err
	})
	again, err := Load(m.Dir)
	if err != nil {
		t.Fatal(err)
	}
	one, _ := json.Marshal(m)
	other, _ := json.Marshal(again)
	if !bytes.Equal(one, other) {
		t.Error("the manifest on disk is not the one returned")
	}
}

// linked makes more links than there are files and checks them.
func linked(t *testing.T, m *Manifest) {
	const want = 1001
	dst := filepath.Join(t.TempDir(), "links")
	if err := Links(t.Context(), m.Dir, dst, want); err != nil {
		t.Fatal(err)
	}
	got, largest := 0, map[string]int{}
	filepath.WalkDir(dst, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			t.Error(err)
			return nil
		}
		if !d.IsDir() {
			if !d.Type().IsRegular() {
				t.Errorf("%q is not a file", path)
			}
			got++
			largest[filepath.Dir(path)]++
		}
		return nil
	})
	if got != want {
		t.Errorf("%d links, want %d", got, want)
	}
	for folder, n := range largest {
		if n > linksPerFolder {
			t.Errorf("%d links in %q", n, folder)
		}
	}
}

// everyDialect makes one short file with all possible fields in each dialect of each
// format.
func everyDialect(t *testing.T, cache string) *Manifest {
	s, err := loadSeeds(t.Context(), cache)
	if err != nil {
		t.Fatal(err)
	}
	m := &Manifest{Dir: t.TempDir()}
	mk, err := newMaker(m.Dir, s)
	if err != nil {
		t.Fatal(err)
	}
	p := &planner{rng: rand.New(rand.NewPCG(1, 2))}
	counts := map[string]int{
		"mp4": len(mp4Dialects), "mp3": len(id3Dialects), "flac": len(vorbisDialects), "ogg": len(vorbisDialects), "opus": len(vorbisDialects), "wma": 2, "wav": 2,
	}
	for format, n := range counts {
		for i := range n {
			w := work{"Émile & Zoë Łódź", "Ωδή <1> ÿÿ", 1899, 1, "Drama", "fra", "Die Reihe", "2.5"}
			if i%2 == 1 {
				w.part = "3"
			}
			j := job{
				rel: fmt.Sprintf("%s %d.%s", format, i, map[bool]string{true: "m4b", false: format}[format == "mp4"]), format: format, dialect: i, seconds: 400,
				rec: p.facts(w, "Ben Ötzi"), author: w.author, cover: coverOf(int64(i), w.title, w.author), modified: firstMtime,
			}
			j.rec.Track, j.rec.Disc = 3, 1
			p.mark(&j, w, 1)
			f, err := mk.make(t.Context(), j)
			if err != nil {
				t.Fatal(err)
			}
			m.Files = append(m.Files, f)
		}
	}
	return m
}

// probed is what ffprobe reports about a file.
type probed struct {
	Format struct {
		Name     string `json:"format_name"`
		Duration string
		Tags     map[string]string
	}
	Streams []struct {
		Type        string `json:"codec_type"`
		Codec       string `json:"codec_name"`
		Profile     string
		Rate        string `json:"sample_rate"`
		Channels    int
		Width       int
		Height      int
		Disposition struct {
			Picture int `json:"attached_pic"`
		}
		Tags map[string]string
	}
	Chapters []struct {
		Start string `json:"start_time"`
		End   string `json:"end_time"`
		Tags  map[string]string
	}
}

func ffprobe(ctx context.Context, path string) (p probed, err error) {
	out, err := exec.CommandContext(ctx, "ffprobe", "-hide_banner", "-v", "error", "-of", "json",
		"-show_format", "-show_streams", "-show_chapters", "-i", "file:"+path).Output()
	if err != nil {
		return p, fmt.Errorf("ffprobe: %w", err)
	}
	return p, json.Unmarshal(out, &p)
}

// tag returns a tag of the file or of its first stream, ignoring case.
func (p probed) tag(names ...string) string {
	for _, name := range names {
		for k, v := range p.Format.Tags {
			if strings.EqualFold(k, name) {
				return v
			}
		}
		for k, v := range p.Streams[0].Tags {
			if strings.EqualFold(k, name) {
				return v
			}
		}
	}
	return ""
}

// codecs maps ffprobe's names to Lectern's.
var codecs = map[string]string{
	"aac LC": "AAC-LC", "aac HE-AAC": "HE-AAC", "alac": "ALAC", "mp3": "MP3", "flac": "FLAC", "vorbis": "Vorbis", "opus": "Opus", "wmav2": "WMA", "pcm_u8": "PCM",
}

func agrees(t *testing.T, m *Manifest) {
	good := m.Good()
	err := parallel(t.Context(), len(good), runtime.NumCPU(), func(ctx context.Context, i int) error {
		f := good[i]
		p, err := ffprobe(ctx, m.Abs(f))
		if err != nil {
			t.Errorf("%q (%s): %v", f.Path, f.Dialect, err)
			return nil
		}
		for _, problem := range f.compare(p) {
			t.Errorf("%q (%s): %s", f.Path, f.Dialect, problem)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// compare lists the differences between ffprobe and the manifest in the fields that
// ffprobe can see.
func (f *File) compare(p probed) (problems []string) {
	differ := func(field string, got, want any) {
		if f.Sees(field) && fmt.Sprint(got) != fmt.Sprint(want) {
			problems = append(problems, fmt.Sprintf("%s: ffprobe has %q, manifest %q", field, fmt.Sprint(got), fmt.Sprint(want)))
		}
	}
	s := p.Streams[0]
	codec := codecs[strings.TrimSpace(s.Codec+" "+s.Profile)]
	if codec == "" {
		codec = codecs[s.Codec]
	}
	differ("codec", codec, f.Codec)
	differ("sample_rate_hz", s.Rate, f.SampleRate)
	differ("channels", s.Channels, f.Channels)
	length, _ := strconv.ParseFloat(p.Format.Duration, 64)
	if f.Sees("duration_s") && math.Abs(length-f.Duration) > 0.15 {
		differ("duration_s", length, f.Duration)
	}
	differ("title", p.tag("title"), f.Title)
	differ("album", p.tag("album"), f.Album)
	differ("artist", p.tag("artist"), f.Artist)
	differ("album_artist", p.tag("album_artist", "albumartist"), f.AlbumArtist)
	if f.Narrator != "" {
		differ("narrator", p.tag("narrator", "performer", "composer", "TCM"), f.Narrator)
	}
	series, part := p.tag("series", "movementname"), p.tag("series-part", "part", "movement")
	if group := p.tag("grouping", "TIT1", "TT1"); series == "" && group != "" {
		series, part, _ = strings.Cut(group, " #")
	}
	differ("series", series, f.Series)
	differ("series_part", part, f.SeriesPart)
	year := p.tag("date", "year", "TYER", "TDRL")
	if f.Year > 0 {
		differ("year", year[:min(4, len(year))], f.Year)
	}
	differ("asin", p.tag("asin", "audible_asin"), f.ASIN)
	differ("isbn", p.tag("isbn"), f.ISBN)
	differ("publisher", p.tag("publisher"), f.Publisher)
	differ("language", strings.TrimPrefix(p.tag("language"), "und"), f.Language)
	differ("subtitle", p.tag("subtitle", "TIT3"), f.Subtitle)
	differ("description", p.tag("synopsis", "description", "comment"), f.Description)
	if f.Track > 0 {
		track, _, _ := strings.Cut(p.tag("track"), "/")
		differ("track", track, f.Track)
	}
	genres := strings.FieldsFunc(p.tag("genre"), func(r rune) bool { return r == ';' || r == '/' })
	for i := range genres {
		genres[i] = strings.TrimSpace(genres[i])
	}
	differ("genres", genres, f.Genres)
	if f.Sees("chapters") {
		if len(p.Chapters) != len(f.Chapters) {
			differ("chapters", len(p.Chapters), len(f.Chapters))
		} else {
			for i, c := range p.Chapters {
				differ("chapters", c.Tags["title"], f.Chapters[i].Title)
				if start, _ := strconv.ParseFloat(c.Start, 64); math.Abs(start-f.Chapters[i].Start) > 0.01 {
					differ("chapters", start, f.Chapters[i].Start)
				}
				if end, _ := strconv.ParseFloat(c.End, 64); math.Abs(end-f.Chapters[i].End) > 0.15 {
					differ("chapters", end, f.Chapters[i].End)
				}
			}
		}
	}
	var cover *Cover
	for _, s := range p.Streams {
		if s.Disposition.Picture == 1 {
			cover = &Cover{MIME: map[string]string{"mjpeg": "image/jpeg", "png": "image/png"}[s.Codec], Width: s.Width, Height: s.Height}
		}
	}
	if f.Cover == nil || cover == nil {
		differ("cover", cover != nil, f.Cover != nil)
	} else {
		differ("cover", *cover, Cover{MIME: f.Cover.MIME, Width: f.Cover.Width, Height: f.Cover.Height})
	}
	return problems
}
