package ui

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"lectern/library"
)

func TestWhyRefused(t *testing.T) {
	for err, want := range map[error]string{
		library.ErrLocked:     "is in use",
		library.ErrNewer:      "newer Lectern",
		library.ErrForeign:    "not a library",
		errors.New("no room"): "could not be opened",
	} {
		why := whyRefused(fmt.Errorf("open catalogue: %w", err))
		if !strings.Contains(why.title, want) || why.text == "" {
			t.Errorf("%v: %q", err, why)
		}
	}
}
