package book

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"
)

// FuzzPack: chapters are the same after packing, and few bytes if they are regular.
func FuzzPack(f *testing.F) {
	f.Add(int64(0), int64(time.Minute), "Chapter 1", int64(time.Minute), int64(2*time.Minute), "Chapter 2", "")
	f.Add(int64(1), int64(7), "", int64(-5), int64(math.MaxInt64), "\x00\xff", "\x00")
	f.Add(int64(math.MinInt64), int64(math.MaxInt64), "a", int64(math.MaxInt64), int64(math.MinInt64), "ab", "abc")
	f.Fuzz(func(t *testing.T, s1, e1 int64, t1 string, s2, e2 int64, t2, t3 string) {
		want := []Chapter{{time.Duration(s1), time.Duration(e1), t1}, {time.Duration(s2), time.Duration(e2), t2}, {Title: t3}}
		for n := range want {
			m := Media{Chapters: slices.Clone(want[:n+1])}
			before := m.AllChapters()
			if m.ChapterCount() != n+1 || !slices.Equal(before, want[:n+1]) {
				t.Fatalf("%d chapters %v before packing", m.ChapterCount(), before)
			}
			once := Pack(&m)
			for _, p := range []*Packed{once, Pack(once.Media())} {
				if got := p.AllChapters(); p.ChapterCount() != n+1 || !slices.Equal(got, want[:n+1]) || !slices.Equal(p.Media().AllChapters(), got) {
					t.Fatalf("%d chapters %v, want %v", p.ChapterCount(), got, want[:n+1])
				}
				if got := p.ChaptersEnd(); got != ChaptersEnd(want[:n+1]) {
					t.Fatalf("%v end at %v, want %v", want[:n+1], got, ChaptersEnd(want[:n+1]))
				}
			}
		}
	})
}

func TestPackedChaptersAreSmall(t *testing.T) {
	m := Media{}
	for i := range 40 {
		at := time.Duration(i) * 15 * time.Minute
		m.Chapters = append(m.Chapters, Chapter{at, at + 15*time.Minute, fmt.Sprint("Chapter ", i+1)})
	}
	if n := len(Pack(&m).own); n > 10*40 {
		t.Errorf("%d bytes for 40 regular chapters", n)
	}
	if got, want := Pack(&m).ChaptersEnd(), 40*15*time.Minute; got != want {
		t.Errorf("they end at %v, want %v", got, want)
	}
	if none := Pack(&Media{}); none.ChapterCount() != 0 || none.ChaptersEnd() != 0 || none.AllChapters() != nil {
		t.Error("chapters in a file without any")
	}
}

// BenchmarkPack packs forty chapters, and unpacks them.
func BenchmarkPack(b *testing.B) {
	var all []Chapter
	for i := range 40 {
		at := time.Duration(i) * 15 * time.Minute
		all = append(all, Chapter{at, at + 15*time.Minute, fmt.Sprintf("Chapter %d: The Valley of the Last Lantern", i+1)})
	}
	b.Run("pack", func(b *testing.B) {
		for b.Loop() {
			Pack(&Media{Chapters: all})
		}
	})
	b.Run("unpack", func(b *testing.B) {
		p := Pack(&Media{Chapters: all})
		for b.Loop() {
			p.AllChapters()
		}
	})
}
