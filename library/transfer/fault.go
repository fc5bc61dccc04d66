package transfer

import (
	"errors"

	"lectern/library/message"
)

// fault says in the user's words why a file cannot be imported: a clause without a full stop.
type fault string

func (f fault) Error() string { return string(f) }

// Reason returns words for the user that describe an error of Read, a clause without a full
// stop. known is false if there are no such words.
func Reason(err error) (words string, known bool) {
	f, known := errors.AsType[fault](err)
	return string(f), known
}

var (
	irregular = fault(message.Mark("it is not an ordinary file"))
	empty     = fault(message.Mark("it is empty"))
	strange   = fault(message.Mark("it is neither a backup of Audiobookshelf, nor a table (CSV), nor a file that Lectern exported"))
	tooLarge  = fault(message.Mark("it is too large"))
	damaged   = fault(message.Mark("it is damaged"))
	locked    = fault(message.Mark("it is protected by a password"))
	noBackup  = fault(message.Mark("it has no database of Audiobookshelf, or one of a version before 2.3"))
	noTitles  = fault(message.Mark("its first line does not name a column with titles"))
	noStates  = fault(message.Mark("it has neither ratings nor notes, and says of no book whether you finished it"))
	future    = fault(message.Mark("a newer version of Lectern wrote it"))
)
