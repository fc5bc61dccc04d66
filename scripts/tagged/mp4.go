package tagged

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"time"
)

// An MP4 file has one track of AAC at 44.1 kHz. Each sample is eight zero bytes, or one
// in a file of more than two hours.
const (
	mp4Rate   = 44100
	sampleLen = 1024
)

func mp4(length time.Duration, tags []Tag) []byte {
	samples := int((length*mp4Rate/sampleLen + time.Second/2) / time.Second)
	each := 8
	if length > 2*time.Hour {
		each = 1
	}
	ms := uint32(length / time.Millisecond)
	start := box("ftyp", []byte("M4B \x00\x00\x00\x00M4A mp42isom"))
	sound := box("mdat", make([]byte, samples*each))
	rest := make([]byte, 24)
	matrix := numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
	descriptor := func(tag byte, parts ...[]byte) []byte {
		body := bytes.Join(parts, nil)
		return append([]byte{tag, byte(len(body))}, body...)
	}
	config := []byte{0x12, 0x08} // AAC-LC, 44.1 kHz, mono
	esds := full("esds", descriptor(3, []byte{0, 1, 0}, descriptor(4, []byte{0x40, 0x15, 0, 0, 0}, numbers(64000, 64000), descriptor(5, config)), descriptor(6, []byte{2})))
	entry := box("mp4a", make([]byte, 6), []byte{0, 1}, make([]byte, 8), []byte{0, 1, 0, 16, 0, 0, 0, 0}, numbers(mp4Rate<<16), esds)
	table := box("stbl", full("stsd", numbers(1), entry), full("stts", numbers(1, uint32(samples), sampleLen)), full("stsc", numbers(1, 1, uint32(samples), 1)),
		full("stsz", numbers(uint32(each), uint32(samples))), full("stco", numbers(1, uint32(len(start)+8))))
	track := box("trak", full("tkhd", numbers(0, 0, 1, 0, ms), make([]byte, 8), []byte{0, 0, 0, 0, 1, 0, 0, 0}, matrix, make([]byte, 8)),
		box("mdia", full("mdhd", numbers(0, 0, mp4Rate, uint32(samples*sampleLen)), []byte{0x55, 0xc4, 0, 0}), full("hdlr", make([]byte, 4), []byte("soun"), make([]byte, 13)),
			box("minf", full("smhd", make([]byte, 4)), box("dinf", full("dref", numbers(1), full("url "))), table)))
	movie := full("mvhd", numbers(0, 0, 1000, ms, 0x10000), []byte{1, 0}, make([]byte, 10), matrix, rest, numbers(2))
	return bytes.Join([][]byte{start, sound, box("moov", movie, track, items(tags))}, nil)
}

// items returns the list of tags, or nothing if there are none.
func items(tags []Tag) []byte {
	if len(tags) == 0 {
		return nil
	}
	var all, marks []byte
	for _, t := range tags {
		name := t.name(1)
		if name == Chapters {
			marks = chapterList(t.Value)
			continue
		}
		var values []byte
		for value := range t.values() {
			if name == "trkn" || name == "disk" {
				var n, total uint16
				fmt.Sscanf(value, "%d/%d", &n, &total)
				values = append(values, box("data", make([]byte, 10), binary.BigEndian.AppendUint16(nil, n), binary.BigEndian.AppendUint16(nil, total), make([]byte, 2))...)
				continue
			}
			values = append(values, box("data", numbers(1, 0), []byte(value))...)
		}
		if key, free := strings.CutPrefix(name, "----:"); free {
			mean := "com.apple.iTunes"
			if before, after, own := strings.Cut(key, ":"); own {
				mean, key = before, after
			}
			values = append(append(full("mean", []byte(mean)), full("name", []byte(key))...), values...)
			name = "----"
		}
		all = append(all, box(strings.ReplaceAll(name, "©", "\xa9"), values)...)
	}
	return box("udta", marks, full("meta", full("hdlr", make([]byte, 4), []byte("mdirappl"), make([]byte, 9)), box("ilst", all)))
}

// chapterList returns the list of chapters as Nero writes it.
func chapterList(value string) []byte {
	var all []byte
	n := 0
	for line := range strings.Lines(value) {
		start, title, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		var seconds uint64
		fmt.Sscan(start, &seconds)
		all = append(append(binary.BigEndian.AppendUint64(all, seconds*1e7), byte(len(title))), title...)
		n++
	}
	return box("chpl", []byte{1, 0, 0, 0}, numbers(0), []byte{byte(n)}, all)
}

func box(name string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), name...), body...)
}

// full returns a box with a version and flags, all zero.
func full(name string, parts ...[]byte) []byte {
	return box(name, append([][]byte{make([]byte, 4)}, parts...)...)
}

func numbers(all ...uint32) (b []byte) {
	for _, n := range all {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return b
}
