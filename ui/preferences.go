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
	"strconv"
	"sync"

	"lectern/library/filesystem"
	"lectern/ui/i18n"
	"lectern/ui/notices"
	"lectern/ui/words"
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
// close. Several processes may have the file open: each writes only the values that changed
// in it, and of a list of named things only those that changed.
type preferencesFile struct {
	path   string
	log    *slog.Logger
	aside  string // where a file that made no sense is now; "" for none
	unread bool   // the file could not be read, so it is not written
	onJoin func() // called on another goroutine when a named list has what other processes named; set before the first change

	mu      sync.Mutex
	values  map[string]any
	filed   map[string]any  // what the named lists were in the file when values took them from there
	unsaved map[string]bool // the keys of values that changed, and are not in the file yet
	changed chan struct{}   // a value has changed; one slot
	closed  chan struct{}   // closed by close, which ends the goroutine
	done    chan struct{}
	once    sync.Once  // closes the channel closed
	last    sync.Mutex // held during the last write
}

// openPreferences reads the file at path. A file that is missing counts as empty. One that
// makes no sense is set aside. One that cannot be read is not written: it may have what the
// user chose.
func openPreferences(path string, log *slog.Logger) *preferencesFile {
	p := &preferencesFile{
		path: path, log: log, onJoin: func() {}, unsaved: map[string]bool{},
		changed: make(chan struct{}, 1), closed: make(chan struct{}), done: make(chan struct{}),
	}
	var err error
	if p.values, err = readPreferences(path); err != nil {
		log.Warn("preferences_not_read", "reason", err.Error())
		if errors.Is(err, errDamaged) {
			p.aside, err = setAside(path)
		}
		if p.unread = err != nil; p.unread {
			log.Warn("preferences_not_written", "reason", err.Error())
		}
	}
	p.filed = maps.Clone(p.values)
	go p.run()
	return p
}

// errDamaged means that the file of the preferences makes no sense.
var errDamaged = errors.New("damaged preferences")

// readPreferences returns the values in the file at path, which may be missing.
func readPreferences(path string) (map[string]any, error) {
	text, err := os.ReadFile(path)
	values := map[string]any{}
	switch {
	case errors.Is(err, os.ErrNotExist):
		return values, nil
	case err != nil:
		return values, fmt.Errorf("read preferences: %w", err)
	}
	var read map[string]any
	if err = json.Unmarshal(text, &read); err != nil {
		return values, fmt.Errorf("%w: %w", errDamaged, err)
	}
	maps.Copy(values, read)
	return values, nil
}

// setAside renames a file to a name that no file has yet, which it returns.
func setAside(path string) (aside string, err error) {
	for n := 1; ; n++ {
		aside = path + ".damaged"
		if n > 1 {
			aside += "-" + strconv.Itoa(n)
		}
		if _, err := os.Lstat(aside); err != nil {
			if err = os.Rename(path, aside); errors.Is(err, os.ErrNotExist) {
				return "", nil // another process was faster
			}
			return aside, err
		}
	}
}

// notice tells the user if the file could not be read; its text is "" if all is well.
func (p *preferencesFile) notice() notices.Notice {
	n := notices.Notice{Key: notices.PreferencesKey}
	switch {
	case p.unread:
		n.Text = i18n.Text("The file with your settings and saved views can’t be read.")
		n.Why = i18n.Text("What you change in them lasts until you close Lectern.")
	case p.aside != "":
		n.Text = i18n.Text("The file with your settings and saved views was damaged.")
		n.Why = i18n.Text("It was set aside as {{.File}}.", "File", words.Path(p.aside))
	}
	return n
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
	unsaved, values, filed := p.unsaved, maps.Clone(p.values), maps.Clone(p.filed)
	if len(unsaved) == 0 || p.unread {
		p.mu.Unlock()
		return
	}
	p.unsaved = map[string]bool{}
	p.mu.Unlock()
	now, err := save(p.path, filed, values, unsaved)
	if p.took(unsaved, values, now, err) {
		p.onJoin()
	}
}

// took takes the outcome of save, and reports whether a named list has other things in it now.
func (p *preferencesFile) took(unsaved map[string]bool, values, now map[string]any, err error) (joined bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.log.Warn("preferences_not_saved", "reason", err.Error())
		maps.Copy(p.unsaved, unsaved)
		return false
	}
	for key := range unsaved {
		switch {
		case !namedLists[key]:
		case p.unsaved[key]: // it has changed again: from what this window wrote
			p.filed[key] = values[key]
		default:
			joined = joined || p.values[key] != now[key]
			p.values[key], p.filed[key] = now[key], now[key]
		}
	}
	return joined
}

// save writes the values of the changed keys into the file at path, which keeps its other
// values. If it has gone or makes no sense any more, it gets all values. filed are the named
// lists on which those in values are based. save returns the values that the file has now.
func save(path string, filed, values map[string]any, changed map[string]bool) (now map[string]any, err error) {
	now, err = readPreferences(path)
	switch {
	case err != nil && !errors.Is(err, errDamaged):
		return nil, err
	case len(now) == 0:
		now = values
	}
	for key := range changed {
		value, is := values[key]
		switch {
		case namedLists[key]:
			now[key] = joinNamed(filed[key], value, now[key])
		case is:
			now[key] = value
		default:
			delete(now, key)
		}
	}
	text, err := json.Marshal(now)
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
		return nil, fmt.Errorf("write preferences: %w", err)
	}
	return now, nil
}

func (p *preferencesFile) set(key string, value any) {
	p.mu.Lock()
	same := p.values[key] == value
	if !same {
		p.values[key], p.unsaved[key] = value, true
	}
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
	_, is := p.values[key]
	if is {
		delete(p.values, key)
		p.unsaved[key] = true
	}
	p.mu.Unlock()
	if is {
		p.nudge()
	}
}
