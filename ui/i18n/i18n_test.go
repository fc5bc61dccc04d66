package i18n

import (
	"fmt"
	"io/fs"
	"testing"

	"golang.org/x/text/language"

	"lectern/library/message"
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
	if got := Text(MarkIn("a number of files", "Parts")); got != "Parts" {
		t.Errorf("%q", got)
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

func TestMessage(t *testing.T) {
	m := message.New("part of {{.Folder}} with {{.Count}}: {{.Reason}}", "Folder", "/a", "Count", 12345, "Reason", message.Count(2, "{{.Count}} book", "{{.Count}} books"))
	if got, want := Message(m), "part of /a with 12,345: 2 books"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	err := fmt.Errorf("add folder: %w", message.NewError("“{{.Name}}” is gone", "Name", "a"))
	if got, want := Error(err), "“a” is gone"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := Error(fs.ErrNotExist), "file does not exist"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestQuoted(t *testing.T) {
	defer Use(language.English)
	m := message.New("{{.Folder}}", "Folder", message.Quoted(`C:\a`))
	for tag, want := range map[language.Tag]string{
		language.English: `“C:\a”`, language.German: `„C:\a“`, language.Spanish: `«C:\a»`, language.French: "«\u00a0C:\\a\u00a0»",
	} {
		Use(tag)
		if got := Message(m); got != want {
			t.Errorf("in %v %q, want %q", tag, got, want)
		}
		if got, want := TerminalMessage(m), `"C:\\a"`; got != want {
			t.Errorf("in %v %s in a terminal, want %s", tag, got, want)
		}
	}
}

func TestList(t *testing.T) {
	defer Use(language.English)
	for tag, want := range map[language.Tag]string{
		language.English:              "Verne, Wells, Zola. One. Two.",
		language.MustParse("zh-Hans"): "Verne、Wells、Zola. One.Two.",
	} {
		Use(tag)
		if got := List("Verne", "Wells", "Zola") + ". " + Sentences("One.", "Two."); got != want {
			t.Errorf("in %v %q, want %q", tag, got, want)
		}
	}
}

func TestDecimal(t *testing.T) {
	for want, got := range map[string]string{"20.8": Decimal(20.84, 1), "1000": Decimal(1000, 0), "8.0": Decimal(8, 1)} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	Use(language.German)
	defer Use(language.English)
	if got, want := Decimal(20.84, 1)+" "+Number(12345), "20,8 12.345"; got != want {
		t.Errorf("in German %q, want %q", got, want)
	}
}
