package book

// FaultKind classifies faults by what the user can do about them.
type FaultKind uint8

// The kinds of fault. On disk: never reorder, a new one takes the next number.
const (
	NotAudio    FaultKind = 0 // no audio, although its name says so
	Truncated   FaultKind = 1 // it ends too early
	Unreadable  FaultKind = 2 // a reader gave up on its content
	TimedOut    FaultKind = 3 // a reader took too long
	Permission  FaultKind = 4 // the system refuses access
	Vanished    FaultKind = 5 // gone between scan and probe
	Irregular   FaultKind = 6 // a pipe, socket or device
	Protected   FaultKind = 7 // DRM
	NoReader    FaultKind = 8 // no program on this machine reads it
	Unavailable FaultKind = 9 // the disk or the network did not answer
)

// Fault is the reason why a file could not be read, in words for the user. It is an
// error, and also part of the row of the file.
type Fault struct {
	Kind   FaultKind
	Reason string // "not an audio file", "timed out after 20 s", …
}

// Error returns the reason.
func (f *Fault) Error() string { return f.Reason }

// Transient reports whether another attempt may succeed although the file has not
// changed.
func (f *Fault) Transient() bool {
	switch f.Kind {
	case TimedOut, Unavailable, NoReader, Vanished, Permission:
		return true
	default:
		return false
	}
}
