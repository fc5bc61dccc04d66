package probe

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text/words"
)

func TestYear(t *testing.T) {
	for date, want := range map[string]int{
		"2009": 2009, "2009-03-01": 2009, "20090301": 2009, "March 1, 1987": 1987, "01/02/1999": 1999, "": 0, "'09": 0, "0000": 0, "soon": 0, "99999": 0, "200903": 2009, "2009-03-01T12:00:00Z": 2009, "20090301120000": 2009,
	} {
		if got := words.Year(date); got != want {
			t.Errorf("Year(%q) = %d, want %d", date, got, want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for s, want := range map[string]int{"3/12": 3, " 03": 3, "3 of 12": 3, "12": 12, "": 0, "/12": 0, "-1": 0, "B": 0, "99999999999999999999": 0} {
		if got := ordinal(s); got != want {
			t.Errorf("ordinal(%q) = %d, want %d", s, got, want)
		}
	}
}

// TestRateOfDSD: ffprobe counts the bytes of DSD, which have eight samples each.
func TestRateOfDSD(t *testing.T) {
	for codec, want := range map[string]int{"dsd_lsbf_planar": 2822400, "pcm_s16le": 352800} {
		r, err := parse([]byte(`{"streams":[{"codec_type":"audio","codec_name":"` + codec + `","sample_rate":"352800"}]}`))
		if got := r.media(1).SampleRate; err != nil || got != want {
			t.Errorf("%s: %d, want %d (%v)", codec, got, want, err)
		}
	}
}

func TestGenres(t *testing.T) {
	for list, want := range map[string][]string{
		"A/B": {"A", "B"}, "A//B;C": {"A", "B", "C"}, " A ; a;;/ ": {"A"}, "": nil, "Sci-Fi, Fantasy": {"Sci-Fi, Fantasy"},
	} {
		if got := genres(list); !slices.Equal(got, want) {
			t.Errorf("genres(%q) = %q, want %q", list, got, want)
		}
	}
}

func TestSeries(t *testing.T) {
	for in, want := range map[[2]string][2]string{
		{"Name #2.5", ""}:          {"Name", "2.5"},
		{"Name, #1-3", ""}:         {"Name", "1-3"},
		{"Name #2", "7"}:           {"Name #2", "7"},
		{"Name #one", ""}:          {"Name #one", ""},
		{"One #1; Two #2", ""}:     {"One #1; Two #2", ""},
		{"#1", ""}:                 {"#1", ""},
		{"Name", ""}:               {"Name", ""},
		{"Name #NaN", ""}:          {"Name #NaN", ""},
		{"The #1 Agency #12.", ""}: {"The #1 Agency", "12."},
	} {
		if name, part := series(in[0], in[1]); [2]string{name, part} != want {
			t.Errorf("series(%q) = %q, %q", in, name, part)
		}
	}
}

func TestSeconds(t *testing.T) {
	for s, want := range map[string]time.Duration{
		"2.006500": 2006500 * time.Microsecond, "36000.000001": 10*time.Hour + time.Microsecond,
		"": 0, "N/A": 0, "-1": 0, "NaN": 0, "+Inf": 0, "1e300": 0, "0": 0,
	} {
		if got := seconds(s); got != want {
			t.Errorf("seconds(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestCodecWords(t *testing.T) {
	for in, want := range map[[2]string]string{
		{"aac", "LC"}: "AAC-LC", {"aac", "HE-AAC"}: "HE-AAC", {"aac", "HE-AACv2"}: "HE-AACv2", {"aac", "xHE-AAC"}: "xHE-AAC", {"aac", ""}: "AAC",
		{"mp3", ""}: "MP3", {"opus", ""}: "Opus", {"wmav2", ""}: "WMA", {"pcm_s16le", ""}: "PCM", {"ape", ""}: "Monkey's Audio",
		{"adpcm_ms", ""}: "ADPCM", {"dsd_lsbf", ""}: "DSD", {"new1", "LC"}: "NEW1", {"eac3", ""}: "E-AC-3", {"musepack8", ""}: "Musepack",
	} {
		if got := codec(in[0], in[1]); got != want {
			t.Errorf("codec(%q) = %q, want %q", in, got, want)
		}
	}
}

// One field in several spellings, and a series part without its own tag.
func TestTagSpellings(t *testing.T) {
	for _, tags := range []map[string]string{
		{"SERIES": "S", "SERIES-PART": "1", "NARRATOR": "N", "AUDIBLE_ASIN": "B0", "SYNOPSIS": "D", "WM/SubTitle": "T"},
		{"series": "S", "series_part": "1", "narrator": "N", "asin": "B0", "comment": "D", "TIT3": "T"},
		{"MovementName": "S", "Movement": "1", "Composer": "N", "ASIN": "B0", "Description": "D", "subtitle": "T"},
		{"grouping": "S #1", "PERFORMER": "N", "CDEK": "B0", "synopsis": "D", "comment": "no", "SUBTITLE": "T"},
	} {
		set := tagSet{}
		set.add(tags)
		f := ffprobeTags(set, "ogg")
		if f.Series != "S" || f.SeriesPart != "1" || f.Narrator != "N" || f.ASIN != "B0" || f.Description != "D" || f.Subtitle != "T" {
			t.Errorf("%v: %+v", tags, f)
		}
	}
	set := tagSet{}
	set.add(map[string]string{"performer": "Conductor", "composer": "N"})
	if f := ffprobeTags(set, "mp3"); f.Narrator != "N" {
		t.Errorf("mp3 narrator %q", f.Narrator)
	}
}

func TestReportWithoutLengthIsAFault(t *testing.T) {
	l := look{head: []byte("OggS\x00\x02"), size: 1 << 20}
	out := output{ok: true, report: []byte(`{"format":{"format_name":"ogg","probe_score":100},"streams":[{"codec_type":"audio","codec_name":"opus"}]}`)}
	_, err := judge(&book.File{Path: "/a.opus"}, l, out)
	wantFault(t, err, book.Unreadable, "its length cannot be told")
}

func TestWindowsMediaProtection(t *testing.T) {
	l := look{head: []byte(asfHeader), size: 1 << 20}
	out := output{ok: true, report: []byte(`{"format":{"format_name":"asf","duration":"9","probe_score":100},"streams":[{"codec_type":"audio","codec_name":"wmav2"}]}`),
		log: []byte("[asf @ 0x1] Ext DRM protected stream detected, decoding will likely fail!\n")}
	_, err := judge(&book.File{Path: "/a.wma"}, l, out)
	wantFault(t, err, book.Protected, "protected (DRM)")
}

// For any output of ffprobe: no panic, a fault or a Media, no negative numbers,
// valid UTF-8.
func FuzzJudge(f *testing.F) {
	f.Add([]byte(`{"format":{"format_name":"mp3","duration":"2.5","bit_rate":"64000","probe_score":51,"tags":{"TITLE":"a\xff","track":"3/12"}},`+
		`"streams":[{"codec_type":"audio","codec_name":"mp3","sample_rate":"44100","channels":2},{"codec_type":"video","codec_name":"png","width":-3,"disposition":{"attached_pic":1}}],`+
		`"chapters":[{"start_time":"5","end_time":"9"},{"start_time":"-1","end_time":"2","tags":{"title":"x"}}]}`), []byte("ID3"), int64(1000))
	f.Add([]byte(`{}`), []byte{}, int64(-1))
	f.Add([]byte(`{"format":{"duration":"1e-9"},"streams":[{"codec_type":"audio"}]}`), []byte("OggS"), int64(1<<62))
	f.Fuzz(func(t *testing.T, report, head []byte, size int64) {
		m, err := judge(&book.File{Path: "/a.mp3", Size: size}, look{head: head, size: size}, output{ok: true, report: report})
		var fault *book.Fault
		if err != nil && !errors.As(err, &fault) || err == nil && m == nil {
			t.Fatalf("media %v, err %v", m, err)
		}
		if m == nil {
			return
		}
		if err == nil && m.Duration <= 0 || m.Duration < 0 || m.BitRate < 0 || m.SampleRate < 0 || m.Channels < 0 || m.Tags.Year < 0 || m.Tags.Track < 0 || m.Tags.Disc < 0 {
			t.Fatalf("negative: %+v", m)
		}
		if m.Cover != nil && (m.Cover.Width < 0 || m.Cover.Height < 0) {
			t.Fatalf("cover %+v", m.Cover)
		}
		for i, c := range m.Chapters {
			if c.Start < 0 || c.End-c.Start < minChapter || i > 0 && c.Start < m.Chapters[i-1].Start {
				t.Fatalf("chapters %v", m.Chapters)
			}
		}
		if text := fmt.Sprintf("%+v %+v", m, m.Cover); !utf8.ValidString(text) {
			t.Fatalf("bad UTF-8: %q", text)
		}
	})
}

// For any beginning of a file: no panic, and no negative extent.
func FuzzExtent(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x10ftypM4B \x00\x00\x00\x00\x00\x00\x00\x01mdat\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Add([]byte("ID3\x04\x00\x10\x7f\x7f\x7f\x7f12345"))
	f.Add([]byte("ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00....................................Xing\x00\x00\x00\x03"))
	f.Add([]byte("RIFF\xff\xff\xff\x7eWAVE"))
	f.Add([]byte(asfHeader + asfFile))
	f.Fuzz(func(t *testing.T, b []byte) {
		head := b[:min(len(b), headLen)]
		if n := extent(bytes.NewReader(b), head, int64(len(b))); n < 0 {
			t.Fatalf("extent %d", n)
		}
		_, _ = isText(head), isAudio(head)
	})
}
