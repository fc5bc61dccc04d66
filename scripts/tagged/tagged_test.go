package tagged_test

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/scripts/tagged"
)

// TestFile: ffprobe reads the length and the tags of each format.
func TestFile(t *testing.T) {
	for _, c := range []struct {
		name    string
		version int
		length  time.Duration
	}{{"a.mp3", 3, 6 * time.Second}, {"a.mp3", 4, time.Minute}, {"a.m4b", 0, time.Minute}, {"a.m4a", 0, 3 * time.Hour}, {"a.flac", 0, 150 * time.Second},
		{"a.opus", 0, 90500 * time.Millisecond}, {"a.wma", 0, 75 * time.Second}} {
		path := filepath.Join(t.TempDir(), c.name)
		tags := []tagged.Tag{{Name: "title", Value: "Пролог"}, {Name: "album", Value: "An Album"}, {Name: "artist", Value: "Ann Lee"}, {Name: "track", Value: "3/12"}}
		if err := os.WriteFile(path, tagged.File(path, c.length, c.version, tags), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("ffprobe", "-v", "quiet", "-show_format", "-show_streams", "-of", "json", path).Output()
		if err != nil {
			t.Fatalf("%s: %v: %s", c.name, err, out)
		}
		var got struct {
			Format struct {
				Duration string
				Tags     map[string]string
			}
			Streams []struct{ Tags map[string]string } // where an Ogg file has its tags
		}
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		read := map[string]string{}
		for _, tags := range []map[string]string{got.Streams[0].Tags, got.Format.Tags} {
			for name, value := range tags {
				read[strings.ToLower(name)] = value
			}
		}
		for _, tag := range tags {
			if read[tag.Name] != tag.Value && !(tag.Name == "track" && read["track"] == "3/12") {
				t.Errorf("%s: %s is %q", c.name, tag.Name, read[tag.Name])
			}
		}
		if seconds, _ := strconv.ParseFloat(got.Format.Duration, 64); math.Abs(seconds-c.length.Seconds()) > 0.1 {
			t.Errorf("%s: %v is %s", c.name, c.length, got.Format.Duration)
		}
	}
}
