package library

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestCover reads the cover of a file with a picture.
func TestCover(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	args := []string{"-v", "error", "-f", "lavfi", "-i", "sine=d=1", "-f", "lavfi", "-i", "color=red:s=400x600:d=0.1",
		"-map", "0", "-map", "1", "-frames:v", "1", "-c:v", "mjpeg", "-disposition:v", "attached_pic", filepath.Join(root, "a.m4b")}
	if out, err := exec.Command("ffmpeg", args...).CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	s := open(t, Options{Cache: t.TempDir()})
	s.AddRoot(root)
	s.settle()
	b := s.View().At(0)
	if m, known := s.CoverAtHand(b, SmallCover); m != nil || known || !HasCover(b) {
		t.Errorf("at hand before it was requested: %v, %v", m, known)
	}
	m, err := s.Cover(t.Context(), b, LargeCover)
	if err != nil || m.Bounds().Dx() != 213 || m.Bounds().Dy() != 320 {
		t.Fatalf("%v, %v", m, err)
	}
	if at, _ := s.CoverAtHand(b, LargeCover); at != m {
		t.Error("it is not at hand")
	}
}
