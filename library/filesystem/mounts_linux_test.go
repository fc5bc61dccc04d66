package filesystem

import (
	"slices"
	"testing"
)

func TestMountsBelow(t *testing.T) {
	if got := MountsBelow("/"); !slices.Contains(got, "/proc") {
		t.Errorf("below / is %v", got)
	}
	if got := MountsBelow(t.TempDir()); len(got) != 0 {
		t.Errorf("below a new folder is %v", got)
	}
}
