package player

// Failure is what did not work, in the user's words, and the error behind it,
// which is for the log.
type Failure struct {
	Text, Why string // sentences
	Cause     error
}

func (f *Failure) Error() string {
	if f.Cause == nil {
		return f.Text
	}
	return f.Text + " " + f.Cause.Error()
}

func (f *Failure) Unwrap() error { return f.Cause }
