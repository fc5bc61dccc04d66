package cover

import (
	"context"
	"errors"
	"image"
	"io/fs"
	"path/filepath"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"

	"lectern/library/book"
)

const (
	// maxReads is how many pictures are read from disks at once. A disk that
	// hangs keeps one for each picture that was wanted of it.
	maxReads = 8

	// maxDecodes is how many pictures are decoded at once: one more than that
	// and a scan beside it suffers.
	maxDecodes = 2

	// largePixels is from where on a picture is decoded while no other such
	// one is: a cover for print takes 50 MB of memory, the largest that is
	// decoded some 600.
	largePixels = 12_000_000

	// smallKept and largeKept are how many pictures stay in memory: 9 MB of
	// the rows' and 10 MB of the details'.
	smallKept, largeKept = 256, 24

	// faultsKept is how many pictures are remembered to be none.
	faultsKept = 4096
)

// Options set a store up.
type Options struct {
	// Folder is where thumbnails are kept, and made when there are some. They
	// can be made again. "" keeps none.
	Folder string
	// Embedded reads the encoded picture in an audio file, of MaxBytes at
	// most. It may block.
	Embedded func(ctx context.Context, path string) ([]byte, error)
	// Kept reads a picture that the user chose, by its name (book.KeptPicture).
	// It may block.
	Kept func(name string) ([]byte, error)
}

// Store answers books with their pictures. Its methods may be called from any
// goroutine.
type Store struct {
	opts    Options
	disk    diskCache
	kept    map[Size]*lru.Cache[source, *image.RGBA]
	faults  *lru.Cache[source, error]
	reads   chan struct{}
	decodes chan struct{}
	large   chan struct{}

	mu      sync.Mutex
	flights map[source]*flight
	work    sync.WaitGroup
	stop    context.CancelFunc
	ctx     context.Context
}

// flight is a picture that is being made, for all who wait for it.
type flight struct {
	cancel context.CancelFunc
	done   chan struct{}
	wanted int // who wait; guarded by the store's mutex
	thumbs thumbs
	err    error
}

// New makes a store. Close it.
func New(opts Options) *Store {
	s := &Store{
		opts:    opts,
		kept:    map[Size]*lru.Cache[source, *image.RGBA]{Small: cache[*image.RGBA](smallKept), Large: cache[*image.RGBA](largeKept)},
		faults:  cache[error](faultsKept),
		reads:   make(chan struct{}, maxReads),
		decodes: make(chan struct{}, maxDecodes),
		large:   make(chan struct{}, 1),
		flights: map[source]*flight{},
	}
	s.disk = diskCache{most: maxOnDisk, taken: -1}
	if opts.Folder != "" {
		s.disk.folder = filepath.Join(opts.Folder, "covers")
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// cache is a cache of that many; only a number below one is an error.
func cache[V any](n int) *lru.Cache[source, V] {
	c, err := lru.New[source, V](n)
	if err != nil {
		panic(err)
	}
	return c
}

// Close ends all work, and waits for what does not hang in a disk. What waits
// for a picture is told that it was cancelled.
func (s *Store) Close() {
	s.mu.Lock()
	s.stop()
	s.mu.Unlock()
	s.work.Wait()
}

// Kept is the picture of a book if it is in memory, and whether anything is
// known: a book without a picture, or with one that is none, is known to have
// nil. It does not block.
func (s *Store) Kept(b *book.Book, size Size) (m *image.RGBA, known bool) {
	from, ok := sourceOf(b)
	if !ok || s.faults.Contains(from) {
		return nil, true
	}
	return s.kept[size].Get(from)
}

// Get is the picture of a book, no larger than the size and of the shape it
// was drawn in. It must not be changed. Get blocks until the picture is there
// or ctx is done; what nobody waits for any longer is not made. The error is
// ErrNone, ctx.Err(), or says why there is no picture to show.
func (s *Store) Get(ctx context.Context, b *book.Book, size Size) (*image.RGBA, error) {
	from, ok := sourceOf(b)
	if !ok {
		return nil, ErrNone
	}
	if err, ok := s.faults.Get(from); ok {
		return nil, err
	}
	if m, ok := s.kept[size].Get(from); ok {
		return m, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := s.join(from)
	if err != nil {
		return nil, err
	}
	select {
	case <-f.done:
		s.leave(from, f)
		return f.thumbs.of(size), f.err
	case <-ctx.Done():
		s.leave(from, f)
		return nil, ctx.Err()
	}
}

// join waits with the others for a picture, or has it made.
func (s *Store) join(from source) (*flight, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ctx.Err(); err != nil {
		return nil, err
	}
	f := s.flights[from]
	if f == nil {
		f = &flight{done: make(chan struct{})}
		var ctx context.Context
		ctx, f.cancel = context.WithCancel(s.ctx)
		s.flights[from] = f
		s.work.Go(func() { s.run(ctx, from, f) })
	}
	f.wanted++
	return f, nil
}

// leave ends the waiting of one; the last one's ends the work.
func (s *Store) leave(from source, f *flight) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.wanted--; f.wanted == 0 {
		f.cancel()
		if s.flights[from] == f {
			delete(s.flights, from)
		}
	}
}

// run makes a picture and tells those who wait.
func (s *Store) run(ctx context.Context, from source, f *flight) {
	f.thumbs, f.err = s.make(ctx, from)
	switch {
	case f.err == nil:
		s.kept[Small].Add(from, f.thumbs.small)
		s.kept[Large].Add(from, f.thumbs.large)
	case lasting(ctx, f.err):
		s.faults.Add(from, f.err)
	}
	s.mu.Lock()
	if s.flights[from] == f {
		delete(s.flights, from)
	}
	s.mu.Unlock()
	close(f.done)
}

// lasting reports whether an error is the picture's own, and not a disk's that
// may answer another time.
func lasting(ctx context.Context, err error) bool {
	var path *fs.PathError
	var fault *book.Fault
	return ctx.Err() == nil && !errors.As(err, &path) && !(errors.As(err, &fault) && fault.Transient())
}

// make reads a picture and scales it.
func (s *Store) make(ctx context.Context, from source) (thumbs, error) {
	encoded, err := s.read(ctx, from)
	if err != nil {
		return thumbs{}, err
	}
	return s.thumbs(ctx, encoded)
}

// Read reads the picture in a file as it is encoded, and makes sure that it can
// be shown. It blocks on the disk until ctx is done. The error says in words what
// is wrong with it.
func (s *Store) Read(ctx context.Context, path string) ([]byte, error) {
	encoded, err := s.read(ctx, source{path: path})
	if err == nil {
		_, err = s.thumbs(ctx, encoded)
	}
	if err != nil {
		return nil, err
	}
	return encoded, nil
}

// thumbs takes a picture from the disk cache or decodes it.
func (s *Store) thumbs(ctx context.Context, encoded []byte) (thumbs, error) {
	if err := take(ctx, s.decodes); err != nil {
		return thumbs{}, err
	}
	name := key(encoded)
	t, ok := s.disk.find(name)
	<-s.decodes
	if ok {
		return t, nil
	}
	f, pixels, err := examine(encoded)
	if err != nil {
		return thumbs{}, err
	}
	if pixels > largePixels {
		if err := take(ctx, s.large); err != nil {
			return thumbs{}, err
		}
		defer func() { <-s.large }()
	}
	if err := take(ctx, s.decodes); err != nil {
		return thumbs{}, err
	}
	defer func() { <-s.decodes }()
	m, err := f.open(encoded)
	if err != nil {
		return thumbs{}, err
	}
	if t, err = scaled(m); err != nil {
		return thumbs{}, err
	}
	s.disk.put(name, t)
	return t, nil
}

// read reads a picture on a goroutine of its own, which is left behind where
// the disk hangs.
func (s *Store) read(ctx context.Context, from source) ([]byte, error) {
	if err := take(ctx, s.reads); err != nil {
		return nil, err
	}
	type answer struct {
		b   []byte
		err error
	}
	got := make(chan answer, 1)
	go func() {
		defer func() { <-s.reads }()
		b, err := from.read(ctx, &s.opts)
		got <- answer{b, err}
	}()
	select {
	case a := <-got:
		return a.b, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// take takes a place, when one is free.
func take(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
