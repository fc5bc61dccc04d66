package transfer

import "lectern/library/message"

// The reasons why a file cannot be imported. Each is a message.Reason.
var (
	irregular = message.NewReason("it is not an ordinary file")
	empty     = message.NewReason("it is empty")
	strange   = message.NewReason("it is neither a backup of Audiobookshelf, nor a table (CSV), nor a file that Lectern exported")
	tooLarge  = message.NewReason("it is too large")
	damaged   = message.NewReason("it is damaged")
	locked    = message.NewReason("it is protected by a password")
	noBackup  = message.NewReason("it has no database of Audiobookshelf, or one of a version before 2.3")
	noTitles  = message.NewReason("its first line does not name a column with titles")
	noStates  = message.NewReason("it has neither ratings nor notes, and says of no book whether you finished it")
	future    = message.NewReason("a newer version of Lectern wrote it")
)
