package scan

// Options narrow a walk.
type Options struct {
	// Flat lists only dir, not the folders below it. The report then covers the
	// files in dir, and everything below folders of dir that no longer exist.
	Flat bool
	// Patterns are lines in gitignore syntax, relative to the root. Matching
	// paths are ignored. See Ignorer.
	Patterns string
	// Others are the other roots of the library. Whatever lies in one of them,
	// by whatever link, mount or path the walk reaches it, belongs to that root
	// and is skipped. See owners.go.
	Others []Other
	// Beside reports whether a file is a sidecar, by its name. It is called on
	// several goroutines at once, for names that are not audio. Nil means no
	// sidecars.
	Beside func(name string) bool
	// Sidecars receives the Beside of each folder that has sidecars, and owns
	// the slice. It is called on Walk's goroutine, after emit got the files of
	// the folder itself. It may not be nil if Beside is set.
	Sidecars func([]Beside)
	// Stalled is called on Walk's goroutine: with true when no running file
	// operation has ended for 5 s, and with false when one has ended again. It
	// may be nil.
	Stalled func(stalled bool)
}

// Other is another root of the library.
type Other struct {
	Path    string // absolute
	Earlier bool   // it was added before the root of the walk
}
