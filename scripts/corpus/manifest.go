package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
	"unicode/utf8"
)

// ManifestName is the name of the manifest in a corpus. Because of the dot, scans
// ignore it.
const ManifestName = ".lectern-corpus.json"

// Manifest says what a scan and a probe of a corpus should find.
type Manifest struct {
	Dir     string   `json:"-"` // where the corpus is, absolute
	Version int      `json:"version"`
	Seed    int64    `json:"seed"`
	Wanted  int      `json:"wanted"` // Options.Files
	Books   int      `json:"books"`  // Options.Books
	Clean   bool     `json:"clean"`
	Files   []*File  `json:"files"`   // the rows of a scan, in order of path
	Ignored []string `json:"ignored"` // files and folders that exist but must not become rows
}

// File is the row that a scan should make of an audio file. Unknown values are left
// out.
type File struct {
	Path      string    `json:"path"`                 // below the corpus, with slashes; bad bytes as U+FFFD
	PathBytes []byte    `json:"path_bytes,omitempty"` // the path if it is not UTF-8
	Size      int64     `json:"size_bytes"`
	Modified  time.Time `json:"modified"`
	State     string    `json:"state"`               // "probed" or "failed"
	Fault     string    `json:"fault,omitempty"`     // the kind of fault in words, as FaultKind's constants read
	AlsoFault []string  `json:"also_fault,omitzero"` // other acceptable kinds
	Broken    string    `json:"broken,omitempty"`    // how it was broken
	Note      string    `json:"note,omitempty"`

	// Dialect is the way in which the tags are written. FFprobe 5.1 does not see the
	// fields in Unseen, or reads them wrongly.
	Dialect string   `json:"dialect,omitempty"`
	Unseen  []string `json:"ffprobe_unseen,omitempty"`

	Container  string    `json:"container,omitempty"`
	Codec      string    `json:"codec,omitempty"`
	Duration   float64   `json:"duration_s,omitempty"` // exact, never estimated
	NoHeader   bool      `json:"no_header,omitempty"`  // an mp3 with a variable bit rate and neither Xing nor VBRI header
	SampleRate int       `json:"sample_rate_hz,omitempty"`
	Channels   int       `json:"channels,omitempty"`
	Cover      *Cover    `json:"cover,omitempty"`
	Chapters   []Chapter `json:"chapters,omitempty"`
	Fields
}

// Fields are a file's tags, with the names of fields in file records.
type Fields struct {
	Title       string   `json:"title,omitempty"`
	Album       string   `json:"album,omitempty"`
	Artist      string   `json:"artist,omitempty"`
	AlbumArtist string   `json:"album_artist,omitempty"`
	Narrator    string   `json:"narrator,omitempty"`
	Series      string   `json:"series,omitempty"`
	SeriesPart  string   `json:"series_part,omitempty"`
	Subtitle    string   `json:"subtitle,omitempty"`
	Year        int      `json:"year,omitempty"`
	Genres      []string `json:"genres,omitempty"`
	Publisher   string   `json:"publisher,omitempty"`
	ASIN        string   `json:"asin,omitempty"`
	ISBN        string   `json:"isbn,omitempty"`
	Language    string   `json:"language,omitempty"`
	Description string   `json:"description,omitempty"`
	Track       int      `json:"track,omitempty"`
	Disc        int      `json:"disc,omitempty"`
}

// Cover is the embedded picture that a reader should report.
type Cover struct {
	MIME   string `json:"mime"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Bytes  int    `json:"bytes"`
}

// Chapter is a named part of a file, in seconds from its start.
type Chapter struct {
	Start float64 `json:"start_s"`
	End   float64 `json:"end_s"`
	Title string  `json:"title"`
}

// Rel returns the path below the corpus in the system's own bytes.
func (f *File) Rel() string {
	if f.PathBytes != nil {
		return string(f.PathBytes)
	}
	return f.Path
}

// Good reports whether a probe should succeed.
func (f *File) Good() bool { return f.State == "probed" }

// Sees reports whether ffprobe 5.1 can see a field, by its name in the record.
func (f *File) Sees(field string) bool { return !slices.Contains(f.Unseen, field) }

func (f *File) setPath(rel string) {
	f.Path, f.PathBytes = rel, nil
	if !utf8.ValidString(rel) {
		f.Path, f.PathBytes = string(bytes.ToValidUTF8([]byte(rel), []byte("\uFFFD"))), []byte(rel)
	}
}

// Abs returns the absolute path of a file of the corpus.
func (m *Manifest) Abs(f *File) string { return filepath.Join(m.Dir, f.Rel()) }

// Good returns the files that a probe should be able to read, in order of path.
func (m *Manifest) Good() []*File {
	var good []*File
	for _, f := range m.Files {
		if f.Good() {
			good = append(good, f)
		}
	}
	return good
}

// Load reads the manifest of the corpus in dir.
func Load(dir string) (*Manifest, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find corpus: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	m := &Manifest{Dir: dir}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("parse manifest: %w", err)
	}
	return m, nil
}

func (m *Manifest) save() error {
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return fmt.Errorf("encode manifest: %w", err)
	}
	if err := os.WriteFile(filepath.Join(m.Dir, ManifestName), append(text, '\n'), 0o644); err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return nil
}
