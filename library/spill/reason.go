package spill

import "errors"

// errNotLocal is for the log.
var errNotLocal = errors.New("not a local disk")
