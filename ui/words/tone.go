package words

// Tone is the meaning of a text's colour; widgets.ToneColor returns the colour.
type Tone uint8

// The tones.
const (
	Plain   Tone = iota
	Muted        // less important
	Accent       // can be clicked
	Caution      // needs attention, but nothing is wrong
	Alarm        // an error
)
