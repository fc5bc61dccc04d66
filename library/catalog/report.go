package catalog

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"lectern/library/message"
)

// answerPatience is how long a write may take before the user is told that the disk does
// not answer. A sleeping disk needs seconds.
const answerPatience = 5 * time.Second

// silence is the trouble of a disk that does not answer.
var silence = message.Mark("the disk with the catalogue does not answer")

// errSilent is the fault of a write that the disk has not answered.
var errSilent = fmt.Errorf("a write has had no answer for %v", answerPatience)

// report collects the messages of a catalogue for the user and the log. It is safe on any
// goroutine.
type report struct {
	news chan struct{} // see Catalog.News

	mu      sync.Mutex
	told    []message.Message
	trouble string  // why the last write failed, "" if it succeeded
	silent  bool    // a write has run for longer than answerPatience
	writes  uint64  // writes that have finished
	faults  []error // faults that takeFaults has not returned yet
	renewed bool    // see Catalog.Renewed
}

func newReport() *report { return &report{news: make(chan struct{}, 1)} }

// tell adds a notice. cause is for the log; nil means that nothing went wrong.
func (r *report) tell(cause error, notice message.Message) {
	r.mu.Lock()
	r.told = append(r.told, notice)
	if cause != nil {
		r.faults = append(r.faults, cause)
	}
	r.mu.Unlock()
	nudge(r.news)
}

// notices returns what to tell the user. unsaved is true if changes of the user are not
// on disk, and writing is true if this session writes at all.
func (r *report) notices(unsaved, writing bool) []message.Message {
	r.mu.Lock()
	defer r.mu.Unlock()
	notices := slices.Clone(r.told)
	switch {
	case r.silent && unsaved:
		notices = append(notices, message.New("Your changes are not saved yet: the disk with the catalogue does not answer. Lectern saves them as soon as it does."))
	case r.silent:
		notices = append(notices, message.New("The library is not saved yet: the disk with the catalogue does not answer. Lectern saves it as soon as it does."))
	case r.trouble != "" && writing:
		notices = append(notices, message.New("The library can’t be saved right now ({{.Reason}}). Lectern will keep trying.",
			"Reason", message.New(r.trouble)))
	}
	return notices
}

// why returns the reason why changes cannot be written now, as a clause for the user; ""
// if nothing is known to be wrong.
func (r *report) why() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.silent {
		return silence
	}
	return r.trouble
}

// takeFaults returns the errors since its last call.
func (r *report) takeFaults() []error {
	r.mu.Lock()
	defer r.mu.Unlock()
	faults := r.faults
	r.faults = nil
	return faults
}

// giveUp records that nothing will ever be written.
func (r *report) giveUp(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trouble = reason(err)
}

// wrote records how a write ended; nil is success.
func (r *report) wrote(err error) {
	trouble := ""
	if err != nil {
		trouble = reason(err)
	}
	r.mu.Lock()
	changed := r.trouble != trouble || r.silent
	if r.trouble != trouble && err != nil {
		r.faults = append(r.faults, err)
	}
	r.trouble, r.silent = trouble, false
	r.writes++
	r.mu.Unlock()
	if changed {
		nudge(r.news)
	}
}

// watchAnswer sets silent if the write that begins now takes longer than answerPatience.
// stop ends the watch.
func (r *report) watchAnswer() (stop func() bool) {
	r.mu.Lock()
	write := r.writes
	r.mu.Unlock()
	return time.AfterFunc(answerPatience, func() {
		r.mu.Lock()
		if r.writes == write {
			r.silent = true
			r.faults = append(r.faults, errSilent)
		}
		r.mu.Unlock()
		nudge(r.news)
	}).Stop
}

// renew records that the databases were reopened.
func (r *report) renew() {
	r.mu.Lock()
	r.renewed = true
	r.mu.Unlock()
	nudge(r.news)
}

// takeRenewed reports, once, whether the databases were reopened.
func (r *report) takeRenewed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	renewed := r.renewed
	r.renewed = false
	return renewed
}
