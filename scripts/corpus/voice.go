package corpus

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// The voice that reads every book: soft syllables of a few harmonics, with pauses, so
// that an encoder's frames vary in size as with speech.
const (
	voiceRate    = 44100
	voiceSeconds = 120 // longer books repeat it
	voiceLevel   = 5000
	voiceVersion = 2 // incremented when the voice changes
)

// voice returns mono 16-bit little-endian samples at voiceRate.
func voice() []byte {
	rng := rand.New(rand.NewPCG(1, 1))
	total := 2 * voiceRate * voiceSeconds
	out := make([]byte, 0, total+10*voiceRate)
	for len(out) < total {
		syllable := int(voiceRate * (0.06 + 0.14*rng.Float64()))
		pause := int(voiceRate * 0.25)
		switch rng.IntN(8) {
		case 0:
			pause = int(voiceRate * (0.5 + rng.Float64()))
		case 1:
			pause = int(voiceRate * (1 + 4*rng.Float64()))
		}
		pitch := 95 + 60*rng.Float64()
		step := 2 * math.Pi * pitch / voiceRate
		bright := 0.2 + 0.5*rng.Float64()
		for i := range syllable {
			t := float64(i) * step
			envelope := math.Sin(math.Pi * float64(i) / float64(syllable))
			s := math.Sin(t) + bright*math.Sin(2*t) + bright*bright*math.Sin(5*t)
			out = binary.LittleEndian.AppendUint16(out, uint16(int16(voiceLevel*envelope*s)))
		}
		out = append(out, make([]byte, 2*pause)...)
	}
	return out[:total]
}
