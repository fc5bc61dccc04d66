package library

import (
	"fmt"
	"testing"

	"lectern/library/message"
)

// TestNotify: what happens twice is one notice, of the second time.
func TestNotify(t *testing.T) {
	var o owner
	for _, text := range []string{"a", "b", "a"} {
		o.notify(message.New(text))
	}
	if got, want := fmt.Sprint(o.notices), "[b a]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if o.notices[0].Event != 2 || o.notices[1].Event != 3 {
		t.Errorf("%+v", o.notices)
	}
}
