//go:build linux

package scripts_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSecurity: each threat in docs/SECURITY.md names a test, and each of these exists.
func TestSecurity(t *testing.T) {
	text, err := os.ReadFile("../docs/SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`\[((?:Test|Fuzz)\w+)\]\(([^)]+)\)`)
	threats := 0
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| Threat |") {
			continue
		}
		threats++
		tests := link.FindAllStringSubmatch(line, -1)
		if len(tests) == 0 {
			t.Errorf("no test is named in %s", line)
		}
		for _, test := range tests {
			code, err := os.ReadFile(filepath.Join("../docs", test[2]))
			if err != nil || !strings.Contains(string(code), "\nfunc "+test[1]+"(") {
				t.Errorf("%s is not in %s: %v", test[1], test[2], err)
			}
		}
	}
	if threats < 20 {
		t.Errorf("%d threats", threats)
	}
}
