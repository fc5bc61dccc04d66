package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestTextSize: the size of the text multiplies the scale of the environment, at once and
// at the next start, and the window stays as large.
func TestTextSize(t *testing.T) {
	for environment, want := range map[string]string{"": "1.2", "2": "2.4", "auto": "1.2", "x": "1.2"} {
		t.Setenv(scaleVariable, environment)
		app := test.NewTempApp(t)
		w := newTestWindow(t, Options{})
		w.Resize(fyne.NewSize(900, 600))
		if got := os.Getenv(scaleVariable); got != environment {
			t.Errorf("%q becomes %q unasked", environment, got)
		}
		w.textSize.choose(1.2)
		if got := os.Getenv(scaleVariable); got != want {
			t.Errorf("in %q the toolkit gets %q, want %q", environment, got, want)
		}
		if got := w.Canvas().Size(); got != fyne.NewSize(900, 600) {
			t.Errorf("the window becomes %v", got)
		}
		t.Setenv(scaleVariable, environment)
		w = newTestWindow(t, Options{})
		if got := os.Getenv(scaleVariable); got != want || w.settings.textSize() != 1.2 {
			t.Errorf("at the next start in %q the toolkit gets %q, want %q", environment, got, want)
		}
		app.Preferences().SetFloat(prefTextSize, 77)
		if got := w.settings.textSize(); got != 1 {
			t.Errorf("an unknown size is %v", got)
		}
	}
}
