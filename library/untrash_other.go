//go:build !unix || darwin

package library

import "errors"

// binReturns says that what was moved to the system's bin can be brought back.
const binReturns = false

// unbin is for systems whose bin has no way back for programs.
func unbin(string) error { return errors.ErrUnsupported }
