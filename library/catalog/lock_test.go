package catalog

import (
	"context"
	"errors"
	"testing"
)

// TestOneProcess lets a second process hold the catalogue, end, and be killed.
func TestOneProcess(t *testing.T) {
	path := somewhere(t)
	for _, end := range []func(*child){
		func(c *child) { c.in.Close() },
		func(c *child) { c.Process.Kill() },
	} {
		other := startChild(t, "hold", path)
		if !other.lines.Scan() {
			t.Fatal("the other process did not open it")
		}
		if c, err := Open(context.Background(), path); !errors.Is(err, ErrLocked) {
			t.Fatalf("opened %v with %v while another process has it", c, err)
		}
		end(other)
		other.Wait()
		if err := must(t, path).Close(); err != nil {
			t.Fatal(err)
		}
	}
}
