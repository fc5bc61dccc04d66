package sidecar

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"lectern/scripts/cputime"
)

// TestSlowFiles: files that were made to take long to read take no longer than others.
func TestSlowFiles(t *testing.T) {
	for name, text := range map[string]string{
		"chapters.vtt": "WEBVTT\n\n00:00.000 --> 00:04.000\n" + strings.Repeat("a\n", maxFile/2-50),
		"chapter.vtt":  "WEBVTT\n\n00:00.000 --> 00:04.000\n" + strings.Repeat("<", maxFile-50) + ">",
		"book.nfo":     "<a>" + strings.Repeat("x<!---->", maxFile/8-9) + "</a>",
		"desc.txt":     "&amp;" + strings.Repeat("<a", maxFile/2-9),
		"cover.jpg":    string(jpegOf(1000)),
	} {
		if took := cputime.Of(func() { beside(t, map[string]string{name: text}) }); took > 4*time.Second { // half a second at most without the race detector
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// jpegOf returns a progressive JPEG of 49 megapixels that is drawn in many passes, each of a
// few bytes, and does not end as a picture.
func jpegOf(scans int) []byte {
	const side = 7000
	segment := func(marker byte, content ...byte) []byte {
		return append(binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(len(content)+2)), content...)
	}
	blocks := (side + 7) / 8 * ((side + 7) / 8)
	out := append([]byte("\xFF\xD8"), segment(0xDB, append([]byte{0}, bytes.Repeat([]byte{16}, 64)...)...)...)
	out = append(out, segment(0xC2, 8, side>>8, side&0xFF, side>>8, side&0xFF, 1, 1, 0x11, 0)...)
	oneCode := append([]byte{1}, make([]byte, 15)...) // of a single bit
	out = append(out, segment(0xC4, append(append([]byte{0x00}, oneCode...), 0)...)...)
	out = append(out, segment(0xC4, append(append([]byte{0x10}, oneCode...), 0xE0)...)...) // the next 16,384 blocks or more are empty
	out = append(append(out, segment(0xDA, 1, 1, 0, 0, 0, 0)...), make([]byte, blocks/8+1)...)
	scan := append(segment(0xDA, 1, 1, 0, 1, 63, 0), make([]byte, blocks/(1<<14)*2+4)...)
	return append(append(out, bytes.Repeat(scan, scans)...), "\xFF\xD9 and more"...)
}

// TestNamesOnce: a folder is listed once, however many sheets and pictures ask which files
// are there.
func TestNamesOnce(t *testing.T) {
	files := map[string]string{}
	for i := range 400 {
		files[fmt.Sprintf("Book %d.mp3", i)] = "x"
		files[fmt.Sprintf("Book %d.cue", i)] = fmt.Sprintf("FILE \"Book %d.wav\" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n", i)
		files[fmt.Sprintf("Book %d-backdrop.jpg", i)] = "GIF"
	}
	n := beside(t, files)
	if len(n.Cues) != 400 || n.Cues[0].File != "Book 0.wav" || n.Picture != "" {
		t.Fatalf("%d cue sheets, the first for %q, picture %q", len(n.Cues), n.Cues[0].File, n.Picture)
	}
	f := folderOf(t.Context(), n.Folder, nil)
	if !f.made("Book 7.wav") || f.made("Book 400.wav") {
		t.Fatal("the names in the folder are not known")
	}
	if err := os.Remove(n.Folder + "/Book 7.mp3"); err != nil {
		t.Fatal(err)
	}
	if !f.made("Book 7.wav") {
		t.Error("the folder was listed again")
	}
}
