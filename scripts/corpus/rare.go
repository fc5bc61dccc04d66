package corpus

import (
	"encoding/binary"
	"time"
)

// No free program writes Monkey's Audio, TAK or DSF, so these files have a true head, and any
// bytes for the sound, which no reader of tags decodes.

const rareRate = 44100 // samples in a second; one channel of 16 bits

// MonkeysAudio returns a file of Monkey's Audio 3.99 with one frame.
func MonkeysAudio(sound []byte, length time.Duration) []byte {
	le := binary.LittleEndian
	samples := uint32(length.Seconds() * rareRate)
	const descriptor, header, seekTable = 52, 24, 4
	b := []byte("MAC ")
	b = le.AppendUint32(b, 3990)
	for _, n := range []int{descriptor, header, seekTable, 0, len(sound), 0, 0} {
		b = le.AppendUint32(b, uint32(n))
	}
	b = append(b, make([]byte, 16)...) // MD5
	b = le.AppendUint16(le.AppendUint16(b, 2000), 0)
	for _, n := range []uint32{samples, samples, 1} { // in a frame, in the last one; frames
		b = le.AppendUint32(b, n)
	}
	b = le.AppendUint32(le.AppendUint16(le.AppendUint16(b, 16), 1), rareRate)
	b = le.AppendUint32(b, descriptor+header+seekTable)
	return append(b, sound...)
}

// TAK returns a TAK file.
func TAK(sound []byte, length time.Duration) []byte {
	var info []byte
	at := 0
	bits := func(v uint64, n int) { // the lowest first
		for i := range n {
			if at%8 == 0 {
				info = append(info, 0)
			}
			info[at/8] |= byte(v>>i&1) << (at % 8)
			at++
		}
	}
	bits(2, 6) // the codec
	bits(0, 4)
	bits(4, 4) // the length of a frame
	bits(uint64(length.Seconds()*rareRate), 35)
	bits(0, 3) // of integers
	bits(rareRate-6000, 18)
	bits(16-8, 5)
	bits(0, 4) // channels, one fewer
	bits(0, 1)
	sum := uint32(0xb704ce) // CRC-24 of OpenPGP
	for _, c := range info {
		sum ^= uint32(c) << 16
		for range 8 {
			if sum <<= 1; sum&(1<<24) != 0 {
				sum ^= 0x1864cfb
			}
		}
	}
	info = append(info, byte(sum), byte(sum>>8), byte(sum>>16))
	b := append([]byte("tBaK\x01"), byte(len(info)), 0, 0)
	b = append(append(b, info...), 0, 0, 0, 0) // the end of the head
	return append(b, sound...)
}

// DSF returns a DSF file of one channel, with as many bits in a second as make the length.
func DSF(sound []byte, length time.Duration) []byte {
	le := binary.LittleEndian
	const head, format, data, block = 28, 52, 12, 4096
	sound = append(sound[:len(sound):len(sound)], make([]byte, -len(sound)&(block-1))...)
	b := le.AppendUint64([]byte("DSD "), head)
	b = le.AppendUint64(le.AppendUint64(b, uint64(head+format+data+len(sound))), 0) // no tags
	b = le.AppendUint64(append(b, "fmt "...), format)
	samples := uint64(len(sound)) * 8
	for _, n := range []uint32{1, 0, 1, 1, uint32(float64(samples) / length.Seconds()), 1} { // version, DSD raw, mono, one channel, rate, bits
		b = le.AppendUint32(b, n)
	}
	b = le.AppendUint64(b, samples)
	b = le.AppendUint32(le.AppendUint32(b, block), 0)
	b = le.AppendUint64(append(b, "data"...), uint64(data+len(sound)))
	return append(b, sound...)
}
