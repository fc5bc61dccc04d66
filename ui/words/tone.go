package words

// Tone is how a line is coloured.
type Tone uint8

const (
	Plain Tone = iota
	Muted
	Accent
	Caution
	Alarm
)
