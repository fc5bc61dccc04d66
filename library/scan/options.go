package scan

// Options narrow a walk.
type Options struct {
	// Flat lists dir alone and not the folders below it. The report then covers
	// the files in dir, and what lay below a folder in dir that is no longer
	// there.
	Flat bool
	// Patterns are lines in gitignore syntax, relative to the root: what they
	// match is passed over. See Ignorer.
	Patterns string
	// Others are the library's other roots. What really lies in one of them,
	// by whatever link, mount or path the walk comes to it, is that root's and
	// passed over. See owners.go.
	Others []Other
	// Beside says which names are those of files that lie beside audio files
	// and tell of them. It is called on many goroutines at once, for names that
	// are not those of audio files. Nil is none.
	Beside func(name string) bool
	// Sidecars receives what Beside names, a Beside for each folder that has
	// some, and may keep the slice. It is called on the goroutine of Walk, when
	// emit would be; what lies in the folder itself was emitted before. It may
	// not be nil where Beside is not.
	Sidecars func([]Beside)
	// Stalled is called on the goroutine of Walk: with true when no file
	// operation has come back for 5 s though some are under way, and with false
	// when one has again. It may be nil.
	Stalled func(stalled bool)
}

// Other is another root of the library.
type Other struct {
	Path    string // absolute
	Earlier bool   // it was added before the root of the walk
}
