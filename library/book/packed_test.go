package book

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

// randomMedia sets about half of the fields that are kept.
func randomMedia(r *rand.Rand) *Media {
	m := new(Media)
	fill(r, reflect.ValueOf(m).Elem())
	m.Whole, m.Fingerprint, m.Recording = false, "", ""
	return m
}

func fill(r *rand.Rand, v reflect.Value) {
	if v.Kind() != reflect.Struct && r.IntN(2) == 0 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("%[2]*.[1]d\xff", r.IntN(3), 1+r.IntN(200)))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(r.Uint64() >> r.IntN(64)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(r, v.Elem())
	case reflect.Slice:
		n := 1 + r.IntN(3)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(r, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(r, v.Field(i))
			}
		}
	default:
		panic(v.Kind())
	}
}

// Everything that is packed comes back, whichever method is asked, and in a second round.
func TestPacked(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 0))
	packer := NewPacker(nil)
	var last *Packed
	for range 2000 {
		want := randomMedia(r)
		p := packer.Pack(want)
		again := Pack(p.Media())
		for _, open := range []bool{false, true} {
			if open {
				p.Open()
			}
			got := *p.Media()
			got.Chapters, got.packed = p.AllChapters(), ""
			if !reflect.DeepEqual(&got, want) || !reflect.DeepEqual(p.Tags(), &want.Tags) || !reflect.DeepEqual(p.Cover(), want.Cover) ||
				p.HasCover() != (want.Cover != nil) || p.CoverFault() != want.CoverFault || p.Estimated() != want.Estimated || p.ChapterCount() != len(want.Chapters) ||
				p.Duration != want.Duration || p.BitRate != want.BitRate || p.Container != want.Container || p.Codec != want.Codec ||
				p.SampleRate != want.SampleRate || p.Channels != want.Channels || !reflect.DeepEqual(p.Media().AllChapters(), want.Chapters) {
				t.Fatalf("seed %d, open %v:\n got %+v\nwant %+v", seed, open, got, want)
			}
		}
		p.Close()
		if !p.Same(again) || p.Same(last) || p.Same(nil) {
			t.Fatalf("seed %d: not the same as itself, or as another: %+v", seed, want)
		}
		last = p
	}
}

// Each value makes a difference.
func TestSamePacked(t *testing.T) {
	one := Pack(new(Media))
	for _, m := range []*Media{
		{Container: "a"}, {Codec: "a"}, {Prober: "a"}, {Duration: 1}, {BitRate: 1}, {SampleRate: 1}, {Channels: 1}, {Estimated: true}, {Cover: new(Cover)},
		{CoverFault: "a"}, {Chapters: []Chapter{{}}}, {Tags: Tags{Title: "a"}}, {Tags: Tags{Genres: []string{"a"}}}, {Tags: Tags{Track: 1}},
	} {
		if Pack(m).Same(one) {
			t.Errorf("%+v is the same as nothing", m)
		}
	}
	if !one.Same(Pack(&Media{Whole: true, Fingerprint: "a", Recording: "b"})) {
		t.Error("what is valid at the moment of reading makes a difference")
	}
}

// What the parts of a book have in common is there once.
func TestPackedTogether(t *testing.T) {
	p := NewPacker(nil)
	part := func(album string, n int) *Packed {
		return p.Pack(&Media{Codec: "MP3", Duration: time.Duration(n), Tags: Tags{Album: album, Title: fmt.Sprint("Part ", n), Track: n}})
	}
	a, b, c := part("One", 1), part("One", 2), part("Two", 3)
	if a.common != b.common || a.common == c.common {
		t.Error("parts of a book do not share")
	}
	for n := range 3 * packedTogether {
		part(fmt.Sprint(n), 1)
	}
	if len(p.shared) > packedTogether {
		t.Errorf("%d are kept to be shared", len(p.shared))
	}
}

// BenchmarkPacked packs, opens and reads a file with the usual tags.
func BenchmarkPacked(b *testing.B) {
	m := &Media{
		Container: "mp3", Codec: "MP3", Duration: time.Hour, BitRate: 64000, SampleRate: 44100, Channels: 2, Prober: "mp3", Cover: &Cover{"image/jpeg", 500, 500, 54321},
		Tags: Tags{
			Title: "The Valley of the Last Lantern, part 1", Album: "The Valley of the Last Lantern", Artist: "Anna Abbott", AlbumArtist: "Anna Abbott", Narrator: "Viktor Young",
			Year: 1999, Genres: []string{"Fantasy"}, Track: 1, Tracks: 4,
		},
	}
	packer := NewPacker(nil)
	b.Run("pack", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			packer.Pack(m)
		}
	})
	p := packer.Pack(m)
	b.Run("open", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.Open()
			p.Close()
		}
	})
}
