package messages

import (
	"testing"

	"golang.org/x/text/language"
)

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 books", 1: "1 book", 2: "2 books", 12345: "12,345 books"} {
		if got := Count(n, "{{.Count}} book", "{{.Count}} books"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestText(t *testing.T) {
	for range 2 { // the second time from memory
		if got := Text("Not a message"); got != "Not a message" {
			t.Errorf("%q", got)
		}
	}
	if got := Text("Move to {{.Folder}}?", "Folder", "<A & B>"); got != "Move to <A & B>?" {
		t.Errorf("%q", got)
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		preferred []language.Tag
		want      language.Tag
	}{
		{nil, language.English},
		{[]language.Tag{language.BritishEnglish}, language.English},
		{[]language.Tag{language.Und}, language.English},
		{[]language.Tag{language.Swahili}, language.English},
	} {
		if got := Match(c.preferred...); got != c.want {
			t.Errorf("%v: %v, want %v", c.preferred, got, c.want)
		}
	}
}

func BenchmarkText(b *testing.B) {
	for b.Loop() {
		Text("Add folder…")
	}
}

func BenchmarkCount(b *testing.B) {
	for b.Loop() {
		Count(12345, "{{.Count}} book", "{{.Count}} books")
	}
}
