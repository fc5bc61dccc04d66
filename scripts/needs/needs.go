// Package needs says which programs a test needs. Without them the CI fails, because it must
// not pass by running nothing; elsewhere the test is skipped.
package needs

import (
	"os"
	"os/exec"
	"testing"
)

// Programs skips a test if one of these programs is not installed, or fails it in CI.
func Programs(t testing.TB, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err == nil {
			continue
		}
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
}
