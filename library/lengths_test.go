package library

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// An MP3 file with a variable bit rate and no header first has an estimated length, and
// the exact one after its frames have been counted.
func TestEstimatesAreCounted(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	path := filepath.Join(root, "a.mp3")
	// Silence and noise: no sample shows the average bit rate.
	out, err := exec.Command("ffmpeg", "-hide_banner", "-v", "error", "-nostdin",
		"-f", "lavfi", "-i", "anullsrc=r=44100:cl=mono:d=40", "-f", "lavfi", "-i", "anoisesrc=r=44100:d=20",
		"-filter_complex", "[0][1]concat=n=2:v=0:a=1", "-c:a", "libmp3lame", "-q:a", "2", "-write_xing", "0", "-id3v2_version", "0", path).CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	news := make(chan struct{}, 1)
	l, err := Open(Options{Exact: true, Updated: func() { nudge(news) }})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	l.AddRoot(root)
	timeout := time.After(time.Minute)
	for {
		select {
		case <-news:
		case <-timeout:
			t.Fatal("the length was not counted")
		}
		if l.View().Len() == 0 {
			continue
		}
		b := l.View().At(0)
		if b.Duration == 0 || b.Estimated {
			continue
		}
		// 60 s, and up to three frames that the encoder adds.
		if off := b.Duration - time.Minute; off < 0 || off > 100*time.Millisecond {
			t.Errorf("counted %v, want a minute", b.Duration)
		}
		if s := l.Status(); s.Busy() {
			t.Errorf("counting shows as work: %+v", s)
		}
		return
	}
}
