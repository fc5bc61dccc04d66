package book

// FaultKind sorts faults by what can be done about them.
type FaultKind uint8

// The kinds of fault.
const (
	NotAudio    FaultKind = iota // not what its name says
	Truncated                    // it ends too early
	Unreadable                   // a reader gave up on its content
	TimedOut                     // a reader took too long
	Permission                   // the system refuses access
	Vanished                     // gone between scan and probe
	Irregular                    // a pipe, socket or device
	Protected                    // DRM
	NoReader                     // no program on this machine reads it
	Unavailable                  // the disk or the network did not answer
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
