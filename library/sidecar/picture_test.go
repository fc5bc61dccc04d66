package sidecar

import (
	"bytes"
	"image"
	"image/png"
	"testing"
)

// The size of a picture beside the files is known if its header has it.
func TestPictureSize(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 150, 120))); err != nil {
		t.Fatal(err)
	}
	if n := beside(t, map[string]string{"folder.png": b.String()}); n.Width != 150 || n.Height != 120 {
		t.Errorf("%d × %d", n.Width, n.Height)
	}
	for _, odd := range []string{"x", b.String()[:20], "\xFF\xD8\xFF\xE0", "RIFF\x00\x00\x00\x00WEBP"} {
		if n := beside(t, map[string]string{"folder.png": odd}); n.Picture == "" || n.Width != 0 || n.Height != 0 {
			t.Errorf("%q: %+v", odd, n)
		}
	}
}
