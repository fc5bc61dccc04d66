package ui

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"sync"
)

// preferences are values by key. The toolkit's are some, in tests.
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

// preferencesFile keeps preferences in a file of JSON. The toolkit's own writes in
// place, gathers changes for 100 ms and drops them when it ends, so that the file
// is now and then old or empty (Fyne 2.8.0, app/preferences.go). This one is
// written whole, by a goroutine, and a last time by close.
type preferencesFile struct {
	path string
	log  *slog.Logger

	mu      sync.Mutex
	values  map[string]any
	changed chan struct{} // there is something to write; one slot
	closed  chan struct{} // no more is written
	done    chan struct{}
	once    sync.Once  // closes closed
	last    sync.Mutex // while the last of it is written
}

// openPreferences reads the file at path. One that cannot be read counts as empty.
func openPreferences(path string, log *slog.Logger) *preferencesFile {
	p := &preferencesFile{
		path: path, log: log, values: map[string]any{},
		changed: make(chan struct{}, 1), closed: make(chan struct{}), done: make(chan struct{}),
	}
	text, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(text, &p.values)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		log.Warn("preferences_not_read", "reason", err.Error())
	}
	if p.values == nil { // the file holds null
		p.values = map[string]any{}
	}
	go p.run()
	return p
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

// close writes what there is and ends the goroutine. Any goroutine, any number of
// times: the end of a toolkit that comes late overtakes the end without it.
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
	if err := writeWhole(p.path, values); err != nil {
		p.log.Warn("preferences_not_saved", "reason", err.Error())
	}
}

// writeWhole writes values as JSON in the place of the file at path.
func writeWhole(path string, values map[string]any) error {
	text, err := json.Marshal(values)
	if err != nil {
		return fmt.Errorf("write preferences: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("write preferences: %w", err)
	}
	part := path + ".part"
	if err := writeSynced(part, text); err != nil {
		return fmt.Errorf("write preferences: %w", err)
	}
	if err := os.Rename(part, path); err != nil {
		return fmt.Errorf("write preferences: %w", err)
	}
	return nil
}

// writeSynced writes a file and waits for the disk: else a power cut leaves the name
// of the whole file on an empty one.
func writeSynced(path string, text []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
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

// valueOf is the value of a key where there is one of its type.
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

func (p *preferencesFile) Int(key string) int { return int(valueOf(p, key, 0.0)) } // JSON has no other number

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
