//go:build !windows

package opener

import (
	"errors"
	"os/exec"
)

// openDocument is only for Windows: other systems have programs that open a document.
func openDocument(string) error { return errors.ErrUnsupported }

// sayVerbatim is only for Windows: elsewhere, arguments are passed one by one.
func sayVerbatim(*exec.Cmd, string) {}
