//go:build unix

package player

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/needs"
)

// TestNoSettingsOfTheUser: mpv reads neither the user's settings, nor scripts, nor what lies
// beside the file.
func TestNoSettingsOfTheUser(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	line := tale(t, 60, filepath.Join(dir, "a.mp3"))
	ran := filepath.Join(home, "ran")
	for path, text := range map[string]string{
		"mpv/mpv.conf":         "speed=3\nstart=30\nlog-file=" + ran + "\n",
		"mpv/input.conf":       "SPACE quit\n",
		"mpv/scripts/evil.lua": "io.open('" + ran + "', 'w'):close()\n",
		"../a.mp3.conf":        "speed=3\nlog-file=" + ran + "\n",
	} {
		path = filepath.Join(home, ".config", path)
		if filepath.Base(path) == "a.mp3.conf" {
			path = filepath.Join(dir, "a.mp3.conf")
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	t.Setenv("MPV_HOME", filepath.Join(home, ".config", "mpv"))
	l := listen(t)
	l.Play(line, 0)
	l.plays(0)
	if speed, err := strconv.ParseFloat(l.asks("speed"), 64); err != nil || speed != 1 {
		t.Errorf("speed %v, %v", speed, err)
	}
	l.Close()
	if _, err := os.Stat(ran); err == nil {
		t.Error("mpv did what the user's settings say")
	}
}

// TestGapless: at the border of two parts of the same format no sample is lost, none is added
// and none is changed.
func TestGapless(t *testing.T) {
	needs.Programs(t, "ffmpeg")
	const rate, length = 24000, 4 // seconds of both parts
	dir := t.TempDir()
	made := func(args ...string) {
		t.Helper()
		args = append([]string{"-v", "error", "-f", "lavfi", "-i", "aevalsrc='0.3*sin(2*PI*t*(200+100*t))':s=24000:d=4"}, args...)
		if out, err := exec.Command("ffmpeg", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	for _, ext := range []string{".wav", ".flac"} {
		t.Run(ext, func(t *testing.T) {
			whole, one, two := filepath.Join(dir, "whole"+ext+".wav"), filepath.Join(dir, "1"+ext), filepath.Join(dir, "2"+ext)
			cut := "37123" // samples: in the middle of a frame
			made("-c:a", "pcm_s16le", whole)
			made("-sample_fmt", "s16", "-af", "atrim=end_sample="+cut, one)
			made("-sample_fmt", "s16", "-af", "atrim=start_sample="+cut, two)
			b := &book.Book{ID: 1}
			for i, path := range []string{one, two} {
				b.Files = append(b.Files, &book.File{ID: book.ID(i + 1), Path: path, Media: book.Pack(&book.Media{Duration: 2 * time.Second})})
			}
			heard := filepath.Join(dir, "heard"+ext+".wav")
			l := listen(t, "--ao=pcm", "--ao-pcm-file="+heard)
			l.SetVolume(FullVolume)
			l.Play(NewTimeline(b, nil), 0)
			l.until("the end", func(s *Status) bool { return s.Ended })
			l.Close()
			want, got := samples(t, whole), samples(t, heard)
			if len(want) != rate*length*2 || !bytes.Equal(got, want) {
				t.Errorf("%d samples were heard, want %d; the same %v", len(got)/2, len(want)/2, bytes.Equal(got, want))
			}
		})
	}
}

// samples returns the samples of a file, with 16 bits each.
func samples(t *testing.T, path string) []byte {
	t.Helper()
	out, err := exec.Command("ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-c:a", "pcm_s16le", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSilenceFilterShiftsTheClock: with a filter that leaves out silence, mpv's position
// counts the sound that is left, not that of the file: it shows where a listener is only
// until the first silence. Therefore Lectern does not skip silence.
func TestSilenceFilterShiftsTheClock(t *testing.T) {
	t.Parallel()
	needs.Programs(t, "ffmpeg")
	path := filepath.Join(t.TempDir(), "a.wav")
	if out, err := exec.Command("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=r=24000:d=12", "-af", "volume='if(lt(mod(t,4),2),1,0)':eval=frame", path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for filter, want := range map[string]time.Duration{"": 12 * time.Second, "--af=lavfi=[silenceremove=stop_periods=-1:stop_duration=0.2:stop_threshold=-40dB]": 7 * time.Second} {
		more := []string{"--ao=null"}
		if filter != "" {
			more = append(more, filter)
		}
		l := listen(t, more...)
		l.Play(NewTimeline(&book.Book{ID: 1, Files: []*book.File{{Path: path, Media: book.Pack(&book.Media{Duration: 12 * time.Second})}}}, nil), 0)
		s := l.until("the end", func(s *Status) bool { return s.Ended })
		if got := s.Heard.Sound; !near(got, want, 1500*time.Millisecond) {
			t.Errorf("with %q, the clock counted %v of 12 s, want about %v", filter, got, want)
		}
	}
}
