package tagged

import (
	"encoding/binary"
	"time"
)

// An Ogg file has packets of Opus without sound, of 20 ms each.
const (
	opusRate    = 48000
	opusTime    = 20 * time.Millisecond
	opusSamples = opusRate / int(time.Second/opusTime)
	opusPreSkip = 312 // samples, as in libopus
	oggSegments = 200 // packets of a page: 4 s
)

func ogg(length time.Duration, tags []Tag) []byte {
	head := binary.LittleEndian.AppendUint16([]byte("OpusHead\x01\x01"), opusPreSkip)
	head = append(binary.LittleEndian.AppendUint32(head, opusRate), 0, 0, 0)
	b := oggPage(nil, 2, 0, 0, head)
	b = oggPage(b, 0, 0, 1, append([]byte("OpusTags"), vorbis(tags)...))
	samples := int(length * opusRate / time.Second)
	packets := (samples + opusPreSkip + opusSamples - 1) / opusSamples
	packet := []byte{31 << 3} // a full frame of 20 ms in mono without any data
	for done, number := 0, 2; done < packets; number++ {
		n := min(oggSegments, packets-done)
		done += n
		flags, granule := byte(0), done*opusSamples
		if done == packets {
			flags, granule = 4, samples+opusPreSkip
		}
		page := make([][]byte, n)
		for i := range page {
			page[i] = packet
		}
		b = oggPage(b, flags, granule, number, page...)
	}
	return b
}

// oggPage appends a page of whole packets.
func oggPage(b []byte, flags byte, granule, number int, packets ...[]byte) []byte {
	page := binary.LittleEndian.AppendUint64([]byte{'O', 'g', 'g', 'S', 0, flags}, uint64(granule))
	page = binary.LittleEndian.AppendUint32(page, 1)
	page = binary.LittleEndian.AppendUint32(page, uint32(number))
	var laces, body []byte
	for _, p := range packets {
		for n := len(p); ; n -= 255 {
			laces = append(laces, byte(min(n, 255)))
			if n < 255 {
				break
			}
		}
		body = append(body, p...)
	}
	page = append(append(append(page, 0, 0, 0, 0, byte(len(laces))), laces...), body...)
	binary.LittleEndian.PutUint32(page[22:], crc(page, 32, 0x04c11db7))
	return append(b, page...)
}
