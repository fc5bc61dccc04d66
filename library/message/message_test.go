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
	} {
		if got := m.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestError(t *testing.T) {
	err := error(&Error{Message: New("{{.Path}} is gone", "Path", "/a"), Cause: fs.ErrNotExist})
	if err.Error() != "/a is gone" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}
