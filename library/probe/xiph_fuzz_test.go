package probe

import (
	"bytes"
	"errors"
	"reflect"
	"runtime"
	"testing"
	"time"
	"unicode/utf8"

	"lectern/library/book"
)

const (
	fuzzTime   = time.Second
	fuzzMemory = 64 << 20
)

// FuzzFLAC, FuzzOgg and FuzzChunks check that a reader answers any data in
// little time and memory with possible values.
func FuzzFLAC(f *testing.F)   { fuzzContainer(f, readFLAC, "fLaC") }
func FuzzOgg(f *testing.F)    { fuzzContainer(f, readOgg, "OggS") }
func FuzzChunks(f *testing.F) { fuzzContainer(f, readChunks, "") }
func FuzzW64(f *testing.F)    { fuzzContainer(f, readW64, w64File) }

func fuzzContainer(f *testing.F, reader containerReader, mark string) {
	f.Fuzz(func(t *testing.T, b []byte) {
		if !bytes.HasPrefix(b, []byte(mark)) {
			return
		}
		s := newSource(bytes.NewReader(b), int64(len(b)))
		defer s.close()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		m, err := reader(t.Context(), s, &book.File{Path: "a", Size: int64(len(b))})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if took > fuzzTime || after.TotalAlloc-before.TotalAlloc > fuzzMemory {
			t.Errorf("%v, %d bytes", took, after.TotalAlloc-before.TotalAlloc)
		}
		var fault *book.Fault
		if err != nil && !errors.Is(err, ErrUnsupported) && !errors.As(err, &fault) {
			t.Errorf("error %v", err)
		}
		if m != nil {
			credible(t, m)
		}
	})
}

// credible checks what is true of every Media.
func credible(t *testing.T, m *book.Media) {
	t.Helper()
	if m.Duration < 0 || m.Duration > longest || m.BitRate < 0 || m.SampleRate < 0 || m.Channels < 0 {
		t.Errorf("%+v", m)
	}
	if c := m.Cover; c != nil && (c.Bytes < 0 || c.Width < 0 || c.Height < 0 || !utf8.ValidString(c.MIME)) {
		t.Errorf("%+v", c)
	}
	for _, c := range m.Chapters {
		if c.Start < 0 || c.End < c.Start || !utf8.ValidString(c.Title) {
			t.Errorf("%+v", c)
		}
	}
	tags := reflect.ValueOf(m.Tags)
	for i := range tags.NumField() {
		if f := tags.Field(i); f.Kind() == reflect.String && !utf8.ValidString(f.String()) || f.Kind() == reflect.Int && f.Int() < 0 {
			t.Errorf("%v", f)
		}
	}
	for _, g := range m.Tags.Genres {
		if !utf8.ValidString(g) {
			t.Errorf("%q", g)
		}
	}
}
