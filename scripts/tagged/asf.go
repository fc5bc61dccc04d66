package tagged

import (
	"encoding/binary"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

// A Windows Media file has a packet of silence for each second.
const (
	asfPacket  = 500 // bytes
	asfPreroll = 3 * time.Second
)

// GUIDs of objects and streams, as they are in a file.
const (
	asfHeader   = "\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"
	asfFile     = "\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65"
	asfStream   = "\x91\x07\xdc\xb7\xb7\xa9\xcf\x11\x8e\xe6\x00\xc0\x0c\x20\x53\x65"
	asfAudio    = "\x40\x9e\x69\xf8\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b"
	asfNoSpread = "\x00\x57\xfb\x20\x55\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b"
	asfContent  = "\x33\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"
	asfMore     = "\x40\xa4\xd0\xd2\x07\xe3\xd2\x11\x97\xf0\x00\xa0\xc9\x5e\xa8\x50"
	asfData     = "\x36\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"
)

func asf(length time.Duration, tags []Tag) []byte {
	packets := int((length + time.Second - 1) / time.Second)
	id := strings.Repeat("\x01", 16)
	play := length + asfPreroll
	var sound []byte
	for n := range packets {
		sound = append(sound, asfSecond(n)...)
	}
	data := asfObject(asfData, id, little(uint64(packets)), "\x01\x01", string(sound))
	stream := asfObject(asfStream, asfAudio, asfNoSpread, little(uint64(0), uint32(28), uint32(0), uint16(1), uint32(0)),
		little(uint16(0x161), uint16(1), uint32(44100), uint32(asfPacket), uint16(asfPacket), uint16(16), uint16(10)), strings.Repeat("\x00", 10))
	description, more := asfTags(tags)
	size := 30 + 104 + len(stream) + len(description) + len(more) + len(data)
	file := asfObject(asfFile, id, little(uint64(size), uint64(0), uint64(packets), uint64(play/100), uint64(length/100), uint64(asfPreroll/time.Millisecond)),
		little(uint32(2), uint32(asfPacket), uint32(asfPacket), uint32(8*asfPacket)))
	header := asfObject(asfHeader, little(uint32(4)), "\x01\x02", file, stream, description, more)
	return []byte(header + data)
}

// asfSecond returns the packet of a second: one payload that fills it.
func asfSecond(n int) []byte {
	ms := uint32(n * 1000)
	head := "\x82\x00\x00\x00\x5d" + little(ms, uint16(1000)) +
		"\x81" + string(rune(n%128)) + little(uint32(0)) + "\x08" + little(uint32(asfPacket-26), ms+uint32(asfPreroll/time.Millisecond))
	return append([]byte(head), make([]byte, asfPacket-len(head))...)
}

// asfTags returns the object with the texts that every file has, and the object with
// all other texts.
func asfTags(tags []Tag) (description, more string) {
	fixed := []string{"Title", "Author", "Copyright", "Description", "Rating"}
	texts := map[string]string{}
	var others string
	var count uint16
	for _, t := range tags {
		name := t.name(3)
		if name == Cover {
			continue
		}
		for value := range t.values() {
			text := wide(value)
			if slices.Contains(fixed, name) && texts[name] == "" {
				texts[name] = text
				continue
			}
			key := wide(name)
			others += little(uint16(len(key))) + key + little(uint16(0), uint16(len(text))) + text
			count++
		}
	}
	var sizes, bodies string
	for _, name := range fixed {
		sizes += little(uint16(len(texts[name])))
		bodies += texts[name]
	}
	return asfObject(asfContent, sizes, bodies), asfObject(asfMore, little(count), others)
}

func asfObject(guid string, parts ...string) string {
	body := strings.Join(parts, "")
	return guid + little(uint64(24+len(body))) + body
}

// wide returns a text in UTF-16 with the zero that ends it.
func wide(s string) string {
	var b []byte
	for _, u := range append(utf16.Encode([]rune(s)), 0) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// little returns numbers as they are in a Windows Media file.
func little(numbers ...any) string {
	var b []byte
	for _, n := range numbers {
		b, _ = binary.Append(b, binary.LittleEndian, n)
	}
	return string(b)
}
