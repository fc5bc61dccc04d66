//go:build linux

package desktop

import (
	"context"
	"testing"
	"time"
)

// TestNobodyActive: it is an answer that no window has the focus, and an error that the
// screen is gone.
func TestNobodyActive(t *testing.T) {
	if missing := Missing(Programs); len(missing) > 0 {
		t.Skipf("missing: %v (scripts/deps.sh test installs them)", missing)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s, err := Open(ctx, 100, 100)
	if err != nil {
		t.Fatal(err)
	}
	w := &Window{screen: s, id: "1"}
	if active, err := w.Active(ctx); active || err != nil {
		t.Errorf("without a window: %v, %v", active, err)
	}
	s.Close()
	if active, err := w.Active(ctx); active || err == nil {
		t.Errorf("without a screen: %v, %v", active, err)
	}
}
