package cputime_test

import (
	"testing"
	"time"

	"lectern/scripts/cputime"
)

// TestOf: waiting takes no processor time, and work does.
func TestOf(t *testing.T) {
	if took := cputime.Of(func() { <-time.After(100 * time.Millisecond) }); took > 50*time.Millisecond {
		t.Errorf("waiting took %v", took)
	}
	n := 0
	took := cputime.Of(func() {
		for began := time.Now(); n < 1_000_000 || time.Since(began) < 50*time.Millisecond; n++ {
		}
	})
	if took <= 0 {
		t.Errorf("%d rounds took %v", n, took)
	}
}
