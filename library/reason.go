package library

import (
	"errors"

	"lectern/library/book"
	"lectern/library/cover"
	"lectern/library/scan"
	"lectern/library/sidecar"
	"lectern/library/transfer"
)

// Reason returns words for the user that describe an error: a clause without a full
// stop. known is false if there are no such words.
func Reason(err error) (words string, known bool) {
	for _, ours := range []error{
		scan.ErrSilent, cover.ErrTooManyBytes, cover.ErrTooManyPixels, cover.ErrTooManyScans, cover.ErrFormat, cover.ErrDamaged, cover.ErrNoFile,
		sidecar.ErrForeign, sidecar.ErrMeanwhile, sidecar.ErrTooLarge,
	} {
		if errors.Is(err, ours) {
			return ours.Error(), true
		}
	}
	if words, known = transfer.Reason(err); known {
		return words, true
	}
	_, words, known = book.Reason(err)
	return words, known
}
