package corpus

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"os"
)

// damage is a way to break a file.
type damage struct {
	name    string
	ext     string
	format  string // format of the good file that it damages, "" if it needs none
	dialect int
	fault   string   // the kind of fault a reader should report
	also    []string // other acceptable kinds
	note    string
	unseen  bool // ffprobe 5.1 reads it without complaint
	apply   func(path string) error
}

// The names of faults, as in book.FaultKind.
const (
	notAudio   = "not audio"
	truncated  = "truncated"
	unreadable = "unreadable"
	permission = "permission"
	irregular  = "irregular"
	protected  = "protected"
)

// The dialects in which damaged files are made: an m4b with moov at the end, one with
// moov in front, and an mp3 with a Xing header.
const (
	moovLast, moovFirst, withXing = 1, 0, 0
)

// damages are in order of importance.
var damages = []damage{
	{name: "empty", ext: ".mp3", fault: notAudio, also: []string{truncated, unreadable}, apply: write("")},
	{
		name: "moov cut away", ext: ".m4b", format: "mp4", dialect: moovLast, fault: truncated, also: []string{unreadable, notAudio},
		apply: cut(0.6),
	},
	{name: "text", ext: ".mp3", fault: notAudio, also: []string{unreadable}, apply: write(prose)},
	{name: "fifo", ext: ".mp3", fault: irregular, apply: makePipe},
	{
		name: "no permission", ext: ".mp3", format: "mp3", dialect: withXing, fault: permission,
		note: "root reads it all the same, and then the fields are as given", unseen: true, apply: func(path string) error { return os.Chmod(path, 0) },
	},
	{
		name: "playlist", ext: ".mp3", fault: notAudio, also: []string{unreadable}, note: "an HLS playlist that points at another file",
		apply: write("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n../" + ManifestName + "\n#EXTINF:10,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n"),
	},
	{name: "protected", ext: ".aax", format: "aax", fault: protected, note: "an Audible file: its packets are encrypted", unseen: true, apply: func(string) error { return nil }},
	{
		name: "cut short", ext: ".mp3", format: "mp3", dialect: withXing, fault: truncated, also: []string{unreadable},
		note: "its Xing header tells of twice as much sound", unseen: true, apply: cut(0.5),
	},
	{
		name: "sound cut short", ext: ".m4b", format: "mp4", dialect: moovFirst, fault: truncated, also: []string{unreadable},
		note: "moov in front is whole and describes more sound than there is", unseen: true, apply: cut(0.55),
	},
	{name: "picture", ext: ".flac", fault: notAudio, also: []string{unreadable}, apply: func(path string) error {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, 64, 64)), nil); err != nil {
			return err
		}
		return os.WriteFile(path, out.Bytes(), 0o644)
	}},
}

const prose = "It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife.\n" +
	"However little known the feelings or views of such a man may be on his first entering a neighbourhood, this truth is so\n" +
	"well fixed in the minds of the surrounding families, that he is considered the rightful property of some one or other\n" +
	"of their daughters.\n"

func write(text string) func(string) error {
	return func(path string) error { return os.WriteFile(path, []byte(text), 0o644) }
}

func cut(keep float64) func(string) error {
	return func(path string) error {
		fi, err := os.Stat(path)
		if err != nil {
			return err
		}
		return os.Truncate(path, int64(float64(fi.Size())*keep))
	}
}

// breakFile damages a file that has been written, or writes a broken one, and records
// what a reader should report.
func (f *File) breakFile(path string, d *damage) error {
	if err := d.apply(path); err != nil {
		return fmt.Errorf("break file: %w", err)
	}
	f.State, f.Fault, f.AlsoFault, f.Broken, f.Note = "failed", d.fault, d.also, d.name, d.note
	if d.unseen {
		f.Unseen = append(f.Unseen, "fault")
	}
	if d.format == "" || d.name == "moov cut away" {
		*f = File{
			Path: f.Path, PathBytes: f.PathBytes, State: f.State, Fault: f.Fault, AlsoFault: f.AlsoFault,
			Broken: f.Broken, Note: f.Note,
		}
	}
	return nil
}
