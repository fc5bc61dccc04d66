package text_test

import (
	"testing"

	"lectern/library/text"
)

func TestUnquote(t *testing.T) {
	for s, want := range map[string]string{
		"The%20Low%20Tide": "The Low Tide", "caf%C3%A9%21": "café!", "Low Tide%3A A Novel": "Low Tide: A Novel", "A%2FB%20C": "A/B C", "Reed%2E%20%5Fx": "Reed. _x",
		"100%": "100%", "50% Bad": "50% Bad", "The 7% Solution": "The 7% Solution", "95%de": "95%de", "10%cafe": "10%cafe", "20%50": "20%50", "5%-10%": "5%-10%",
		"Low%20Tide 100%": "Low%20Tide 100%", "50%20 Mud": "50%20 Mud", "%00": "%00", "%0A": "%0A", "%": "%", "%2": "%2", "Mud%20%": "Mud%20%", "": "",
	} {
		if got := text.Unquote(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}
