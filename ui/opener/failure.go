package opener

import "lectern/library/message"

// Failure says in words for the user what did not work. Its cause is only for the log.
type Failure struct {
	Text, Why message.Message // sentences
	Cause     error
}

func (f *Failure) Error() string {
	if f.Cause == nil {
		return f.Text.String()
	}
	return f.Text.String() + " " + f.Cause.Error()
}

func (f *Failure) Unwrap() error { return f.Cause }
