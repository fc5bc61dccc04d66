//go:build unix

package cli

import (
	"errors"
	"fmt"
	"syscall"
	"time"
)

// endPatience is how long a process that is asked to end may take, until it is
// made to.
const endPatience = 10 * time.Second

// end ends another process: it is asked to, and made to where it does not.
func end(pid int) error {
	for _, ask := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		if err := syscall.Kill(pid, ask); errors.Is(err, syscall.ESRCH) {
			return nil
		} else if err != nil {
			return fmt.Errorf("end process %d: %w", pid, err)
		}
		for late := time.Now().Add(endPatience); time.Now().Before(late); time.Sleep(retryEvery) {
			if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
				return nil
			}
		}
	}
	return fmt.Errorf("process %d does not end", pid)
}
