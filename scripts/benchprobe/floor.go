package main

import (
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
)

// floorLen is how many bytes are read at each end of a file.
const floorLen = 64 << 10

// floor is a lower bound for any reader: it opens every file of a list, reads both
// ends, and closes it.
func floor(list string, workers int) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	paths := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	buffers := sync.Pool{New: func() any { b := make([]byte, floorLen); return &b }}
	return parallel(len(paths), workers, func(i int) error {
		b := buffers.Get().(*[]byte)
		defer buffers.Put(b)
		return readEnds(paths[i], *b)
	})
}

func readEnds(path string, b []byte) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.ReadAt(b, 0); err == io.EOF { // the file is shorter than b
		return nil
	} else if err != nil {
		return err
	}
	st, err := file.Stat()
	if err != nil {
		return err
	}
	_, err = file.ReadAt(b, max(0, st.Size()-floorLen))
	return err
}

// parallel calls do with 0 to n-1 on the given number of goroutines, and returns one of
// the errors.
func parallel(n, workers int, do func(i int) error) error {
	var next atomic.Int64
	errs := make(chan error, workers)
	for range workers {
		go func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					errs <- nil
					return
				}
				if err := do(i); err != nil {
					errs <- err
					return
				}
			}
		}()
	}
	var first error
	for range workers {
		if err := <-errs; err != nil {
			first = err
		}
	}
	return first
}
