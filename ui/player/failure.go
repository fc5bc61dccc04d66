package player

// Failure says in words for the user what did not work. Its cause is only for the log.
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
