// Package scan lists the audio files of a library root, and says which parts
// of it could not be read.
//
// One goroutine, the caller's, owns a walk: the folders still to read, those
// already visited, the report and the batch being filled. A few readers do the
// file operations and hold nothing:
//
//	Walk (walk.go)                          read (read.go) × inFlight
//	  stack of folders  ── jobs ───────────►  open, list, stat what counts
//	  visited, report   ◄── finds ──────────  files, subfolders, problems
//	  batch ──► emit, Sidecars
//
// A file costs one stat and nothing is ever opened but folders. What counts as
// audio stands in formats.go, what is passed over in ignore.go and patterns.go,
// which root has what in owners.go, what lies beside the files in beside.go, and
// what the listener is told of an error in problem.go; folder_*.go and
// place_*.go are the systems.
//
// Any of it may hang with its disk. A walk tells when nothing comes back
// (heartbeat.go) and goes on when something does; whoever looks at a root or a file
// from outside (sight.go) asks for 5 s and no longer (ask.go).
package scan
