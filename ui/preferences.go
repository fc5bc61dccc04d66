package ui

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"sync"

	"lectern/library/filesystem"
)

// preferences are values by key. Some tests use the preferences of the toolkit instead
// of a file.
type preferences interface {
	Bool(key string) bool
	BoolWithFallback(key string, fallback bool) bool
	SetBool(key string, value bool)
	Int(key string) int
	SetInt(key string, value int)
	FloatWithFallback(key string, fallback float64) float64
	SetFloat(key string, value float64)
	String(key string) string
	SetString(key string, value string)
	RemoveValue(key string)
}

// preferencesFile keeps preferences in a JSON file. The toolkit's own preferences are
// written in place, collected for 100 ms, and dropped when the toolkit ends, so that
// the file is sometimes outdated or empty (Fyne 2.8.0, app/preferences.go).
// preferencesFile replaces the whole file, on a goroutine of its own, and once more in
// close.
type preferencesFile struct {
	path string
	log  *slog.Logger

	mu      sync.Mutex
	values  map[string]any
	changed chan struct{} // a value has changed; one slot
	closed  chan struct{} // closed by close, which ends the goroutine
	done    chan struct{}
	once    sync.Once  // closes the channel closed
	last    sync.Mutex // held during the last write
}

// openPreferences reads the file at path. A file that is missing or cannot be read
// counts as empty.
func openPreferences(path string, log *slog.Logger) *preferencesFile {
	p := &preferencesFile{
		path: path, log: log, values: map[string]any{},
		changed: make(chan struct{}, 1), closed: make(chan struct{}), done: make(chan struct{}),
	}
	if err := readPreferences(path, p.values); err != nil {
		log.Warn("preferences_not_read", "reason", err.Error())
	}
	go p.run()
	return p
}

// readPreferences adds the values in the file at path, which may be missing.
func readPreferences(path string, values map[string]any) error {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read preferences: %w", err)
	}
	var read map[string]any
	err = json.Unmarshal(text, &read)
	maps.Copy(values, read)
	return err
}

func (p *preferencesFile) run() {
	defer close(p.done)
	for {
		select {
		case <-p.changed:
			p.write()
		case <-p.closed:
			return
		}
	}
}

// close ends the goroutine and writes the values a last time. It may be called on any
// goroutine, any number of times: if the toolkit is slow to end, the program and the
// toolkit both call it.
func (p *preferencesFile) close() {
	p.once.Do(func() { close(p.closed) })
	<-p.done
	p.last.Lock()
	defer p.last.Unlock()
	p.write()
}

func (p *preferencesFile) write() {
	p.mu.Lock()
	values := maps.Clone(p.values)
	p.mu.Unlock()
	if err := save(p.path, values); err != nil {
		p.log.Warn("preferences_not_saved", "reason", err.Error())
	}
}

// save replaces the file at path by values as JSON.
func save(path string, values map[string]any) error {
	text, err := json.Marshal(values)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err == nil {
		err = filesystem.WriteWhole(path, func(w io.Writer) error {
			_, err := w.Write(text)
			return err
		}, nil)
	}
	if err != nil {
		return fmt.Errorf("write preferences: %w", err)
	}
	return nil
}

func (p *preferencesFile) set(key string, value any) {
	p.mu.Lock()
	same := p.values[key] == value
	p.values[key] = value
	p.mu.Unlock()
	if !same {
		p.nudge()
	}
}

func (p *preferencesFile) nudge() {
	select {
	case p.changed <- struct{}{}:
	default:
	}
}

// valueOf is the value of a key if it has type T, else fallback.
func valueOf[T any](p *preferencesFile, key string, fallback T) T {
	p.mu.Lock()
	defer p.mu.Unlock()
	if v, is := p.values[key].(T); is {
		return v
	}
	return fallback
}

func (p *preferencesFile) Bool(key string) bool { return valueOf(p, key, false) }

func (p *preferencesFile) BoolWithFallback(key string, fallback bool) bool {
	return valueOf(p, key, fallback)
}

func (p *preferencesFile) SetBool(key string, value bool) { p.set(key, value) }

func (p *preferencesFile) Int(key string) int { return int(valueOf(p, key, 0.0)) } // JSON numbers are decoded as float64

func (p *preferencesFile) SetInt(key string, value int) { p.set(key, float64(value)) }

func (p *preferencesFile) FloatWithFallback(key string, fallback float64) float64 {
	return valueOf(p, key, fallback)
}

func (p *preferencesFile) SetFloat(key string, value float64) { p.set(key, value) }

func (p *preferencesFile) String(key string) string { return valueOf(p, key, "") }

func (p *preferencesFile) SetString(key string, value string) { p.set(key, value) }

func (p *preferencesFile) RemoveValue(key string) {
	p.mu.Lock()
	delete(p.values, key)
	p.mu.Unlock()
	p.nudge()
}
