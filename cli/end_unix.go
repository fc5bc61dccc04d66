//go:build unix

package cli

import (
	"errors"
	"fmt"
	"syscall"
	"time"
)

// endPatience is how long a process may take to end after SIGTERM, before it is killed.
const endPatience = 10 * time.Second

// end ends another process: by SIGTERM, and if it does not end in time, by SIGKILL.
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
