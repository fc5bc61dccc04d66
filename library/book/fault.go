package book

// FaultKind sorts faults by what can be done about them.
type FaultKind uint8

// The kinds of fault. On disk: never reorder, a new one takes the next number.
const (
	NotAudio    FaultKind = 0 // not what its name says
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

// Fault says in the listener's words why a file could not be read. It is an
// error and a value: one bad file is a row with its fault.
type Fault struct {
	Kind   FaultKind
	Reason string // "not an audio file", "timed out after 20 s", …
}

// Error returns the reason.
func (f *Fault) Error() string { return f.Reason }

// Transient reports whether trying again later may help although the file
// itself has not changed.
func (f *Fault) Transient() bool {
	switch f.Kind {
	case TimedOut, Unavailable, NoReader, Vanished, Permission:
		return true
	default:
		return false
	}
}
