package corpus

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// maker makes files from jobs. It is safe on several goroutines.
type maker struct {
	dir  string
	seed *seeds
	mp4  map[string]*mp4Stream
	mpeg map[string]*mpegStream
	ogg  map[string]*oggStream
	flac *flacStream
}

func newMaker(dir string, s *seeds) (*maker, error) {
	m := &maker{dir: dir, seed: s, mp4: map[string]*mp4Stream{"he": heAAC()}, mpeg: map[string]*mpegStream{}, ogg: map[string]*oggStream{}}
	var err error
	for _, v := range []struct {
		name, codec string
		chans       int
	}{{"aac44", "AAC-LC", 1}, {"aac22", "AAC-LC", 1}, {"aac44s", "AAC-LC", 2}, {"alac", "ALAC", 1}} {
		if m.mp4[v.name], err = readMP4(s.bytes[v.name], v.codec, v.chans); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"cbr22", "vbr22", "vbr44s"} {
		if m.mpeg[name], err = readMPEG(s.bytes[name]); err != nil {
			return nil, err
		}
	}
	if m.ogg["opus"], err = readOgg(s.bytes["opus"], 2, "Opus"); err != nil {
		return nil, err
	}
	if m.ogg["ogg"], err = readOgg(s.bytes["vorbis"], 3, "Vorbis"); err != nil {
		return nil, err
	}
	if m.flac, err = readFLAC(s.bytes["flac"]); err != nil {
		return nil, err
	}
	return m, nil
}

// make writes the file of a job and returns the row that a scan should make of it. The
// folders must exist.
func (m *maker) make(ctx context.Context, j job) (*File, error) {
	f := &File{State: "probed"}
	f.setPath(j.rel)
	path := filepath.Join(m.dir, filepath.FromSlash(j.rel))
	var err error
	switch j.format {
	case "mp4", "aax":
		err = m.makeMP4(ctx, path, j, f)
	case "mp3":
		err = m.makeMPEG(path, j, f)
	case "flac", "ogg", "opus":
		err = m.makeXiph(path, j, f)
	case "wma":
		err = m.makeWMA(ctx, path, j, f)
	case "wav":
		err = m.makeWAV(path, j, f)
	}
	if err == nil && j.damage != nil {
		err = f.breakFile(path, j.damage)
	}
	if err == nil {
		err = os.Chtimes(path, j.modified, j.modified)
	}
	if err != nil {
		return nil, fmt.Errorf("make %q: %w", j.rel, err)
	}
	fi, err := os.Lstat(path)
	if err != nil {
		return nil, fmt.Errorf("make %q: %w", j.rel, err)
	}
	f.Size, f.Modified = fi.Size(), fi.ModTime().UTC()
	return f, nil
}

// chapters places a job's chapters in a file whose length is now known, to the
// millisecond.
func (j job) chapters(length float64) []Chapter {
	var out []Chapter
	for i, at := range j.marks {
		start := float64(int(at*length*1000)) / 1000
		if i > 0 {
			out[i-1].End = start
		}
		out = append(out, Chapter{Start: start, End: length, Title: j.marked[i]})
	}
	return out
}

// picture returns the job's cover, nil if it has none.
func (j job) picture(f *File) (*picture, error) {
	if j.cover == nil {
		return nil, nil
	}
	p, err := j.cover()
	if err != nil {
		return nil, fmt.Errorf("draw cover: %w", err)
	}
	f.Cover = p.record()
	return &p, nil
}

// alacSeconds and stereoSeconds keep the files of the highest bit rates small.
const (
	alacSeconds   = 1800
	stereoSeconds = 900
)

// fileSeconds keeps books that ffmpeg copies short, as ffmpeg takes a second for every
// five hours.
const fileSeconds = 4 * 3600

func (m *maker) makeMP4(ctx context.Context, path string, j job, f *File) error {
	d := mp4Dialects[j.dialect%len(mp4Dialects)]
	stream, shape := m.mp4[d.seed], d.shape
	if j.format == "aax" {
		stream, shape.brand, shape.moovFirst = stream.protect(), "aax ", true
	}
	if d.seed == "alac" {
		j.seconds = min(j.seconds, alacSeconds)
	}
	if d.byFile {
		j.seconds = min(j.seconds, fileSeconds)
	}
	shape.bitRate = j.bitRate
	n := stream.count(j.seconds)
	length := stream.seconds(n)
	if shape.edit {
		length = stream.seconds(n - 1)
	}
	f.Dialect, f.Container, f.Codec, f.Duration = d.name, "mp4", stream.codec, length
	f.SampleRate, f.Channels = stream.rate, stream.chans
	if shape.qt || shape.nero {
		f.Chapters = j.chapters(length)
	}
	f.Unseen = unseenFields(d.slots)
	if len(d.slots) == 0 {
		_, err := writeMP4(path, stream, n, shape, nil, f.Chapters)
		return err
	}
	rec := d.roles.cast(j.rec, j.author)
	cover, err := j.picture(f)
	if err != nil {
		return err
	}
	if d.byFile {
		var tags [][2]string
		for _, s := range d.slots {
			if v := rec.valueOf(s.field, &f.Fields); v != "" {
				tags = append(tags, [2]string{s.key, v})
			}
		}
		return m.copyMP4(ctx, path, stream, n, tags, cover, f.Chapters)
	}
	var ilst []byte
	for _, s := range d.slots {
		if v := rec.valueOf(s.field, &f.Fields); v != "" {
			ilst = append(ilst, mp4Tag(s.key, v)...)
		}
	}
	ilst = append(ilst, atom("stik", atomInt, []byte{2})...) // an audiobook
	if cover != nil {
		kind := atomJPEG
		if cover.mime == "image/png" {
			kind = atomPNG
		}
		ilst = append(ilst, atom("covr", kind, cover.data)...)
	}
	_, err = writeMP4(path, stream, n, shape, ilst, f.Chapters)
	return err
}

// mp4Tag returns a text as an ilst entry: most keys as text, some as numbers, and
// several values (one per line) as several data atoms.
func mp4Tag(key, value string) []byte {
	switch key {
	case "trkn", "disk":
		first, second, _ := strings.Cut(value, "/")
		a, _ := strconv.Atoi(first)
		b, _ := strconv.Atoi(second)
		pair := append(append(be16(0), be16(a)...), be16(b)...)
		if key == "trkn" {
			pair = append(pair, 0, 0)
		}
		return atom(key, atomBinary, pair)
	case "©mvi":
		n, _ := strconv.Atoi(value)
		return atom(key, atomInt, be16(n))
	case "gnre":
		n, _ := strconv.Atoi(strings.Trim(value, "()"))
		return atom(key, atomBinary, be16(n+1))
	}
	if lines := strings.Split(value, "\n"); key == "©gen" && len(lines) > 1 {
		var all [][]byte
		for _, line := range lines {
			all = append(all, box("data", be32(atomText), be32(0), []byte(line)))
		}
		return box(key, all...)
	}
	return atom(key, atomText, []byte(value))
}

// copyMP4 lets ffmpeg write the file: a stream copy with ffmpeg's own tags, chapter
// tracks and cover.
func (m *maker) copyMP4(ctx context.Context, path string, stream *mp4Stream, n int, tags [][2]string, cover *picture, chapters []Chapter) error {
	temp, err := os.MkdirTemp("", "lectern-corpus-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	sound, marks := filepath.Join(temp, "sound.m4a"), filepath.Join(temp, "marks.txt")
	if _, err := writeMP4(sound, stream, n, mp4Shape{brand: "M4A "}, nil, nil); err != nil {
		return err
	}
	var list strings.Builder
	list.WriteString(";FFMETADATA1\n")
	escape := strings.NewReplacer("=", `\=`, ";", `\;`, "#", `\#`, `\`, `\\`, "\n", "\\\n")
	for _, c := range chapters {
		fmt.Fprintf(&list, "[CHAPTER]\nTIMEBASE=1/1000\nSTART=%.0f\nEND=%.0f\ntitle=%s\n", c.Start*1000, c.End*1000, escape.Replace(c.Title))
	}
	if err := os.WriteFile(marks, []byte(list.String()), 0o644); err != nil {
		return err
	}
	args := []string{"-i", sound, "-i", marks}
	maps := []string{"-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"}
	if cover != nil {
		art := filepath.Join(temp, "cover."+strings.TrimPrefix(cover.mime, "image/"))
		if err := os.WriteFile(art, cover.data, 0o644); err != nil {
			return err
		}
		args = append(args, "-i", art)
		maps = append(maps, "-map", "2:v", "-disposition:v", "attached_pic")
	}
	args = append(append(args, maps...), "-c", "copy", "-movflags", "+faststart", "-f", "ipod")
	for _, t := range tags {
		args = append(args, "-metadata", t[0]+"="+t[1])
	}
	return ffmpeg(ctx, nil, append(args, path)...)
}

func (m *maker) makeMPEG(path string, j job, f *File) error {
	d := id3Dialects[j.dialect%len(id3Dialects)]
	stream := m.mpeg[d.seed]
	if stream.chans == 2 && j.seconds > stereoSeconds {
		j.seconds = stereoSeconds * (0.5 + j.seconds/(6*3600))
	}
	n := stream.count(j.seconds)
	f.Dialect, f.Container, f.Codec, f.Duration = d.name, "mp3", "MP3", stream.seconds(n)
	f.SampleRate, f.Channels = stream.rate, stream.chans
	f.Unseen = unseenFields(d.slots)
	if d.header == noHeader && strings.HasPrefix(d.seed, "vbr") {
		f.NoHeader = true
		f.Unseen = append(f.Unseen, "duration_s")
	}
	rec := d.roles.cast(j.rec, j.author)
	tag := d.tag
	var front, end []byte
	if tag.version > 0 {
		for _, s := range d.slots {
			if v := rec.valueOf(s.field, &f.Fields); v != "" {
				tag.text(s.key, v)
			}
		}
		if tag.slips() {
			f.Unseen = append(f.Unseen, allFields...)
		}
		switch {
		case len(j.marks) == 0:
		case d.chapters == "chap":
			f.Chapters = j.chapters(f.Duration)
			tag.chapters(f.Chapters)
		case d.chapters == "overdrive":
			f.Chapters = j.chapters(f.Duration)
			tag.text("TXXX:OverDrive MediaMarkers", mediaMarkers(f.Chapters))
			f.Unseen = append(f.Unseen, "chapters")
		}
		cover, err := j.picture(f)
		if err != nil {
			return err
		}
		if cover != nil {
			if d.back {
				back, err := backCover()
				if err != nil {
					return err
				}
				tag.picture("image/png", 4, "Back", back)
				f.Unseen = append(f.Unseen, "cover")
			}
			tag.picture(cover.mime, 3, "Umschlag – front", cover.data)
		}
		front = tag.bytes()
	}
	if d.v1 {
		v1 := d.roles.cast(j.rec, j.author).Fields
		end = id3v1(v1)
		if tag.version == 0 {
			f.Fields = Fields{
				Title: cutLatin1(v1.Title), Artist: cutLatin1(v1.Artist), Album: cutLatin1(v1.Album),
				Year: v1.Year, Track: v1.Track, Genres: []string{"Audiobook"},
			}
			// ffprobe takes the bytes for UTF-8.
			for name, v := range map[string]string{"title": f.Title, "album": f.Album, "artist": f.Artist} {
				if strings.ContainsFunc(v, func(r rune) bool { return r > 0x7f }) {
					f.Unseen = append(f.Unseen, name)
				}
			}
			slices.Sort(f.Unseen)
		}
	}
	return writeMPEG(path, stream, n, front, d.header, end)
}

// backCover returns a PNG of a few grey pixels.
func backCover() ([]byte, error) {
	var out bytes.Buffer
	err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 8, 8)))
	return out.Bytes(), err
}

// mediaMarkers returns OverDrive's list of chapters.
func mediaMarkers(chapters []Chapter) string {
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	var out strings.Builder
	out.WriteString("<Markers>")
	for _, c := range chapters {
		ms := int(c.Start*1000 + 0.5)
		fmt.Fprintf(&out, "<Marker><Name>%s</Name><Time>%d:%02d.%03d</Time></Marker>", escape.Replace(c.Title), ms/60000, ms/1000%60, ms%1000)
	}
	out.WriteString("</Markers>")
	return out.String()
}

func (m *maker) makeXiph(path string, j job, f *File) error {
	d := vorbisDialects[j.dialect%len(vorbisDialects)]
	rec := d.roles.cast(j.rec, j.author)
	f.Dialect, f.Unseen = d.name, unseenFields(d.slots)
	var comments [][2]string
	for _, s := range d.slots {
		for v := range strings.SplitSeq(rec.valueOf(s.field, &f.Fields), "\n") {
			if s.field == "description" && strings.Contains(rec.Description, "\n") {
				v = rec.Description
			}
			if v != "" {
				comments = append(comments, [2]string{s.key, v})
			}
			if s.field == "description" {
				break
			}
		}
	}
	cover, err := j.picture(f)
	if err != nil {
		return err
	}
	write := func(path string, comments [][2]string) (float64, error) {
		if j.format == "flac" {
			f.Container, f.Codec, f.SampleRate, f.Channels = "flac", "FLAC", m.flac.rate, m.flac.chans
			return writeFLAC(path, m.flac, j.seconds, vorbisComment(comments), cover)
		}
		s := m.ogg[j.format]
		f.Container, f.Codec, f.SampleRate, f.Channels = "ogg", s.codec, s.hertz, s.chans
		if cover != nil {
			comments = append(comments, pictureComment(*cover))
		}
		return writeOgg(path, s, j.seconds, comments)
	}
	if d.chapters && len(j.marks) > 0 {
		for i, c := range j.chapters(j.seconds) {
			key := fmt.Sprintf("CHAPTER%03d", i+1)
			ms := int(c.Start*1000 + 0.5)
			comments = append(comments,
				[2]string{key, fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3600000, ms/60000%60, ms/1000%60, ms%1000)},
				[2]string{key + "NAME", c.Title})
			f.Chapters = append(f.Chapters, c)
		}
	}
	if f.Duration, err = write(path, comments); err != nil {
		return err
	}
	if n := len(f.Chapters); n > 0 {
		f.Chapters[n-1].End = f.Duration
	}
	return nil
}

// makeWMA copies the seed with ffmpeg, because nothing else here writes ASF. The file
// cannot be longer than the seed.
func (m *maker) makeWMA(ctx context.Context, path string, j job, f *File) error {
	rec := roles(j.dialect%2).cast(j.rec, j.author)
	f.Dialect, f.Container, f.Codec, f.SampleRate, f.Channels = "asf", "asf", "WMA", 16000, 1
	f.Unseen = unseenFields(asfSlots)
	args := []string{"-stream_loop", "-1", "-i", m.seed.path["wma"], "-t", fmt.Sprintf("%.3f", j.seconds), "-c", "copy"}
	for _, s := range asfSlots {
		if v := rec.valueOf(s.field, &f.Fields); v != "" {
			args = append(args, "-metadata", s.key+"="+v)
		}
	}
	if err := ffmpeg(ctx, nil, append(args, path)...); err != nil {
		return err
	}
	var err error
	f.Duration, err = asfSeconds(path)
	return err
}

func (m *maker) makeWAV(path string, j job, f *File) error {
	rec := authorBoth.cast(j.rec, j.author)
	f.Dialect, f.Container, f.Codec, f.SampleRate, f.Channels = "riff", "wav", "PCM", 8000, 1
	var infos [][2]string
	for _, s := range riffSlots {
		if v := rec.valueOf(s.field, &f.Fields); v != "" {
			infos = append(infos, [2]string{s.key, v})
		}
	}
	var tag []byte
	if j.dialect%2 == 1 {
		// ffprobe reads the list and ignores the ID3 tag.
		f.Dialect, f.Unseen = "riff with id3", []string{"narrator", "album_artist"}
		id3 := id3Tag{version: 3, encoding: utf16le}
		for _, s := range []slot{{"title", "TIT2", false}, {"album", "TALB", false}, {"artist", "TPE1", false}, {"album_artist", "TPE2", false}, {"narrator", "TCOM", false}} {
			id3.text(s.key, rec.valueOf(s.field, &f.Fields))
		}
		tag = id3.bytes()
	}
	var err error
	f.Duration, err = writeWAV(path, m.seed.bytes["wav"], j.seconds, infos, tag)
	return err
}
