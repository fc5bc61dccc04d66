//go:build unix

package spill

import (
	"os"
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"

	"lectern/library/filesystem"
)

const (
	// capacity is how many bytes a File holds. What is mapped takes no memory until it is
	// read.
	capacity = 1 << 30

	// releaseEvery is after how many new bytes memory is given back, so that a library that
	// is being loaded does not hold all of its texts.
	releaseEvery = 8 << 20
)

// File keeps texts. Any goroutine may use it. A nil File keeps them in memory. If the disk
// cannot read back what it took, and the system has it no more, the program ends.
type File struct {
	mu       sync.Mutex
	file     *os.File // nil once it is full, cannot be written or is closed
	mapped   []byte
	used     int // bytes written
	released int // used when memory was last given back
}

// New returns an empty File in a folder, which is created if it is missing. The error says
// that texts must stay in memory: the folder cannot be written, or it is not on a local
// disk, which may go away and take the texts with it.
func New(folder string) (*File, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if kind, err := filesystem.Of(folder); err != nil {
		return nil, err
	} else if kind.Remote {
		return nil, errNotLocal
	}
	file, err := os.CreateTemp(folder, "texts-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(file.Name()); err != nil { // only the name: the file stays until the program ends
		file.Close()
		return nil, err
	}
	mapped, err := unix.Mmap(int(file.Fd()), 0, capacity, unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		file.Close()
		return nil, err
	}
	return &File{file: file, mapped: mapped}, nil
}

// Keep returns a copy of a text. If the disk does not take it, the copy lies in memory, as
// do those of all later texts. It is written, not stored through the mapping, because a full
// disk fails the one and ends the program with the other.
func (f *File) Keep(text []byte) string {
	if f == nil || len(text) == 0 {
		return string(text)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.file == nil {
		return string(text)
	}
	if f.used+len(text) > capacity {
		f.end()
		return string(text)
	}
	if _, err := f.file.WriteAt(text, int64(f.used)); err != nil {
		f.end()
		return string(text)
	}
	kept := unsafe.String(&f.mapped[f.used], len(text))
	f.used += len(text)
	if f.used-f.released >= releaseEvery {
		f.release()
	}
	return kept
}

// Release gives back the memory that the texts read so far take.
func (f *File) Release() {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.release()
}

// release is Release with mu held.
func (f *File) release() {
	f.released = f.used
	_ = unix.Madvise(f.mapped[:f.used], unix.MADV_DONTNEED) // only memory is at stake
}

// Close ends the writing. The texts stay valid as long as the program runs: whoever has one
// may read it later than the library is closed.
func (f *File) Close() {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.end()
}

// end closes the file; its mapping stays. mu is held.
func (f *File) end() {
	if f.file != nil {
		f.file.Close()
		f.file = nil
	}
}
