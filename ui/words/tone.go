package words

// Tone is the meaning of a text's colour; widgets.ToneColor has the colours.
type Tone uint8

const (
	Plain Tone = iota
	Muted
	Accent
	Caution
	Alarm
)
