package group_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

func TestStateOf(t *testing.T) {
	cut := &book.Fault{Kind: book.Truncated, Reason: "truncated"}
	drm := &book.Fault{Kind: book.Protected, Reason: "protected (DRM)"}
	type file struct {
		state book.State
		fault *book.Fault
	}
	found, probing, probed := file{state: book.Found}, file{state: book.Probing}, file{state: book.Probed}
	missing, offline, broken, locked := file{state: book.Missing}, file{state: book.Offline}, file{book.Failed, cut}, file{book.Failed, drm}
	for _, c := range []struct {
		files []file
		want  string
	}{
		{[]file{probed}, "probed"},
		{[]file{broken}, "failed truncated"},
		{[]file{probed, probed}, "probed"},
		{[]file{probed, found}, "found"},
		{[]file{probed, probing, found}, "probing"},
		{[]file{broken, found}, "found"},
		{[]file{missing, found}, "found"},
		{[]file{missing, missing}, "missing"},
		{[]file{offline, offline}, "offline"},
		{[]file{offline, missing}, "offline"},
		{[]file{probed, missing, missing}, "failed 2 of 3 files are missing"},
		{[]file{probed, missing}, "failed 1 of 2 files is missing"},
		{[]file{broken, broken}, "failed truncated"},
		{[]file{probed, broken, probed}, "failed part 2 of 3: truncated"},
		{[]file{probed, broken, broken}, "failed 2 of 3 files: truncated"},
		{[]file{probed, locked, broken}, "failed 2 of 3 files are faulty, the first: protected (DRM)"},
		{[]file{missing, probed, broken}, "failed 1 of 3 files is missing, part 3 of 3: truncated"},
		{[]file{missing, broken, broken}, "failed 1 of 3 files is missing, 2 of 3 files: truncated"},
	} {
		s := folderOf("A/T")
		for i, f := range c.files {
			p := part(book.ID(i+1), fmt.Sprintf("A/T/%d.mp3", i), nil)
			p.File.State, p.File.Fault = f.state, f.fault
			s.Parts = append(s.Parts, p)
		}
		b := group.Books(s)[0]
		got := b.State.String()
		if b.State == book.Probing {
			got = "probing"
		}
		if b.Fault != nil {
			got += " " + b.Fault.Reason
		}
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.files, got, c.want)
		}
		if strings.Contains(got, "faulty") && b.Fault.Kind != book.Truncated {
			t.Errorf("%v: the lock of one hides what is wrong with another", c.files)
		}
	}
}

func TestTotal(t *testing.T) {
	s := folderOf("A/T", part(1, "A/T/1.mp3", &book.Tags{}), part(2, "A/T/2.mp3", &book.Tags{}), part(3, "A/T/3.mp3", nil))
	for i := range s.Parts {
		p := &s.Parts[i]
		p.File.Size, p.File.Modified = int64(10*(i+1)), int64(7-i)
		p.Added, p.MissingSince, p.Held, p.Changing, p.Typed = int64(50-i), int64(62-i), i == 1, i == 2, i == 1
	}
	s.Parts[0].File.Media = book.Pack(&book.Media{Codec: "MP3", Duration: 9000 * time.Hour, BitRate: 64_000})
	s.Parts[1].File.Media = book.Pack(&book.Media{Codec: "AAC-LC", Duration: 3000 * time.Hour, BitRate: 128_000, Estimated: true})
	got := group.Books(s)[0]
	want := &book.Book{
		ID: 1, Path: "/b/A/T", Files: got.Files, Size: 60, Modified: 7, Added: 48, Duration: 12000 * time.Hour, BitRate: 80_000,
		Codec: "MP3, AAC-LC", Estimated: true, Held: true, Changing: true, Typed: true, State: book.Found,
	}
	want.Meta, want.Sources = got.Meta, got.Sources
	if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for i := range s.Parts {
		s.Parts[i].File.State = book.Missing
		s.Parts[i].Hidden = true
	}
	if got = group.Books(s)[0]; got.State != book.Missing || got.MissingSince != 62 || !got.Hidden {
		t.Errorf("all missing and hidden: %v since %d, hidden %v", got.State, got.MissingSince, got.Hidden)
	}
}

func TestPath(t *testing.T) {
	for _, c := range []struct {
		folder group.Folder
		want   string
	}{
		{folderOf("A/T", part(1, "A/T/1.mp3", nil)), "/b/A/T/1.mp3"},
		{folderOf("A/T", part(1, "A/T/1.mp3", nil), part(2, "A/T/2.mp3", nil)), "/b/A/T"},
		{folderOf("A/T", part(1, "A/T/CD 1/1.mp3", nil), part(2, "A/T/CD 11/2.mp3", nil)), "/b/A/T"},
		{folderOf("A/T", part(1, "A/T/CD 1/1.mp3", nil), part(2, "A/T/2.mp3", nil)), "/b/A/T"},
		{folderOf("A/T", part(1, "A/T/CD 1/1.mp3", nil), part(2, "A/T/CD 1/2.mp3", nil)), "/b/A/T/CD 1"},
	} {
		if got := group.Books(c.folder)[0].Path; got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
