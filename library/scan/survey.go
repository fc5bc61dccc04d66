package scan

import (
	"context"
	"sync"

	"lectern/library/filesystem"
)

// survey is where folders lie, for all that ask at the same time: of a thousand roots that are
// added together, the walk of each asks where the others are.
type survey struct {
	mounts filesystem.Mounts // as they were when the survey began
	turn   chan struct{}     // semaphore: one element for each folder that is being looked at
	mu     sync.Mutex
	looks  map[string]*look // by path
}

// look is a folder that a survey looks at. at and err are set once done is closed.
type look struct {
	done chan struct{}
	at   location
	err  error // as of withTimeout
}

// looksAtOnce is how many folders a survey looks at at the same time.
const looksAtOnce = 64

// surveys holds the current survey, nil if nobody asks.
var surveys struct {
	sync.Mutex
	now   *survey
	users int
}

// joinSurvey returns the current survey, or begins one. The caller must call leave when it
// asks no more.
func joinSurvey() (s *survey, leave func()) {
	surveys.Lock()
	defer surveys.Unlock()
	if surveys.users++; surveys.now == nil {
		surveys.now = &survey{mounts: filesystem.ReadMounts(), turn: make(chan struct{}, looksAtOnce), looks: map[string]*look{}}
	}
	return surveys.now, func() {
		surveys.Lock()
		defer surveys.Unlock()
		if surveys.users--; surveys.users == 0 {
			surveys.now = nil
		}
	}
}

// begin looks at folders, all at the same time, unless somebody did already.
func (s *survey) begin(paths []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, path := range paths {
		if s.looks[path] != nil {
			continue
		}
		l := &look{done: make(chan struct{})}
		s.looks[path] = l
		go func() {
			defer close(l.done)
			s.turn <- struct{}{}
			l.at, l.err = withTimeout(context.Background(), path, func() (location, error) { return locate(path, s.mounts) })
			<-s.turn
		}()
	}
}

// of returns where a folder lies that the survey looks at. It blocks on its disk.
func (s *survey) of(ctx context.Context, path string) (location, error) {
	s.mu.Lock()
	l := s.looks[path]
	s.mu.Unlock()
	select {
	case <-l.done:
		return l.at, l.err
	case <-ctx.Done():
		return location{}, ctx.Err()
	}
}
