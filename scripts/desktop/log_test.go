//go:build linux

package desktop

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestLogNext(t *testing.T) {
	from, to := io.Pipe()
	var kept bytes.Buffer
	l, followed := newLog(), make(chan struct{})
	go func() { l.follow(from, &kept); close(followed) }()
	const first = `{"msg":"view_published","rows":3,"elapsed_ms":1.5}` + "\n"
	if _, err := io.WriteString(to, `{"msg":"window_shown"}`+"\n"+first); err != nil {
		t.Fatal(err)
	}
	e, err := l.Next(t.Context(), Is("view_published"))
	if err != nil || e.Rows != 3 || e.Elapsed != 1.5 {
		t.Fatalf("event %+v, %v", e, err)
	}
	expired, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Next(expired, Is("window_shown")); !errors.Is(err, context.Canceled) {
		t.Fatalf("an event that was skipped: %v", err)
	}
	if _, err := io.WriteString(to, "no JSON\n"); err != nil {
		t.Fatal(err)
	}
	to.Close()
	<-followed
	if e, err := l.Next(t.Context(), func(e Event) bool { return strings.HasPrefix(e.Msg, "not JSON") }); err != nil || e.Line != "no JSON" {
		t.Errorf("line %q, %v", e.Line, err)
	}
	if _, err := l.Next(t.Context(), Is("view_published")); err == nil || !strings.Contains(err.Error(), "has ended") {
		t.Errorf("after the end: %v", err)
	}
	if n := len(l.All()); n != 3 {
		t.Errorf("%d events, want 3", n)
	}
	if !strings.Contains(kept.String(), first) {
		t.Errorf("kept %q", kept.String())
	}
}
