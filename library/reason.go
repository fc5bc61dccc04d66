package library

import "lectern/library/scan"

// Reason puts an error of the system into the user's words, a clause without a full
// stop; known is false where there are none for it.
func Reason(err error) (words string, known bool) { return scan.Known(err) }
