package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"reflect"
	"testing"
	"time"
	"unicode/utf16"

	"lectern/library/book"
)

// object returns an object of an ASF header.
func object(guid string, body []byte) []byte {
	b := append([]byte(guid), binary.LittleEndian.AppendUint64(nil, uint64(asfHead+len(body)))...)
	return append(b, body...)
}

// wideText returns NUL-terminated UTF-16.
func wideText(s string) (b []byte) {
	for _, u := range utf16.Encode([]rune(s + "\x00")) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// attribute returns a descriptor of the extended content description.
func attribute(name string, kind uint16, value []byte) []byte {
	n := wideText(name)
	b := binary.LittleEndian.AppendUint16(nil, uint16(len(n)))
	b = append(b, n...)
	b = binary.LittleEndian.AppendUint16(b, kind)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(value)))
	return append(b, value...)
}

// wma returns a header for 90 seconds of audio after a preroll of 3 s.
func wma(objects ...[]byte) []byte {
	le := binary.LittleEndian
	props := make([]byte, 80)
	le.PutUint64(props[40:], 93*1e7)
	le.PutUint64(props[56:], 3000)
	stream := make([]byte, 54+18)
	copy(stream, asfAudio)
	wave := stream[54:]
	le.PutUint16(wave, 0x0161)
	le.PutUint16(wave[2:], 2)
	le.PutUint32(wave[4:], 44100)
	body := append(object(asfFile, props), object(asfStream, stream)...)
	for _, o := range objects {
		body = append(body, o...)
	}
	head := append([]byte(asfHeader), le.AppendUint64(nil, uint64(30+len(body)))...)
	head = append(le.AppendUint32(head, uint32(2+len(objects))), 1, 2)
	b := append(head, body...)
	le.PutUint64(b[30+asfHead+16:], uint64(len(b))) // the file's size in its properties
	return b
}

func asfMedia(t *testing.T, b []byte) (*book.Media, error) {
	t.Helper()
	s := newSource(bytes.NewReader(b), int64(len(b)))
	defer s.close()
	return readSource(t.Context(), s, &book.File{Path: "a.wma", Size: int64(len(b))})
}

func TestASFSound(t *testing.T) {
	m, err := asfMedia(t, wma())
	if err != nil || m.Container != "asf" || m.Codec != "WMA" || m.Duration != 90*time.Second || m.SampleRate != 44100 || m.Channels != 2 {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestASFTags(t *testing.T) {
	var list []byte
	tags := [][2]string{
		{"WM/AlbumTitle", "Dune"}, {"WM/AlbumArtist", "Frank Herbert"}, {"WM/Composer", "Scott Brick"}, {"WM/Year", "1965"},
		{"WM/Genre", "Science Fiction/Classic"}, {"WM/PartOfSet", "1/2"}, {"WM/Publisher", "Macmillan"}, {"WM/Language", "eng"},
		{"WM/ContentGroupDescription", "Dune #1"}, {"WM/SubTitle", "The Novel"}, {"ASIN", "B002V1OF70"},
	}
	for _, a := range tags {
		list = append(list, attribute(a[0], 0, wideText(a[1]))...)
	}
	list = append(list, attribute("WM/TrackNumber", 3, []byte{7, 0, 0, 0})...)
	extended := append(binary.LittleEndian.AppendUint16(nil, uint16(len(tags)+1)), list...)
	var content []byte
	texts := [][]byte{wideText("Part “One”"), wideText("F. Herbert"), nil, wideText("Sand 🏜"), nil}
	for _, x := range texts {
		content = binary.LittleEndian.AppendUint16(content, uint16(len(x)))
	}
	content = append(content, bytes.Join(texts, nil)...)
	other := append([]byte{1, 0}, attribute("Author", 0, wideText("K. Anderson"))...)
	m, err := asfMedia(t, wma(object(asfExtended, other), object(asfContent, content), object(asfExtended, extended)))
	check(t, err)
	want := book.Tags{
		Title: "Part “One”", Artist: "F. Herbert; K. Anderson", Description: "Sand 🏜", Album: "Dune", AlbumArtist: "Frank Herbert",
		Narrator: "Scott Brick", Year: 1965, Genres: []string{"Science Fiction", "Classic"}, Disc: 1, Track: 7,
		Publisher: "Macmillan", Language: "eng", Series: "Dune", SeriesPart: "1", Subtitle: "The Novel", ASIN: "B002V1OF70",
	}
	if !reflect.DeepEqual(m.Tags, want) {
		t.Errorf("got  %+v\nwant %+v", m.Tags, want)
	}
}

func TestASFMarkersPictureAndLibrary(t *testing.T) {
	le := binary.LittleEndian
	marker := func(at time.Duration, name string) []byte {
		b := make([]byte, 30)
		le.PutUint64(b[8:], uint64((at+3*time.Second)/100))
		text := wideText(name)
		le.PutUint32(b[26:], uint32(len(text)/2))
		return append(b, text...)
	}
	markers := make([]byte, 24)
	le.PutUint32(markers[16:], 3)
	markers = append(markers, marker(40*time.Second, "Two")...) // in any order
	markers = append(markers, marker(0, "One")...)
	markers = append(markers, marker(100*time.Second, "after the end")...)

	png := drawn(t, "png", 256, 200)
	value := append([]byte{3}, le.AppendUint32(nil, uint32(len(png)))...)
	value = append(append(append(value, wideText("image/png")...), wideText("")...), png...)
	name := wideText("WM/Picture")
	entry := make([]byte, 12)
	le.PutUint16(entry[4:], uint16(len(name)))
	le.PutUint16(entry[6:], 1)
	le.PutUint32(entry[8:], uint32(len(value)))
	library := append(append(append([]byte{1, 0}, entry...), name...), value...)
	extension := append(make([]byte, 22), object(asfLibrary, library)...)

	m, err := asfMedia(t, wma(object(asfMarkers, markers), object(asfExtension, extension)))
	check(t, err)
	if want := []book.Chapter{{End: 40 * time.Second, Title: "One"}, {Start: 40 * time.Second, End: 90 * time.Second, Title: "Two"}}; !reflect.DeepEqual(m.Chapters, want) {
		t.Errorf("chapters %v, want %v", m.Chapters, want)
	}
	if want := (book.Cover{MIME: "image/png", Width: 256, Height: 200, Bytes: int64(len(png))}); m.Cover == nil || *m.Cover != want {
		t.Errorf("cover %+v, want %+v", m.Cover, want)
	}
}

func TestASFFaults(t *testing.T) {
	whole := wma()
	cut := wma()
	binary.LittleEndian.PutUint64(cut[30+asfHead+16:], uint64(len(cut)+1000))
	for _, c := range []struct {
		what string
		b    []byte
		kind book.FaultKind
	}{
		{"a header that ends too early", whole[:len(whole)-50], book.Truncated},
		{"sound that ends too early", cut, book.Truncated},
		{"encrypted", wma(object(asfEncryption, make([]byte, 8))), book.Protected},
	} {
		_, err := asfMedia(t, c.b)
		if f, ok := err.(*book.Fault); !ok || f.Kind != c.kind {
			t.Errorf("%s: %v, want kind %d", c.what, err, c.kind)
		}
	}
}

// TestASFPackets: lengths of the file and of its audio that the properties do not give
// correctly.
func TestASFPackets(t *testing.T) {
	b := read(t, ffmpeg(t, "a.wma", "-c:a|wmav2").Path)
	le := binary.LittleEndian
	at := bytes.Index(b, []byte(asfFile)) + asfHead
	packet := int(le.Uint32(b[at+72:]))
	right, err := asfMedia(t, b)
	check(t, err)
	with := func(offset int, n uint64) []byte {
		c := bytes.Clone(b)
		le.PutUint64(c[at+offset:], n)
		return c
	}
	for _, c := range []struct {
		name string
		file []byte
		want time.Duration
		cut  bool
	}{
		{"stale size, too large", with(16, uint64(len(b))+5000), right.Duration, false},
		{"stale size, too small", with(16, 100), right.Duration, false},
		{"no size", with(16, 0), right.Duration, false},
		{"cut, with its size corrected", with(16, uint64(len(b)-packet))[:len(b)-packet], right.Duration, true},
		{"cut", b[:len(b)-2*packet], right.Duration, true},
		{"no length of the audio that can be true", with(40, uint64(right.Duration/100)+1<<40), right.Duration, false},
	} {
		m, err := asfMedia(t, c.file)
		if (err != nil) != c.cut || m == nil || !near(m.Duration, c.want, 700*time.Millisecond) {
			t.Errorf("%s: %+v, %v", c.name, m, err)
		}
		if l := extent(bytes.NewReader(c.file), c.file[:min(headLen, len(c.file))], int64(len(c.file))); (l > int64(len(c.file))) != c.cut {
			t.Errorf("%s: extent %d of %d", c.name, l, len(c.file))
		}
	}
}

// TestASFShort: in a file of a few packets, their padding and the preroll weigh more than
// the audio.
func TestASFShort(t *testing.T) {
	le := binary.LittleEndian
	const packet, packets = 1518, 5
	head := wma()
	at := bytes.Index(head, []byte(asfFile)) + asfHead
	le.PutUint64(head[at+40:], 4023*1e4) // a second of audio after the preroll
	le.PutUint32(head[at+68:], packet)
	le.PutUint32(head[at+72:], packet)
	le.PutUint32(head[bytes.Index(head, []byte(asfAudio))+54+8:], 4003)
	data := make([]byte, asfDataHead-asfHead)
	le.PutUint64(data[16:], packets)
	for i := range uint32(packets) {
		p := append([]byte{0x82, 0, 0, 0x08, 0x5D, 0}, le.AppendUint32(nil, i*371)...)
		data = append(data, append(le.AppendUint16(p, 371), make([]byte, packet-len(p)-2)...)...)
	}
	b := append(head, object(asfData, data)...)
	m, err := asfMedia(t, b)
	if check(t, err); m.Duration != 1023*time.Millisecond || m.Estimated {
		t.Errorf("%+v", m)
	}
	m, err = asfMedia(t, b[:len(head)+asfDataHead+1001])
	if err == nil || m == nil || m.Duration != playing(1001, 4003) {
		t.Errorf("cut in the first packet: %+v, %v", m, err)
	}
}

func TestASFAgainstFFprobe(t *testing.T) {
	f := ffmpeg(t, "a.wma", "-c:a|wmav2|-metadata|title=One|-metadata|album_artist=Somebody")
	fast, err := Native{}.Probe(t.Context(), f)
	check(t, err)
	slow, err := NewFFprobe(FFprobeOptions{}).Probe(t.Context(), f)
	check(t, err)
	if off := (fast.Duration - slow.Duration).Abs(); off > 100*time.Millisecond {
		t.Errorf("length %v, ffprobe %v", fast.Duration, slow.Duration)
	}
	fast.Duration, fast.Prober, fast.BitRate, fast.Whole = slow.Duration, slow.Prober, slow.BitRate, slow.Whole
	if !reflect.DeepEqual(fast, slow) {
		t.Errorf("got    %+v\nffprobe %+v", fast, slow)
	}
}

func FuzzASF(f *testing.F) {
	f.Add(wma())
	f.Add(wma(object(asfExtended, append([]byte{1, 0}, attribute("WM/Year", 0, wideText("1999"))...))))
	f.Add(wma(object(asfMarkers, make([]byte, 60)), object(asfExtension, make([]byte, 60))))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := newSource(bytes.NewReader(b), int64(len(b)))
		defer s.close()
		m, _ := readASF(context.Background(), s, &book.File{Size: int64(len(b))})
		if m != nil {
			sane(t, m)
		}
	})
}
