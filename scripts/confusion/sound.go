package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// sound is encoded audio without tags, that tags are put into.
type sound struct{ mp3, m4b []byte }

// tag is a name and a value: "TIT2" and "TXXX:NARRATOR" of ID3, "©nam" and
// "----:com.apple.iTunes:SERIES" of MP4.
type tag struct{ name, value string }

func encode(ctx context.Context, dir string) (s sound, err error) {
	if s.mp3, err = ffmpeg(ctx, filepath.Join(dir, "sound.mp3"), "-c:a", "libmp3lame", "-b:a", "32k", "-id3v2_version", "0", "-write_xing", "0"); err != nil {
		return s, err
	}
	s.m4b, err = ffmpeg(ctx, filepath.Join(dir, "sound.m4b"), "-c:a", "aac", "-b:a", "32k", "-f", "mp4", "-fflags", "+bitexact", "-map_metadata", "-1")
	return s, err
}

func ffmpeg(ctx context.Context, path string, args ...string) ([]byte, error) {
	all := append([]string{"-v", "error", "-f", "lavfi", "-i", "sine=f=220:d=2", "-ac", "1"}, args...)
	if out, err := exec.CommandContext(ctx, "ffmpeg", append(all, "-y", path)...).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("ffmpeg: %w: %s", err, out)
	}
	return os.ReadFile(path)
}

// file returns the sound with tags, as an mp3 or an m4b.
func (s sound) file(ext string, tags []tag) []byte {
	if ext == ".mp3" {
		return append(id3(tags), s.mp3...)
	}
	return withItems(s.m4b, tags)
}

// id3 returns a tag of version 2.4 in UTF-8.
func id3(tags []tag) []byte {
	var frames []byte
	for _, t := range tags {
		name, body := t.name, []byte{3}
		if len(name) > 4 { // TXXX:KEY
			body = append(append(body, name[5:]...), 0)
			name = name[:4]
		}
		body = append(body, t.value...)
		frames = append(append(append(append(frames, name...), synchsafe(len(body))...), 0, 0), body...)
	}
	return append(append([]byte("ID3\x04\x00\x00"), synchsafe(len(frames))...), frames...)
}

func synchsafe(n int) []byte {
	return []byte{byte(n>>21) & 0x7f, byte(n>>14) & 0x7f, byte(n>>7) & 0x7f, byte(n) & 0x7f}
}

// withItems puts an item list into an MP4 file whose moov box comes last.
func withItems(mp4 []byte, tags []tag) []byte {
	var items []byte
	for _, t := range tags {
		data := box("data", append([]byte{0, 0, 0, 1, 0, 0, 0, 0}, t.value...))
		name := bytes.ReplaceAll([]byte(t.name), []byte("©"), []byte{0xa9})
		if parts := bytes.SplitN(name, []byte(":"), 3); len(parts) == 3 {
			data = append(append(box("mean", append(make([]byte, 4), parts[1]...)), box("name", append(make([]byte, 4), parts[2]...))...), data...)
			name = parts[0]
		}
		items = append(items, box(string(name), data)...)
	}
	handler := box("hdlr", append(append(make([]byte, 8), "mdirappl"...), make([]byte, 9)...))
	udta := box("udta", box("meta", append(make([]byte, 4), append(handler, box("ilst", items)...)...)))
	at := bytes.LastIndex(mp4, []byte("moov")) - 4
	moov := bytes.Clone(mp4[at+8:])
	if empty := bytes.LastIndex(moov, []byte("udta")); empty >= 0 { // ffmpeg's own, which comes last
		moov = moov[:empty-4]
	}
	moov = append(moov, udta...)
	return append(bytes.Clone(mp4[:at]), box("moov", moov)...)
}

func box(name string, body []byte) []byte {
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), name...), body...)
}
