package probe

import (
	"encoding/binary"
	"os"
	"reflect"
	"testing"
	"time"

	"lectern/library/book"
)

// cueSheetBlock returns FLAC's block with a cue sheet: tracks from 1 that begin at
// these samples, the second with an index 0 one second earlier, and a lead-out.
func cueSheetBlock(starts ...uint64) []byte {
	be := binary.BigEndian
	b := make([]byte, cueHeadLen)
	b = append(b, byte(len(starts)+1))
	for i, start := range starts {
		indices := join(be.AppendUint64(nil, 0), 1, 0, 0, 0)
		if i == 1 {
			start -= 44100
			indices = join(be.AppendUint64(nil, 0), 0, 0, 0, 0, be.AppendUint64(nil, 44100), 1, 0, 0, 0)
		}
		b = join(b, be.AppendUint64(nil, start), i+1, make([]byte, 12+1+13), len(indices)/cueIndexLen, indices)
	}
	return join(b, be.AppendUint64(nil, 1<<40), 170, make([]byte, 12+1+13), 0)
}

const aSheet = "FILE \"Book.wav\" WAVE\r\n  TRACK 01 AUDIO\r\n    TITLE \"Dawn\"\r\n    INDEX 01 00:00:00\r\n  TRACK 02 AUDIO\r\n    TITLE \"Dusk\"\r\n    INDEX 00 00:00:70\r\n    INDEX 01 00:01:00\r\n"

// TestCueSheetOfFLAC reads the block with a cue sheet. Tags can name its tracks and
// override it.
func TestCueSheetOfFLAC(t *testing.T) {
	chapters := func(titles ...string) []book.Chapter {
		return []book.Chapter{{End: time.Second, Title: titles[0]}, {Start: time.Second, End: 2 * time.Second, Title: titles[1]}}
	}
	sheet := block(flacCueSheet, cueSheetBlock(0, 44100))
	comments := func(all ...string) []byte { return block(flacComment, commentBlock(all...)) }
	for name, c := range map[string]struct {
		file []byte
		want []book.Chapter
	}{
		"bare":              {flacOf(t, sheet), chapters("Track 1", "Track 2")},
		"before the tags":   {flacOf(t, sheet, comments("TITLE=T")), chapters("Track 1", "Track 2")},
		"named by a player": {flacOf(t, sheet, comments("cue_track01_title=Dawn", "CUE_TRACK02_TITLE=Dusk")), chapters("Dawn", "Dusk")},
		"one named":         {flacOf(t, sheet, comments("CHAPTER002NAME=Dusk")), chapters("Track 1", "Dusk")},
		"chapters":          {flacOf(t, sheet, comments("CHAPTER001=00:00:00", "CHAPTER001NAME=All")), []book.Chapter{{End: 2 * time.Second, Title: "All"}}},
		"a sheet in a tag":  {flacOf(t, sheet, comments("CUESHEET="+aSheet)), chapters("Dawn", "Dusk")},
		"one track":         {flacOf(t, block(flacCueSheet, cueSheetBlock(0))), nil},
		"cut":               {flacOf(t, block(flacCueSheet, cueSheetBlock(0, 44100)[:cueHeadLen+1+cueTrackLen+5])), nil},
		"beyond the end":    {flacOf(t, block(flacCueSheet, cueSheetBlock(0, 44100, 1<<50))), chapters("Track 1", "Track 2")},
	} {
		if got := mustTaste(t, c.file).Chapters; len(got) != len(c.want) || len(got) > 0 && !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestCueSheetInTags reads the tag CUESHEET of each format.
func TestCueSheetInTags(t *testing.T) {
	wv := ffmpeg(t, "a.wv", "-c:a|wavpack")
	b := append(read(t, wv.Path), wrapAPE(2000, 1, anItem(0, "Cuesheet", aSheet))...)
	check(t, os.WriteFile(wv.Path, b, 0o644))
	name := wideText("CUESHEET")
	value := wideText(aSheet)
	le := binary.LittleEndian
	extended := append(le.AppendUint16([]byte{1, 0}, uint16(len(name))), name...)
	extended = append(le.AppendUint16(append(extended, 0, 0), uint16(len(value))), value...)
	for name, f := range map[string]*book.File{
		"WavPack": wv,
		"MP4":     write(t, "a.m4b", taggedMP4(aFreeForm("com.apple.iTunes", "cuesheet", aSheet))),
		"ID3":     write(t, "a.mp3", join(aTag(4, 0, aFrame(4, "TXXX", 0, 3, "CUESHEET", 0, aSheet)), silence(100))),
		"APE":     write(t, "b.mp3", join(silence(100), wrapAPE(2000, 1, anItem(0, "CUESHEET", aSheet)))),
		"FLAC":    write(t, "a.flac", tagged(t, "CUESHEET="+aSheet)),
		"Ogg":     write(t, "a.ogg", oggOf(t, content(t, "a.ogg"), "cuesheet="+aSheet)),
		"WMA":     write(t, "a.wma", wma(object(asfExtended, extended))),
	} {
		m, err := Chain{Native{}, NewFFprobe(FFprobeOptions{})}.Probe(t.Context(), f)
		if err != nil || len(m.Chapters) != 2 || m.Chapters[0].Title != "Dawn" || m.Chapters[1] != (book.Chapter{Start: time.Second, End: m.Duration, Title: "Dusk"}) {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
	}
}
