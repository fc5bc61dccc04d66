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
	// maxReads is how many pictures are read from disks at once. A hung disk
	// occupies one read for each picture requested from it.
	maxReads = 8

	// maxDecodes is how many pictures are decoded at once. With one more, a
	// running scan suffers.
	maxDecodes = 2

	// largePixels is the size from which only one picture is decoded at a time:
	// a cover for print takes 50 MB of memory, the largest allowed picture
	// about 600 MB.
	largePixels = 12_000_000

	// smallKept and largeKept are how many pictures of each size stay in
	// memory, of those that were asked for: 9 MB for rows and 10 MB for details.
	smallKept, largeKept = 256, 24

	// faultsKept is how many faulty pictures are remembered.
	faultsKept = 4096
)

// Options configure a Store.
type Options struct {
	// Folder is where thumbnails are cached. It is created when needed, and its
	// content can be made again. "" caches none on disk.
	Folder string
	// Embedded reads the encoded picture of an audio file, at most MaxBytes. It
	// may block.
	Embedded func(ctx context.Context, path string) ([]byte, error)
	// Kept reads a picture that the user chose, by its name (book.KeptPicture).
	// It may block.
	Kept func(name string) ([]byte, error)
}

// Store returns books' pictures. Its methods are safe on any goroutine.
type Store struct {
	opts    Options
	disk    diskCache
	kept    map[Size]*lru.Cache[source, *image.RGBA]
	faults  *lru.Cache[source, error]
	reads   chan struct{}
	decodes chan struct{}
	large   chan struct{}

	mu       sync.Mutex
	requests map[source]*request
	work     sync.WaitGroup
	stop     context.CancelFunc
	ctx      context.Context
}

// request is a picture that is being made for one or more callers.
type request struct {
	cancel context.CancelFunc
	done   chan struct{}
	wanted int // number of waiting callers; guarded by the store's mutex
	thumbs thumbs
	err    error
}

// New makes a Store. The caller must Close it.
func New(opts Options) *Store {
	s := &Store{
		opts:     opts,
		kept:     map[Size]*lru.Cache[source, *image.RGBA]{Small: cache[*image.RGBA](smallKept), Large: cache[*image.RGBA](largeKept)},
		faults:   cache[error](faultsKept),
		reads:    make(chan struct{}, maxReads),
		decodes:  make(chan struct{}, maxDecodes),
		large:    make(chan struct{}, 1),
		requests: map[source]*request{},
	}
	s.disk = diskCache{limit: maxOnDisk, used: -1}
	if opts.Folder != "" {
		s.disk.folder = filepath.Join(opts.Folder, "covers")
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// cache makes a cache of n entries; n must be positive.
func cache[V any](n int) *lru.Cache[source, V] {
	c, err := lru.New[source, V](n)
	if err != nil {
		panic(err)
	}
	return c
}

// Close stops all work and waits for it, except for operations that hang in a disk.
// Callers that wait for a picture get an error.
func (s *Store) Close() {
	s.mu.Lock()
	s.stop()
	s.mu.Unlock()
	s.work.Wait()
}

// Kept returns a book's picture if it is in memory, and whether the answer is
// known: nil and true mean that the book has no picture or only faulty ones. It
// does not block.
func (s *Store) Kept(b *book.Book, size Size) (m *image.RGBA, known bool) {
	known = true
	sources(b, func(from source) bool {
		if s.faults.Contains(from) {
			return true
		}
		m, known = s.kept[size].Get(from)
		return false
	})
	return m, known
}

// Get returns a book's picture, no larger than size, in its original proportions. The
// caller must not change it. If a picture cannot be decoded, Get returns the next one.
// Get blocks until the picture is made or ctx is done; a picture that nobody waits for
// is not made. The error is ErrNone, ctx.Err(), or the reason why there is no picture
// to show.
func (s *Store) Get(ctx context.Context, b *book.Book, size Size) (m *image.RGBA, err error) {
	err = ErrNone
	sources(b, func(from source) bool {
		var fault error
		if m, fault = s.get(ctx, from, size); fault == nil || errors.Is(err, ErrNone) {
			err = fault
		}
		return fault != nil && s.faults.Contains(from)
	})
	return m, err
}

// get returns the picture of a source.
func (s *Store) get(ctx context.Context, from source, size Size) (*image.RGBA, error) {
	if err, ok := s.faults.Get(from); ok {
		return nil, err
	}
	if m, ok := s.kept[size].Get(from); ok {
		return m, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for {
		f, err := s.join(from, size)
		if err != nil {
			return nil, err
		}
		select {
		case <-f.done:
			s.leave(from, f)
		case <-ctx.Done():
			s.leave(from, f)
			return nil, ctx.Err()
		}
		if f.err != nil {
			return nil, f.err
		}
		if m := f.thumbs.of(size); m != nil {
			s.kept[size].Add(from, m)
			return m, nil
		}
		// The cache on disk had the other size, which the first caller wanted.
	}
}

// join joins the request for a picture, or starts one for this size.
func (s *Store) join(from source, size Size) (*request, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ctx.Err(); err != nil {
		return nil, err
	}
	f := s.requests[from]
	if f == nil {
		f = &request{done: make(chan struct{})}
		var ctx context.Context
		ctx, f.cancel = context.WithCancel(s.ctx)
		s.requests[from] = f
		s.work.Go(func() { s.run(ctx, from, size, f) })
	}
	f.wanted++
	return f, nil
}

// leave removes a caller from a request. The last caller cancels it.
func (s *Store) leave(from source, f *request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.wanted--; f.wanted == 0 {
		f.cancel()
		if s.requests[from] == f {
			delete(s.requests, from)
		}
	}
}

// run makes a picture and wakes the callers.
func (s *Store) run(ctx context.Context, from source, size Size, f *request) {
	f.thumbs, f.err = s.make(ctx, from, size)
	if f.err != nil && permanent(ctx, f.err) {
		s.faults.Add(from, f.err)
	}
	s.mu.Lock()
	if s.requests[from] == f {
		delete(s.requests, from)
	}
	s.mu.Unlock()
	close(f.done)
}

// permanent reports whether an error is due to the picture itself, not to a
// disk that may answer another time.
func permanent(ctx context.Context, err error) bool {
	var path *fs.PathError
	var fault *book.Fault
	return ctx.Err() == nil && !errors.As(err, &path) && !(errors.As(err, &fault) && fault.Transient())
}

// make takes the thumbnail of a picture from the disk cache, or reads the picture and scales
// it to both sizes.
func (s *Store) make(ctx context.Context, from source, size Size) (t thumbs, err error) {
	key := from.key()
	if s.disk.has(key, size) {
		if err := take(ctx, s.decodes); err != nil {
			return thumbs{}, err
		}
		t.set(size, s.disk.load(key, size))
		<-s.decodes
		if t.of(size) != nil {
			return t, nil
		}
	}
	encoded, err := s.read(ctx, from)
	if err != nil {
		return thumbs{}, err
	}
	t, err = s.thumbs(ctx, encoded)
	if err == nil {
		s.disk.put(key, t) // no other picture waits for the disk
	}
	return t, err
}

// Read returns the encoded picture in a file, after checking that it can be
// shown. It blocks on the disk until ctx is done. The error says what is wrong
// with it.
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

// File returns the file in which the disk cache has a book's picture, scaled down, for
// other programs. It makes it if it is not there, and blocks on the disk until ctx is done.
// It is "" if the picture is not cached on disk.
func (s *Store) File(ctx context.Context, b *book.Book) (path string, err error) {
	if s.disk.folder == "" {
		return "", nil
	}
	err = ErrNone
	sources(b, func(from source) bool {
		_, fault := s.make(ctx, from, Large)
		if key := from.key(); fault == nil && s.disk.has(key, Large) { // the cache could be written
			path = s.disk.path(key, Large)
		}
		if fault == nil || errors.Is(err, ErrNone) {
			err = fault
		}
		return fault != nil && permanent(ctx, fault)
	})
	return path, err
}

// Whole returns a book's picture at its own size, scaled down only if a side has more
// than most pixels. Otherwise it works like Get, but it stores no picture and decodes the
// picture on each call.
func (s *Store) Whole(ctx context.Context, b *book.Book, most int) (m *image.RGBA, err error) {
	s.mu.Lock()
	if err := s.ctx.Err(); err != nil {
		s.mu.Unlock()
		return nil, err
	}
	s.work.Add(1)
	s.mu.Unlock()
	defer s.work.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.ctx, cancel)()
	err = ErrNone
	sources(b, func(from source) bool {
		var fault error
		if m, fault = s.whole(ctx, from, most); fault == nil || errors.Is(err, ErrNone) {
			err = fault
		}
		return fault != nil && permanent(ctx, fault)
	})
	return m, err
}

// whole decodes the picture of a source.
func (s *Store) whole(ctx context.Context, from source, most int) (whole *image.RGBA, err error) {
	encoded, err := s.read(ctx, from)
	if err != nil {
		return nil, err
	}
	err = s.decode(ctx, encoded, func(m image.Image) (err error) {
		defer recovered(&err)
		whole = fit(m, Size(most))
		return nil
	})
	return whole, err
}

// thumbs decodes and scales a picture.
func (s *Store) thumbs(ctx context.Context, encoded []byte) (t thumbs, err error) {
	err = s.decode(ctx, encoded, func(m image.Image) (err error) {
		t, err = scaled(m)
		return err
	})
	return t, err
}

// decode decodes a picture and calls use with it. Other pictures wait until use returns,
// as the picture may take much memory.
func (s *Store) decode(ctx context.Context, encoded []byte, use func(image.Image) error) error {
	f, pixels, err := examine(encoded)
	if err != nil {
		return err
	}
	if pixels > largePixels {
		if err := take(ctx, s.large); err != nil {
			return err
		}
		defer func() { <-s.large }()
	}
	if err := take(ctx, s.decodes); err != nil {
		return err
	}
	defer func() { <-s.decodes }()
	m, err := f.open(encoded)
	if err != nil {
		return err
	}
	return use(m)
}

// read reads a picture on its own goroutine, which is left behind if the disk
// hangs.
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

// take takes a slot when one is free.
func take(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
