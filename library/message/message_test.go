package message

import (
	"errors"
	"io/fs"
	"testing"
)

func TestString(t *testing.T) {
	for want, m := range map[string]Message{
		"":                                  {},
		"12,345 files":                      Count(12345, "{{.Count}} file", "{{.Count}} files"),
		"1 file":                            Count(1, "{{.Count}} file", "{{.Count}} files"),
		"“{{.Count}}” has no file":          Count(0, "", "“{{.Name}}” has no file", "Name", "{{.Count}}"),
		"part of /a: nothing could be read": New("part of {{.Folder}}: {{.Reason}}", "Folder", "/a", "Reason", New("nothing could be read")),
		`no folder "a \"b\"\n"`:             New("no folder {{.Folder}}", "Folder", Quoted("a \"b\"\n")),
	} {
		if got := m.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFill(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "{{.A}}": "1", "{{.B}}, {{.A}} and {{.B}}": "{{.A}}, 1 and {{.A}}", "{{.C}} of {{.A}}": "{{.C}} of 1", "{{.A": "{{.A", "{{A}} }} {{.A}}": "{{A}} }} 1",
	} {
		if got := Fill(text, []any{"A", 1, "B", "{{.A}}"}); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestError(t *testing.T) {
	err := error(&Error{Message: New("{{.Path}} is gone", "Path", "/a"), Cause: fs.ErrNotExist})
	if err.Error() != "/a is gone" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}
