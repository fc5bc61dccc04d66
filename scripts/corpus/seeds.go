package corpus

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// recipe is one encoding of the voice. ffmpeg makes it once, and it is kept in the
// cache; every book is a copy of its packets.
type recipe struct {
	name string
	ext  string
	args string
}

// The seeds. Bit rates are the lowest that the encoders offer, so that a corpus of a
// thousand files takes about two gigabytes.
var recipes = []recipe{
	{"aac44", "m4a", "-c:a aac -q:a 0.1"},
	{"aac22", "m4a", "-c:a aac -q:a 0.1 -ar 22050"},
	{"aac44s", "m4a", "-c:a aac -q:a 0.1 -ac 2"},
	{"alac", "m4a", "-c:a alac -ar 8000"},
	{"cbr22", "mp3", "-c:a libmp3lame -b:a 8k -reservoir 0 -ar 22050 -write_xing 0 -id3v2_version 0"},
	{"vbr22", "mp3", "-c:a libmp3lame -q:a 9 -reservoir 0 -ar 22050 -write_xing 0 -id3v2_version 0"},
	{"vbr44s", "mp3", "-c:a libmp3lame -q:a 9 -reservoir 0 -ac 2 -write_xing 0 -id3v2_version 0"},
	{"flac", "flac", "-c:a flac -ar 16000"},
	{"vorbis", "ogg", "-c:a libvorbis -q:a -1 -ar 16000"},
	{"opus", "opus", "-c:a libopus -b:a 6k -frame_duration 60 -compression_level 0"},
	{"wma", "wma", "-c:a wmav2 -b:a 24k -ar 16000"},
	{"wav", "wav", "-c:a pcm_u8 -ar 8000"},
}

// seeds holds the encoded voice by recipe name, and where each is on disk.
type seeds struct {
	bytes map[string][]byte
	path  map[string]string
}

// loadSeeds reads the seeds from the cache folder, and makes missing ones first.
// Several processes may call it at once: a seed becomes visible only when it is
// complete.
func loadSeeds(ctx context.Context, cache string) (*seeds, error) {
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, fmt.Errorf("make cache: %w", err)
	}
	s := &seeds{bytes: map[string][]byte{}, path: map[string]string{}}
	pcm := sync.OnceValue(voice)
	var mu sync.Mutex
	err := parallel(ctx, len(recipes), runtime.NumCPU(), func(ctx context.Context, i int) error {
		r := recipes[i]
		path := filepath.Join(cache, r.file())
		data, err := os.ReadFile(path)
		if err != nil {
			if data, err = r.make(ctx, path, pcm()); err != nil {
				return fmt.Errorf("make seed %s: %w", r.name, err)
			}
		}
		mu.Lock()
		defer mu.Unlock()
		s.bytes[r.name], s.path[r.name] = data, path
		return nil
	})
	return s, err
}

// file names the seed after everything that determines it, so that a changed recipe or
// voice gives a new seed.
func (r recipe) file() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d %d", r.args, voiceVersion, voiceRate, voiceSeconds))
	return r.name + "-" + hex.EncodeToString(sum[:6]) + "." + r.ext
}

func (r recipe) make(ctx context.Context, path string, pcm []byte) ([]byte, error) {
	part, err := os.CreateTemp(filepath.Dir(path), "part-*."+r.ext)
	if err != nil {
		return nil, err
	}
	part.Close()
	defer os.Remove(part.Name())
	args := []string{"-f", "s16le", "-ar", fmt.Sprint(voiceRate), "-ac", "1", "-i", "pipe:0"}
	args = append(args, strings.Fields(r.args)...)
	if err := ffmpeg(ctx, bytes.NewReader(pcm), append(args, part.Name())...); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(part.Name())
	if err != nil {
		return nil, err
	}
	return data, os.Rename(part.Name(), path)
}

// ffmpeg runs ffmpeg so that the result does not change from run to run. The last
// argument is the output.
func ffmpeg(ctx context.Context, in *bytes.Reader, args ...string) error {
	last := len(args) - 1
	all := []string{"-hide_banner", "-nostdin", "-v", "error", "-y"}
	if in != nil {
		all = []string{"-hide_banner", "-v", "error", "-y"}
	}
	all = append(all, args[:last]...)
	all = append(all, "-map_metadata:s", "-1", "-fflags", "+bitexact", "-flags", "+bitexact", "file:"+args[last])
	cmd := exec.CommandContext(ctx, "ffmpeg", all...)
	if in != nil {
		cmd.Stdin = in
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("ffmpeg: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// parallel calls do with 0 to n-1 on several goroutines and waits for all of them. The
// first error stops the rest and is returned.
func parallel(ctx context.Context, n, workers int, do func(context.Context, int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan int)
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for i := range next {
				if err := do(ctx, i); err != nil {
					stop(err)
				}
			}
		})
	}
feed:
	for i := range n {
		select {
		case next <- i:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	wait.Wait()
	return context.Cause(ctx)
}
