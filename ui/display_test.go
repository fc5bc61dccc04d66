package ui

import (
	"errors"
	"testing"
)

// TestNoDisplay: a missing display is an error; any other panic remains a panic.
func TestNoDisplay(t *testing.T) {
	open := func(said any) (err error) {
		defer noDisplay(&err)
		if said != nil {
			panic(said)
		}
		return nil
	}
	if err := open(nil); err != nil {
		t.Error(err)
	}
	if err := open(errors.New("NotInitialized: The GLFW library is not initialized")); err != ErrNoDisplay {
		t.Error(err)
	}
	fault := errors.New("index out of range")
	defer func() {
		if said := recover(); said != fault {
			t.Errorf("another panic became %v", said)
		}
	}()
	t.Error(open(fault))
}
