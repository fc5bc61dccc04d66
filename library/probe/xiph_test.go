package probe

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/cputime"
)

// taste reads a file in memory as Native does, and returns the number of bytes
// read.
func taste(t testing.TB, b []byte) (*book.Media, int64, error) {
	t.Helper()
	s := newSource(bytes.NewReader(b), int64(len(b)))
	defer s.close()
	m, err := readSource(t.Context(), s, &book.File{Path: "a", Size: int64(len(b))})
	return m, s.spent, err
}

// mustTaste is taste for a file without a fault.
func mustTaste(t testing.TB, b []byte) *book.Media {
	t.Helper()
	m, _, err := taste(t, b)
	check(t, err)
	return m
}

// ffmpeg creates an audio file in a folder of the test.
func ffmpeg(t testing.TB, name, args string) *book.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	line := append([]string{"-hide_banner", "-v", "error", "-nostdin", "-f", "lavfi", "-i", "sine=d=3"}, strings.Split(args, "|")...)
	if out, err := exec.Command("ffmpeg", append(line, path)...).CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
	return &book.File{Path: path, Size: int64(len(read(t, path)))}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	check(t, err)
	return b
}

// commentBlock returns a comment header with these "NAME=value".
func commentBlock(comments ...string) []byte {
	le := binary.LittleEndian
	b := append(le.AppendUint32(nil, 4), "test"...)
	b = le.AppendUint32(b, uint32(len(comments)))
	for _, c := range comments {
		b = append(le.AppendUint32(b, uint32(len(c))), c...)
	}
	return b
}

// pictureBlock returns a picture block of a kind that declares w by h pixels.
func pictureBlock(kind uint32, mime string, w, h uint32, data []byte) []byte {
	be := binary.BigEndian
	b := be.AppendUint32(nil, kind)
	b = append(be.AppendUint32(b, uint32(len(mime))), mime...)
	b = append(be.AppendUint32(b, 5), "about"...)
	b = be.AppendUint32(be.AppendUint32(b, w), h)
	b = be.AppendUint32(be.AppendUint32(b, 24), 0)
	return append(be.AppendUint32(b, uint32(len(data))), data...)
}

// jpegOf returns a picture of this size.
func jpegOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	check(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil))
	return b.Bytes()
}

// flacOf returns the real FLAC file with other blocks after its STREAMINFO,
// each with a type and a content.
func flacOf(t testing.TB, blocks ...[]byte) []byte {
	t.Helper()
	b := content(t, "a.flac")
	at := 4
	for last := false; !last; {
		last = b[at]&0x80 != 0
		at += 4 + int(binary.BigEndian.Uint32(b[at:])&0xFFFFFF)
	}
	out := append([]byte("fLaC\x00\x00\x00\x22"), b[8:42]...)
	for _, block := range blocks {
		n := len(block) - 1
		out = append(append(out, block[0], byte(n>>16), byte(n>>8), byte(n)), block[1:]...)
	}
	return append(append(out, 0x81, 0, 0, 4, 0, 0, 0, 0), b[at:]...)
}

func block(kind byte, b []byte) []byte { return append([]byte{kind}, b...) }

// tagged returns a FLAC file with these comments.
func tagged(t testing.TB, comments ...string) []byte {
	t.Helper()
	return flacOf(t, block(flacComment, commentBlock(comments...)))
}

// oggOf returns an Ogg file with another comment packet. Its checksums are
// wrong, which has no effect.
func oggOf(t testing.TB, file []byte, comments ...string) []byte {
	t.Helper()
	pages := pagesOf(t, file)
	var o oggStream
	var rest [][]byte // header packets after the comment
	o, _ = identify(pages[0][28:])
	var packet []byte
	n, seen := 1, 0
	for ; seen < o.headers-1; n++ {
		p := pages[n]
		at := 27 + int(p[26])
		for _, l := range p[27:at] {
			packet = append(packet, p[at:at+int(l)]...)
			if at += int(l); l < 255 {
				if seen++; seen > 1 {
					rest = append(rest, packet)
				}
				packet = nil
			}
		}
	}
	packet = append([]byte(o.mark), commentBlock(comments...)...)
	if o.codec == "Vorbis" {
		packet = append(packet, 1)
	}
	out := bytes.Clone(pages[0])
	for _, p := range append([][]byte{packet}, rest...) {
		out = append(out, paged(pages[0][14:18], p)...)
	}
	return append(out, bytes.Join(pages[n:], nil)...)
}

// paged returns a packet in pages of its own.
func paged(serial, packet []byte) (out []byte) {
	var lacing []byte
	for range len(packet) / 255 {
		lacing = append(lacing, 255)
	}
	lacing = append(lacing, byte(len(packet)%255))
	flags := byte(0)
	for len(lacing) > 0 {
		n := min(255, len(lacing))
		size, granule := 0, uint64(1<<64-1)
		for _, l := range lacing[:n] {
			size += int(l)
			if l < 255 {
				granule = 0
			}
		}
		h := binary.LittleEndian.AppendUint64(append([]byte("OggS\x00"), flags), granule)
		h = append(append(append(h, serial...), 0, 0, 0, 0, 0, 0, 0, 0, byte(n)), lacing[:n]...)
		out = append(append(out, h...), packet[:size]...)
		lacing, packet, flags = lacing[n:], packet[size:], 1
	}
	return out
}

func pagesOf(t testing.TB, b []byte) (pages [][]byte) {
	t.Helper()
	var p oggPage
	for at := int64(0); at < int64(len(b)); at = p.end {
		if !p.parse(at, b[at:]) {
			t.Fatalf("no page at %d", at)
		}
		pages = append(pages, b[at:p.end])
	}
	return pages
}

// TestFieldsOfVorbisComments reads each field under each of its names, in FLAC and Ogg,
// in upper and lower case.
func TestFieldsOfVorbisComments(t *testing.T) {
	for _, tc := range []struct {
		name, value string
		want        book.Tags
	}{
		{"TITLE", "Word", book.Tags{Title: "Word"}},
		{"ALBUM", "Word", book.Tags{Album: "Word"}},
		{"ARTIST", "Word", book.Tags{Artist: "Word"}},
		{"ALBUMARTIST", "Word", book.Tags{AlbumArtist: "Word"}},
		{"Album Artist", "Word", book.Tags{AlbumArtist: "Word"}},
		{"NARRATOR", "Word", book.Tags{Narrator: "Word"}},
		{"PERFORMER", "Word", book.Tags{Narrator: "Word"}},
		{"COMPOSER", "Word", book.Tags{Narrator: "Word"}},
		{"SERIES", "Word", book.Tags{Series: "Word"}},
		{"SERIES", "Word #2.5", book.Tags{Series: "Word", SeriesPart: "2.5"}},
		{"MOVEMENTNAME", "Word", book.Tags{Series: "Word"}},
		{"GROUPING", "Word", book.Tags{Series: "Word"}},
		{"SERIES-PART", "0.5", book.Tags{SeriesPart: "0.5"}},
		{"series_part", "2", book.Tags{SeriesPart: "2"}},
		{"MOVEMENT", "2", book.Tags{SeriesPart: "2"}},
		{"SUBTITLE", "Word", book.Tags{Subtitle: "Word"}},
		{"DESCRIPTION", "Word", book.Tags{Description: "Word"}},
		{"COMMENT", "Word", book.Tags{Description: "Word"}},
		{"DATE", "2009-03-01", book.Tags{Year: 2009}},
		{"YEAR", "1999", book.Tags{Year: 1999}},
		{"PUBLISHER", "Word", book.Tags{Publisher: "Word"}},
		{"ASIN", "B002UZJGYY", book.Tags{ASIN: "B002UZJGYY"}},
		{"ISBN", "9780000000002", book.Tags{ISBN: "9780000000002"}},
		{"LANGUAGE", "eng", book.Tags{Language: "eng"}},
		{"GENRE", "Crime/Humour", book.Tags{Genres: []string{"Crime", "Humour"}}},
		{"TRACKNUMBER", "3/12", book.Tags{Track: 3, Tracks: 12}},
		{"TOTALTRACKS", "12", book.Tags{Tracks: 12}},
		{"DISCNUMBER", "2", book.Tags{Disc: 2}},
		{"DESCRIPTION", strings.Repeat("long ", 5000) + "end", book.Tags{Description: strings.Repeat("long ", 5000) + "end"}},
		{"LYRICS", "Word", book.Tags{}},
		{"", "Word", book.Tags{}},
	} {
		line := tc.name + "=" + tc.value
		for kind, file := range map[string][]byte{
			"flac": tagged(t, line), "lower": tagged(t, strings.ToLower(tc.name)+"="+tc.value),
			"vorbis": oggOf(t, content(t, "a.ogg"), line), "opus": oggOf(t, content(t, "a.opus"), line), "speex": oggOf(t, content(t, "a.spx"), line),
		} {
			if m := mustTaste(t, file); !reflect.DeepEqual(m.Tags, tc.want) {
				t.Errorf("%s %.40q: %+v", kind, line, m.Tags)
			}
		}
	}
}

func TestVorbisComments(t *testing.T) {
	for _, tc := range []struct {
		title    string
		comments []string
		want     book.Tags
	}{
		{"the stronger name", []string{"COMPOSER=No", "NARRATOR=Ned"}, book.Tags{Narrator: "Ned"}},
		{"several", []string{"ARTIST=Ann", "artist=Bob", "Artist=Ann"}, book.Tags{Artist: "Ann; Bob"}},
		{"two spellings", []string{"ALBUM ARTIST=Ann", "ALBUMARTIST=Ann"}, book.Tags{AlbumArtist: "Ann"}},
		{"genres", []string{"GENRE=Crime", "GENRE=Humour; crime"}, book.Tags{Genres: []string{"Crime", "Humour"}}},
		{"broken UTF-8", []string{"TITLE=Cäf\xE9"}, book.Tags{Title: "Cäf\uFFFD"}},
		{"not UTF-8", []string{"TITLE=Caf\xE9"}, book.Tags{Title: "Café"}},
		{"without a sign", []string{"TITLE", "ALBUM=B=C"}, book.Tags{Album: "B=C"}},
		{"long without a sign", []string{strings.Repeat("x", 9999), "ALBUM=B"}, book.Tags{Album: "B"}},
		{"too long", []string{"TITLE=" + strings.Repeat("x", 100<<10), "ALBUM=B"}, book.Tags{Title: strings.Repeat("x", maxValue+longestName-len("TITLE=")), Album: "B"}},
		{"empty", []string{"", "TITLE=", "ALBUM=B"}, book.Tags{Album: "B"}},
		{"name of no length", []string{strings.Repeat("N", 999) + "=x", "ALBUM=B"}, book.Tags{Album: "B"}},
	} {
		if got := mustTaste(t, tagged(t, tc.comments...)).Tags; !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: %+v", tc.title, got)
		}
	}
}

func TestCommentsWithFalseLengths(t *testing.T) {
	le := binary.LittleEndian
	good := commentBlock("TITLE=T", "ALBUM=A")
	count := bytes.Clone(good)
	le.PutUint32(count[8:], 1<<32-1)
	length := bytes.Clone(good)
	le.PutUint32(length[12+4+7:], 1<<31)
	over := commentBlock("TITLE=T\x00\x00\x00ALBUM=A", "ARTIST=B")
	vendor := bytes.Clone(good)
	le.PutUint32(vendor, 1<<32-1)
	for title, tc := range map[string]struct {
		block []byte
		want  book.Tags
	}{
		"count":  {count, book.Tags{Title: "T", Album: "A"}},
		"length": {length, book.Tags{Title: "T"}},
		"over":   {over, book.Tags{Title: "T", Artist: "B"}},
		"vendor": {vendor, book.Tags{}},
		"cut":    {good[:len(good)-3], book.Tags{Title: "T"}},
		"none":   {nil, book.Tags{}},
	} {
		m := mustTaste(t, flacOf(t, block(flacComment, tc.block)))
		if !reflect.DeepEqual(m.Tags, tc.want) || !near(m.Duration, 2*time.Second, time.Millisecond) {
			t.Errorf("%s: %v, %+v", title, m.Duration, m.Tags)
		}
	}
}

func TestManyComments(t *testing.T) {
	all := make([]string, 200_000)
	for i := range all {
		all[i] = fmt.Sprintf("ARTIST=Artist %d", i)
	}
	all = append(all, "TITLE=T")
	m := mustTaste(t, tagged(t, all...))
	if m.Tags.Title != "T" || len(m.Tags.Artist) > 2*maxJoined || !strings.HasPrefix(m.Tags.Artist, "Artist 0; Artist 1; ") {
		t.Errorf("%q, %d bytes of artists", m.Tags.Title, len(m.Tags.Artist))
	}
}

// TestRepeatedComments: a million comments with the last of many values of a name take no
// longer than others.
func TestRepeatedComments(t *testing.T) {
	all := make([]string, 1_000_000)
	for i := range all {
		all[i] = fmt.Sprintf("ARTIST=%x", min(i, 760))
	}
	file := tagged(t, all...)
	var m *book.Media
	if took := cputime.Of(func() { m = mustTaste(t, file) }); took > 6*time.Second || !strings.HasPrefix(m.Tags.Artist, "0; 1; ") {
		t.Errorf("took %v, %.9q", took, m.Tags.Artist)
	}
}

func TestVorbisChapters(t *testing.T) {
	const ms = time.Millisecond
	for _, tc := range []struct {
		title    string
		comments []string
		want     []book.Chapter
	}{
		{"usual", []string{"CHAPTER001=00:00:00.000", "CHAPTER001NAME=One", "CHAPTER002=00:00:01.250", "CHAPTER002NAME=Two"},
			[]book.Chapter{{Start: 0, End: 1250 * ms, Title: "One"}, {Start: 1250 * ms, End: 2000 * ms, Title: "Two"}}},
		{"two digits, other letters", []string{"Chapter01=0:00:00", "chapter01name=One", "Chapter02=00:01.5"},
			[]book.Chapter{{Start: 0, End: 1500 * ms, Title: "One"}, {Start: 1500 * ms, End: 2000 * ms}}},
		{"out of order", []string{"CHAPTER2NAME=Two", "CHAPTER2=00:00:01.000", "CHAPTER1=00:00:00.000"},
			[]book.Chapter{{Start: 0, End: 1000 * ms}, {Start: 1000 * ms, End: 2000 * ms, Title: "Two"}}},
		{"too short, too late, no time", []string{"CHAPTER1=00:00:00", "CHAPTER2=00:00:01.95", "CHAPTER3=00:07:00", "CHAPTER4=soon", "CHAPTER5NAME=Five", "CHAPTER6=1:-2:3", "CHAPTERX=00:00:01"},
			[]book.Chapter{{Start: 0, End: 1950 * ms}}},
		{"first stays", []string{"CHAPTER1=00:00:00", "CHAPTER1=00:00:01", "CHAPTER1NAME=A", "CHAPTER1NAME=B", "CHAPTER1URL=C"},
			[]book.Chapter{{Start: 0, End: 2000 * ms, Title: "A"}}},
	} {
		if got := mustTaste(t, tagged(t, tc.comments...)).Chapters; !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v", tc.title, got)
		}
	}
}

func TestFLACPictures(t *testing.T) {
	red, big := jpegOf(t, 30, 40), jpegOf(t, 300, 400)
	huge := []byte("\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR\x00\x01\x86\xA0\x00\x01\x86\xA0\x08\x02\x00\x00\x00")
	over := pictureBlock(3, "image/jpeg", 30, 40, red)
	binary.BigEndian.PutUint32(over[len(over)-len(red)-4:], 1<<32-1)
	for _, tc := range []struct {
		title  string
		blocks [][]byte
		want   book.Cover
	}{
		{"one", [][]byte{pictureBlock(0, "image/jpeg", 30, 40, red)}, book.Cover{MIME: "image/jpeg", Width: 30, Height: 40, Bytes: int64(len(red))}},
		{"front first", [][]byte{pictureBlock(4, "image/jpeg", 30, 40, red), pictureBlock(3, "image/jpeg", 300, 400, big), pictureBlock(3, "image/jpeg", 30, 40, red)},
			book.Cover{MIME: "image/jpeg", Width: 300, Height: 400, Bytes: int64(len(big))}},
		{"the picture knows better", [][]byte{pictureBlock(3, "image/png", 0, 0, big)}, book.Cover{MIME: "image/jpeg", Width: 300, Height: 400, Bytes: int64(len(big))}},
		{"no picture", [][]byte{pictureBlock(3, "image/jpg", 5, 6, []byte("no picture")), pictureBlock(4, "image/jpeg", 30, 40, red)}, book.Cover{MIME: "image/jpeg", Width: 30, Height: 40, Bytes: int64(len(red))}},
		{"huge", [][]byte{pictureBlock(3, "image/png", 0, 0, huge), pictureBlock(4, "image/jpeg", 30, 40, red)}, book.Cover{MIME: "image/jpeg", Width: 30, Height: 40, Bytes: int64(len(red))}},
		{"a link", [][]byte{pictureBlock(3, "-->", 5, 6, []byte("file:///etc/passwd")), pictureBlock(0, "image/jpeg", 1, 1, red)},
			book.Cover{MIME: "image/jpeg", Width: 30, Height: 40, Bytes: int64(len(red))}},
		{"length lies", [][]byte{over}, book.Cover{MIME: "image/jpeg", Width: 30, Height: 40, Bytes: int64(len(red))}},
	} {
		var blocks [][]byte
		for _, b := range tc.blocks {
			blocks = append(blocks, block(flacPicture, b))
		}
		m := mustTaste(t, flacOf(t, blocks...))
		if m.Cover == nil || *m.Cover != tc.want {
			t.Errorf("%s: %+v", tc.title, m.Cover)
		}
	}
	for _, cut := range []int{0, 3, 9, 20, 44} {
		if m := mustTaste(t, flacOf(t, block(flacPicture, over[:cut]))); m.Cover != nil && cut < 44 {
			t.Errorf("cut at %d: %+v", cut, m.Cover)
		}
	}
}

func TestOggPictures(t *testing.T) {
	picture := append(jpegOf(t, 30, 40), bytes.Repeat([]byte("picture "), 400_000)...)
	text := base64.StdEncoding.EncodeToString
	whole := book.Cover{MIME: "image/jpeg", Width: 30, Height: 40, Bytes: int64(len(picture))}
	// Metadata can precede the size in a JPEG.
	notes := append([]byte("\xFF\xD8\xFF\xE1\x60\x02"), make([]byte, 0x6000)...)
	notes = append(notes, jpegOf(t, 7, 8)[2:]...)
	for _, tc := range []struct {
		title    string
		comments []string
		want     book.Cover
	}{
		{"of megabytes", []string{"METADATA_BLOCK_PICTURE=" + text(pictureBlock(3, "image/jpeg", 0, 0, picture)), "TITLE=Behind"}, whole},
		{"legacy", []string{"COVERART=" + text(jpegOf(t, 30, 40)), "TITLE=Behind"}, book.Cover{MIME: "image/jpeg", Width: 30, Height: 40, Bytes: int64(len(jpegOf(t, 30, 40)))}},
		{"both", []string{"COVERART=" + text(jpegOf(t, 3, 4)), "metadata_block_picture=" + text(pictureBlock(3, "image/jpeg", 0, 0, picture)), "TITLE=Behind"}, whole},
		{"notes before the size", []string{"METADATA_BLOCK_PICTURE=" + text(pictureBlock(3, "image/jpeg", 0, 0, notes)), "TITLE=Behind"},
			book.Cover{MIME: "image/jpeg", Width: 7, Height: 8, Bytes: int64(len(notes))}},
		{"without padding", []string{"METADATA_BLOCK_PICTURE=" + base64.RawStdEncoding.EncodeToString(pictureBlock(3, "image/jpeg", 0, 0, jpegOf(t, 7, 8))), "TITLE=Behind"},
			book.Cover{MIME: "image/jpeg", Width: 7, Height: 8, Bytes: int64(len(jpegOf(t, 7, 8)))}},
		{"not base64", []string{"METADATA_BLOCK_PICTURE=????" + strings.Repeat("?", 100), "COVERART=" + text(jpegOf(t, 7, 8)), "TITLE=Behind"},
			book.Cover{MIME: "image/jpeg", Width: 7, Height: 8, Bytes: int64(len(jpegOf(t, 7, 8)))}},
	} {
		for _, name := range []string{"a.ogg", "a.opus"} {
			m, spent, err := taste(t, oggOf(t, content(t, name), tc.comments...))
			if err != nil || m.Tags.Title != "Behind" || m.Cover == nil || *m.Cover != tc.want || !near(m.Duration, 2*time.Second, 10*time.Millisecond) {
				t.Errorf("%s, %s: %+v, cover %+v, err %v", tc.title, name, m, m.Cover, err)
			}
			if spent > 256<<10 {
				t.Errorf("%s, %s: read %d bytes", tc.title, name, spent)
			}
		}
	}
}

func TestFLACStructure(t *testing.T) {
	b := content(t, "a.flac")
	unknown := bytes.Clone(b)
	unknown[21] &= 0xF0
	clear(unknown[22:26])
	unended := flacOf(t)
	unended = append(bytes.Clone(b[:42]), unended[42+8:]...)
	lying := flacOf(t, block(flacComment, commentBlock("TITLE=T")))
	lying[42+3] -= 4
	unendedUnknown := append(bytes.Clone(unknown[:42]), unended[42:]...)
	// Data that looks like two frames except for the header checksums.
	fake := append(bytes.Clone(unknown), "\xFF\xF8\x59\x08\x70\x00\xFF\xF8\x59\x08\x71\x00\x00\x00\x00\x00"...)
	info, _ := streamInfo(unknown[8:])
	second := 0
	for i := range unknown {
		if f, ok := parseFrame(unknown[i:], info); ok && f.start == info.block {
			second = i
			break
		}
	}
	unbegun := append(flacOf(t)[:42+8], unknown[second:]...)
	copy(unbegun[21:26], unknown[21:26])
	long := ffmpeg(t, "long.flac", "-af|aloop=loop=9:size=132300,volume=3|-c:a|flac")
	whole := read(t, long.Path)
	info, _ = streamInfo(whole[8:])
	first := 0
	for f, ok := (flacFrame{}), false; !ok || f.start != 0; f, ok = parseFrame(whole[first:], info) {
		first++
	}
	// Two frames at the end of a file whose sample count overflowed 32 bits.
	overflowed := bytes.Clone(b[:42])
	overflowed[4] |= 0x80
	binary.BigEndian.PutUint64(overflowed[18:], binary.BigEndian.Uint64(overflowed[18:])>>36<<36|1_400_001*4608&0xFFFFFFFF)
	for n := 1_399_999; n <= 1_400_000; n++ {
		head := []byte{0xFF, 0xF8, 0x50, 0x08, 0xF0 | byte(n>>18), 0x80 | byte(n>>12&63), 0x80 | byte(n>>6&63), 0x80 | byte(n&63)}
		overflowed = append(append(append(overflowed, head...), crc8(head)), make([]byte, 2000)...)
	}
	for _, tc := range []struct {
		title  string
		file   []byte
		length time.Duration
		kind   book.FaultKind
		fault  string
	}{
		{"whole", b, 2 * time.Second, 0, ""},
		{"length is not told", unknown, 2 * time.Second, 0, ""},
		{"tags at the end", append(bytes.Clone(unknown), append([]byte("TAG"), make([]byte, 125)...)...), 2 * time.Second, 0, ""},
		{"ID3 in front", append([]byte("ID3\x03\x00\x00\x00\x00\x00\x0a\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), b...), 2 * time.Second, 0, ""},
		{"cut", whole[:len(whole)*2/3], playing(190*4608, 44100), book.Truncated, "truncated"},
		{"cut in a picture", b[:200], 2 * time.Second, book.Truncated, "truncated"},
		{"cut in STREAMINFO", b[:20], 0, book.Truncated, "truncated"},
		{"cut to its first frame", whole[:first+1000], playing(4608, 44100), book.Truncated, "truncated"},
		{"a frame of 40 hours", overflowed, playing(1_400_001*4608, info.rate), 0, ""},
		{"cut in the middle", b[:len(b)-len(b)/2], playing(7*4608, 44100), book.Truncated, "truncated"},
		{"sound where a block should be", unended, 2 * time.Second, 0, ""},
		{"the same, length is not told", unendedUnknown, 2 * time.Second, 0, ""},
		{"cut out of a longer one", unbegun, playing(2*info.rate-info.block, info.rate), 0, ""},
		{"what looks like frames", fake, 2 * time.Second, 0, ""},
		{"length of a block lies", lying, 2 * time.Second, 0, ""},
	} {
		m, _, err := taste(t, tc.file)
		if tc.fault != "" {
			wantFault(t, err, tc.kind, tc.fault)
		} else if err != nil {
			t.Errorf("%s: %v", tc.title, err)
		}
		if tc.length > 0 && (m == nil || m.Duration != tc.length) {
			t.Errorf("%s: %+v", tc.title, m)
		}
	}
	noInfo := append([]byte("fLaC\x81\x00\x00\x04"), make([]byte, 5000)...)
	if _, _, err := taste(t, noInfo); !errors.Is(err, ErrUnsupported) {
		t.Errorf("without STREAMINFO: %v", err)
	}
	two := mustTaste(t, flacOf(t, block(flacComment, commentBlock("TITLE=A")), block(2, []byte("application")), block(flacComment, commentBlock("ALBUM=B"))))
	if two.Tags.Title != "A" || two.Tags.Album != "B" {
		t.Errorf("two blocks: %+v", two.Tags)
	}
}

// TestLongOgg reads 60 hours of Opus whose granules were counted in 32 bits.
func TestOpusMappings(t *testing.T) {
	for _, c := range []struct {
		mapping string // channels, family, streams, pairs of channels, and the stream of each channel
		ok      bool
	}{
		{"\x01\x00", true}, {"\x02\x00", true}, {"\x03\x00", false}, {"\x09\x01\x05\x04\x00\x01\x02\x03\x04\x05\x06\x07\x08", false},
		{"\x03\x01\x02\x01\x00\x02\x01", true}, {"\x03\x01\x02\x01\x00\x02\x03", false}, {"\x03\x01\x02\x01\x00\x02", false},
		{"\x02\x01\x01\x02\x00\x01", false}, {"\x02\x01\x01\x00\x00\xFF", true}, {"\x02\x01\x00\x00\x00\x01", false}, {"\x04\xFF\x04\x00\x00\x01\x02\x03", true},
	} {
		head := "OpusHead\x01" + c.mapping[:1] + "\x00\x00\x80\xBB\x00\x00\x00\x00" + c.mapping[1:]
		if o, ok := identify([]byte(head)); !ok || o.broken == c.ok {
			t.Errorf("%q: %+v, %v", c.mapping, o, ok)
		}
	}
}

func TestLongOgg(t *testing.T) {
	pages := pagesOf(t, content(t, "a.opus"))
	const minutes = 60 * 60
	for _, mask := range []int64{1<<63 - 1, 1<<32 - 1} {
		file := slices.Concat(pages[0], pages[1])
		for i := int64(1); i <= minutes; i++ {
			page := append([]byte("OggS\x00\x00"), make([]byte, 21)...)
			binary.LittleEndian.PutUint64(page[6:], uint64(i*60*48000&mask))
			copy(page[14:18], pages[0][14:18])
			page[26] = 20
			if i == minutes {
				page[5] = 4
			}
			file = append(append(append(file, page...), bytes.Repeat([]byte{250}, 20)...), make([]byte, 20*250)...)
		}
		m, _, err := taste(t, file)
		if err != nil || !near(m.Duration, minutes*time.Minute, 2*time.Minute) {
			t.Errorf("%x: %+v, %v", mask, m, err)
		}
	}
}

func TestOggStructure(t *testing.T) {
	vorbis, opus := content(t, "a.ogg"), content(t, "a.opus")
	long := read(t, ffmpeg(t, "long.ogg", "-af|aloop=loop=29:size=132300|-c:a|libvorbis").Path)
	reserial := func(b []byte, d byte) []byte {
		out := bytes.Clone(b)
		var p oggPage
		for at := int64(0); at < int64(len(out)); at = p.end {
			p.parse(at, out[at:])
			out[at+14] += d
		}
		return out
	}
	shift := func(b []byte, by uint64) []byte {
		out := bytes.Clone(b)
		var p oggPage
		for at := int64(0); at < int64(len(out)); at = p.end {
			if p.parse(at, out[at:]); p.granule > 0 {
				binary.LittleEndian.PutUint64(out[at+6:], uint64(p.granule)+by)
			}
		}
		return out
	}
	var chain []byte
	for i := range 200 {
		chain = append(chain, reserial(vorbis, byte(i))...)
	}
	film := read(t, ffmpeg(t, "a.ogv", "-f|lavfi|-i|testsrc=d=5|-c:v|libtheora|-c:a|libvorbis|-metadata:s:a|title=Sound").Path)
	silent := read(t, ffmpeg(t, "b.ogv", "-f|lavfi|-i|testsrc=d=1|-map|1:v|-c:v|libtheora").Path)
	inOgg := read(t, ffmpeg(t, "a.oga", "-c:a|flac|-metadata|title=T").Path)
	for _, tc := range []struct {
		title  string
		file   []byte
		codec  string
		length time.Duration
		kind   book.FaultKind
		fault  string
	}{
		{"vorbis", vorbis, "Vorbis", 2 * time.Second, 0, ""},
		{"opus", opus, "Opus", 2 * time.Second, 0, ""},
		{"speex, whose first samples are not played", content(t, "a.spx"), "Speex", 1991 * time.Millisecond, 0, ""},
		{"flac", inOgg, "FLAC", 3 * time.Second, 0, ""},
		{"long", long, "Vorbis", 90 * time.Second, 0, ""},
		{"film", film, "Vorbis", 3 * time.Second, 0, ""},
		{"film without sound", silent, "", 0, book.NotAudio, "no sound in it"},
		{"chain", slices.Concat(vorbis, reserial(long, 1), reserial(opus, 2)), "Vorbis", 94 * time.Second, 0, ""},
		{"chain, long in front", slices.Concat(long, reserial(vorbis, 1)), "Vorbis", 92 * time.Second, 0, ""},
		{"chain of many", chain[:len(chain)/2], "Vorbis", 200 * time.Second, 0, ""},
		{"cut in a page", long[:len(long)-1000], "Vorbis", 0, book.Truncated, "truncated"},
		{"cut in the header", vorbis[:500], "Vorbis", 0, book.Truncated, "truncated"},
		{"headers alone", slices.Concat(pagesOf(t, inOgg)[:2]...), "FLAC", 0, book.Truncated, "truncated"},
		{"junk at the end", append(bytes.Clone(vorbis), make([]byte, 30_000)...), "Vorbis", 2 * time.Second, 0, ""},
		{"cut out of a longer one", shift(long, 44100*3600), "Vorbis", 90 * time.Second, 0, ""},
		{"opus out of a longer one", shift(opus, 48000*3), "Opus", 2 * time.Second, 0, ""},
	} {
		m, spent, err := taste(t, tc.file)
		if tc.fault != "" {
			wantFault(t, err, tc.kind, tc.fault)
		} else if err != nil {
			t.Errorf("%s: %v", tc.title, err)
			continue
		}
		if tc.codec != "" && m.Codec != tc.codec || tc.length > 0 && !near(m.Duration, tc.length, max(tc.length/900, 3*time.Millisecond)) {
			t.Errorf("%s: %+v", tc.title, m)
		}
		if spent > 512<<10 && tc.title != "chain of many" {
			t.Errorf("%s: read %d bytes", tc.title, spent)
		}
	}
	if m, spent, err := taste(t, chain); err != nil || !near(m.Duration, 400*time.Second, 4*time.Second) || spent > maxMetadata {
		t.Errorf("chain of more: %+v, %v after %d bytes", m, err, spent)
	}
	if m, _, _ := taste(t, long[:len(long)-1000]); m.Duration > 90*time.Second || m.Duration < 80*time.Second {
		t.Errorf("cut in a page: %v", m.Duration)
	}
	if m := mustTaste(t, film); m.Tags.Title != "Sound" {
		t.Errorf("film: %+v", m.Tags)
	}
	if m := mustTaste(t, inOgg); m.Tags.Title != "T" || m.SampleRate != 44100 || m.Channels != 1 {
		t.Errorf("FLAC in Ogg: %+v", m)
	}
}

// TestNativeAgreesWithFFprobe compares their results for files of these kinds.
func TestNativeAgreesWithFFprobe(t *testing.T) {
	const tags = "-metadata|title=Part One|-metadata|album=Café|-metadata|artist=Ann|-metadata|genre=Crime|-metadata|date=2009-03-01|-metadata|track=3/12"
	const cover = "-f|lavfi|-i|testsrc=s=64x48:d=0.1|-map|0:a|-map|1:v|-frames:v|1|-disposition:v|attached_pic|"
	for name, args := range map[string]string{
		"a.flac": cover + "-c:v|mjpeg|-c:a|flac|" + tags, "stereo.flac": "-ac|2|-ar|96000|-sample_fmt|s32|-c:a|flac|" + tags,
		"a.ogg": "-c:a|libvorbis|" + tags, "six.ogg": "-ac|6|-c:a|libvorbis", "a.opus": "-ac|2|-c:a|libopus|-b:a|24k|" + tags, "short.opus": "-t|0.3|-c:a|libopus",
		"a.spx": "-ar|16000|-c:a|libspeex|" + tags, "a.oga": "-c:a|flac|" + tags,
		"a.wav": "-write_bext|1|" + tags, "u8.wav": "-c:a|pcm_u8", "s24.wav": "-c:a|pcm_s24le|-ac|6", "f32.wav": "-c:a|pcm_f32le", "f64.wav": "-c:a|pcm_f64le", "alaw.wav": "-c:a|pcm_alaw",
		"ms.wav": "-c:a|adpcm_ms", "ima.wav": "-c:a|adpcm_ima_wav", "g722.wav": "-c:a|g722", "mp3.wav": "-c:a|libmp3lame", "mp2.wav": "-c:a|mp2", "ac3.wav": "-c:a|ac3", "flac.wav": "-c:a|flac",
		"rf64.wav": "-rf64|always|" + tags, "a.w64": "-ac|2", "ima.w64": "-c:a|adpcm_ima_wav",
		"a.aiff": "-write_id3v2|1|" + tags, "name.aiff": "-metadata|title=Name|-ar|11025", "s8.aiff": "-c:a|pcm_s8", "le.aiff": "-c:a|pcm_s16le", "f32.aiff": "-c:a|pcm_f32be", "f64.aiff": "-c:a|pcm_f64be",
		"ulaw.aiff": "-c:a|pcm_mulaw", "ima.aiff": "-c:a|adpcm_ima_qt|-ar|22050",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := ffmpeg(t, name, args)
			ours, err := Native{}.Probe(t.Context(), f)
			check(t, err)
			theirs, err := probeFile(t, f)
			check(t, err)
			if !near(ours.Duration, theirs.Duration, 100*time.Millisecond) || ours.Duration <= 0 {
				t.Errorf("%v, ffprobe %v", ours.Duration, theirs.Duration)
			}
			if d := ours.BitRate - theirs.BitRate; d*25 > ours.BitRate || -d*25 > ours.BitRate {
				t.Errorf("%d bit/s, ffprobe %d", ours.BitRate, theirs.BitRate)
			}
			if ours.Cover != nil {
				ours.Cover.Bytes = 0 // ffprobe does not report it
			}
			ours.Duration, ours.BitRate, ours.Prober, ours.Estimated, ours.Whole = theirs.Duration, theirs.BitRate, theirs.Prober, theirs.Estimated, theirs.Whole
			a, _ := json.Marshal(ours)
			b, _ := json.Marshal(theirs)
			if !bytes.Equal(a, b) {
				t.Errorf("\n%s, ffprobe\n%s", a, b)
			}
		})
	}
}

// TestOpusThatNobodyPlays: the tags of a stream still count if its mapping is impossible.
func TestOpusThatNobodyPlays(t *testing.T) {
	b := content(t, "a.opus")
	at := bytes.Index(b, []byte("OpusHead"))
	b = bytes.Clone(b)
	b[at+9] = 3
	m, _, err := taste(t, b)
	wantFault(t, err, book.Unreadable, "damaged")
	if m == nil || m.Codec != "Opus" || m.Channels != 3 {
		t.Errorf("%+v", m)
	}
}

// TestOggsWithOneSerialNumber: the length of a chain counts every link, also if all have
// the serial number of the first.
func TestOggsWithOneSerialNumber(t *testing.T) {
	for _, name := range []string{"a.ogg", "a.opus"} {
		short := read(t, ffmpeg(t, name, "-bitexact").Path)
		long := read(t, ffmpeg(t, name, "-af|apad=whole_dur=40|-bitexact").Path)
		// The first page of audio is short, and spots in the hole have no page behind them.
		holed := read(t, ffmpeg(t, name, "-f|lavfi|-i|anoisesrc=d=60,volume=0:enable='lt(t,1.2)'|-map|1:a|-bitexact").Path)
		clear(holed[len(holed)/2:][:2*maxPage])
		for _, c := range []struct {
			file []byte
			want time.Duration
		}{
			{join(short, short), 6 * time.Second},
			{join(short, short, short, short, short), 15 * time.Second},
			{join(long, short), 43 * time.Second},
			{long, 40 * time.Second},
			{short, 3 * time.Second},
			{holed, 60 * time.Second},
		} {
			m, err := Native{}.Probe(t.Context(), write(t, name, c.file))
			if err != nil || !near(m.Duration, c.want, 200*time.Millisecond) {
				t.Errorf("%s: %v, want %v: %v", name, m.Duration, c.want, err)
			}
		}
	}
}
