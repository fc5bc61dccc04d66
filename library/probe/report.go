package probe

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
)

// report is the part of ffprobe's JSON that is used. Most of its numbers are
// strings.
type report struct {
	Format struct {
		Name     string            `json:"format_name"`
		Duration string            `json:"duration"` // seconds
		BitRate  string            `json:"bit_rate"`
		Score    int               `json:"probe_score"` // out of 100
		Tags     map[string]string `json:"tags"`
	} `json:"format"`
	Streams  []stream `json:"streams"`
	Chapters []struct {
		Start string            `json:"start_time"` // seconds
		End   string            `json:"end_time"`
		Tags  map[string]string `json:"tags"`
	} `json:"chapters"`
}

type stream struct {
	Type        string            `json:"codec_type"`
	Codec       string            `json:"codec_name"`
	Profile     string            `json:"profile"`
	Tag         string            `json:"codec_tag_string"`
	SampleRate  string            `json:"sample_rate"`
	Channels    int               `json:"channels"`
	Width       int               `json:"width"`
	Height      int               `json:"height"`
	Duration    string            `json:"duration"`
	Tags        map[string]string `json:"tags"`
	Disposition struct {
		Picture int `json:"attached_pic"`
	} `json:"disposition"`
}

// parse parses a report. Invalid UTF-8 in it becomes U+FFFD.
func parse(b []byte) (*report, error) {
	r := new(report)
	if err := json.Unmarshal(b, r); err != nil {
		return r, fmt.Errorf("parse report: %w", err)
	}
	return r, nil
}

// audio returns the first audio stream, or nil if there is none.
func (r *report) audio() *stream {
	i := slices.IndexFunc(r.Streams, func(s stream) bool { return s.Type == "audio" })
	if i < 0 {
		return nil
	}
	return &r.Streams[i]
}

// minChapter is the shortest chapter that is kept. Rounding in tools leaves
// shorter ones at the end.
const minChapter = 100 * time.Millisecond

// media returns the Media of a report for a file of the given size. The
// duration is 0 if the report has none.
func (r *report) media(size int64) *book.Media {
	m := &book.Media{Container: container(r.Format.Name), Cover: r.cover()}
	tags := tagSet{}
	tags.add(r.Format.Tags)
	m.Duration = seconds(r.Format.Duration)
	if a := r.audio(); a != nil {
		m.Codec = codec(a.Codec, a.Profile)
		if m.SampleRate = count(a.SampleRate); strings.HasPrefix(a.Codec, "dsd_") {
			m.SampleRate *= 8 // ffprobe counts bytes, of eight samples each
		}
		m.Channels = max(0, a.Channels)
		if m.Duration == 0 {
			m.Duration = seconds(a.Duration)
		}
		if m.Container == "ogg" { // Ogg tags belong to the stream
			tags.add(a.Tags)
		}
	}
	m.BitRate = count(r.Format.BitRate)
	if s := m.Duration.Seconds(); m.BitRate == 0 && s > 0 {
		m.BitRate = int(min(float64(max(0, size))*8/s, math.MaxInt32))
	}
	m.Tags = ffprobeTags(tags, m.Container)
	m.Chapters = r.chapters()
	return m
}

func (r *report) chapters() []book.Chapter {
	var all []book.Chapter
	for _, c := range r.Chapters {
		start, end := seconds(c.Start), seconds(c.End)
		if end-start < minChapter {
			continue
		}
		var title string
		for key, value := range c.Tags {
			if strings.EqualFold(key, "title") {
				title = clean(value)
			}
		}
		all = append(all, book.Chapter{Start: start, End: end, Title: title})
	}
	slices.SortStableFunc(all, func(a, b book.Chapter) int { return int(min(1, max(-1, a.Start-b.Start))) })
	return all
}

// cover describes the front cover, or else the first picture.
func (r *report) cover() *book.Cover {
	var found *book.Cover
	for _, s := range r.Streams {
		front := strings.EqualFold(s.Tags["comment"], "Cover (front)")
		if s.Disposition.Picture != 1 || found != nil && !front {
			continue
		}
		found = &book.Cover{MIME: mime(s.Codec), Width: max(0, s.Width), Height: max(0, s.Height)}
		if front {
			break
		}
	}
	return found
}

// longest is above any real duration and far below an overflow.
const longest = 10 * 365 * 24 * time.Hour

// seconds parses a number of seconds, to the microsecond. It returns 0 if
// invalid.
func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f > 0) || f > longest.Seconds() {
		return 0
	}
	return time.Duration(math.Round(f*1e6)) * time.Microsecond
}

// count parses a number, and returns 0 if invalid.
func count(s string) int {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		return 0
	}
	return int(max(0, n))
}
