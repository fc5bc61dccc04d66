package probe

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"lectern/library/book"
)

// made is the folder of real files. ffmpeg creates them for the first test that
// needs them; tests copy files that they change.
var made = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "lectern-probe")
	if err == nil {
		err = makeFiles(dir)
	}
	if err != nil {
		panic(fmt.Sprint("make test files: ", err))
	}
	madeAt = dir
	return dir
})

// madeAt is the folder that TestMain removes.
var madeAt string

func TestMain(m *testing.M) {
	code := m.Run()
	if madeAt != "" {
		_ = os.RemoveAll(madeAt)
	}
	os.Exit(code)
}

const chapterFile = `;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1000
START=0
END=1200
title=Opening
[CHAPTER]
TIMEBASE=1/1000
START=1200
END=1950
title=The “End”
[CHAPTER]
TIMEBASE=1/1000
START=1950
END=2000
title=rounding
`

func makeFiles(dir string) error {
	if err := os.WriteFile(filepath.Join(dir, "chapters"), []byte(chapterFile), 0o644); err != nil {
		return err
	}
	const tags = "-metadata|title=Part One|-metadata|album=Café Noir|-metadata|artist=Ann Author|-metadata|album_artist=Ann A. Author|" +
		"-metadata|composer=Ned Narrator|-metadata|genre=Crime/Humour; crime //Paris|-metadata|date=2009-03-01|-metadata|track=3/12|-metadata|disc=2|-metadata|publisher=House"
	const freeform = "|-metadata|SERIES=Old Town #2.5|-metadata|Asin=B002UZJGYY|-metadata|isbn=9780000000002|-metadata|TIT3=A Tale"
	const cover = "-map|1:v|-frames:v|1|-disposition:v|attached_pic|"
	lines := []string{
		cover + "-c:v|mjpeg|-map_chapters|2|" + tags + "|-c:a|aac|book.m4b",
		cover + "-c:v|png|-c:a|libmp3lame|-q:a|5|" + tags + freeform + "|full.mp3",
		"-c:a|libmp3lame|-q:a|5|-write_xing|0|-id3v2_version|0|noxing.mp3",
		"-movflags|+faststart|-c:a|aac|front.m4b",
		"-c:a|alac|lossless.m4a", "-c:a|libopus|" + tags + freeform + "|a.opus", "-c:a|libvorbis|" + tags + "|a.ogg",
		"-c:a|libspeex|-ar|16000|a.spx", cover + "-c:v|png|" + tags + freeform + "|a.flac", tags + "|a.wav", tags + "|a.wma", "a.aiff",
		"-c:a|aac|a.aac", "-c:a|ac3|a.ac3", "-c:a|eac3|a.eac3", tags + "|-c:a|flac|a.mka", "-c:a|wavpack|a.wv", "-c:a|tta|a.tta",
	}
	// One ffmpeg makes all of them: a start takes longer than two seconds of sound.
	args := strings.Fields("-hide_banner -v error -nostdin -f lavfi -i sine=d=2 -f lavfi -i color=red:s=48x64:d=0.1 -i chapters -f lavfi -i color=red:d=1")
	for _, line := range lines {
		args = append(append(args, "-map", "0:a", "-map_chapters", "-1"), strings.Split(line, "|")...)
	}
	args = append(args, "-map", "3:v", "-map_chapters", "-1", "film.mp4")
	cmd := exec.Command("ffmpeg", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("ffmpeg %q: %w: %s", args, err, out)
	}
	return nil
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// content returns the content of one of the real files.
func content(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(made(), name))
	check(t, err)
	return b
}

// write creates a file in a folder of the test and lists it.
func write(t testing.TB, name string, content []byte) *book.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	check(t, os.WriteFile(path, content, 0o644))
	return &book.File{Path: path, Size: int64(len(content))}
}

// list lists one of the real files.
func list(t testing.TB, name string) *book.File {
	t.Helper()
	path := filepath.Join(made(), name)
	st, err := os.Stat(path)
	check(t, err)
	return &book.File{Path: path, Size: st.Size()}
}

// script creates an executable shell script in place of ffprobe.
func script(t testing.TB, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ffprobe")
	check(t, os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o755))
	return path
}
