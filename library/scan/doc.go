// Package scan lists the audio files of a library root, and reports which parts
// of it could not be read.
//
// The caller's goroutine owns a walk: the folders to read, those visited, the
// report and the current batch. A few reader goroutines do the file operations
// and keep no state:
//
//	Walk (walk.go)                          read (read.go) × inFlight
//	  stack of folders  ── jobs ───────────►  open, list, stat the entries that matter
//	  visited, report   ◄── finds ──────────  files, subfolders, problems
//	  batch ──► emit, Sidecars
//
// A file costs one stat. A walk opens folders only, never files. formats.go
// says which files are audio, ignore.go and patterns.go what is ignored,
// owners.go which root a file belongs to, survey.go where the roots lie,
// beside.go which sidecars a folder has, and problem.go how errors are worded.
// folder_*.go hold what depends on the operating system.
//
// Any file operation may hang with its disk. A walk reports when nothing comes
// back (heartbeat.go) and continues when something does. Functions that look at
// a root or a file outside a walk (rootinfo.go) give up after 5 s (timeout.go).
package scan
