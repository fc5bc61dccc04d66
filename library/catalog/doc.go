// Package catalog keeps the library on disk.
//
// Two SQLite databases lie side by side. The catalogue holds what scans and
// probes found and can be found again: files, tags, chapters, covers, and what
// lies beside the files. The user database holds what nothing can find again:
// roots with their settings and health, edits, hidden rows, and the identity of
// each row (its ID, path, fingerprint, date added), from which a lost catalogue
// is made anew without a row losing its ID. docs/CATALOGUE.md has the schema and
// the format.
//
//	owner ── Save ──► mailbox ──► writer goroutine ──► user database, then catalogue
//	  ▲                                                │
//	  └───────────── News: Saved, Notices ◄────────────┘
//
// The owner never waits: Save hands over, a newer version of a row that still
// waits takes its place, and when the disk is full or read-only the program
// works on and a notice says so. Everything the databases suffer (damage, an
// older version, no room) is dealt with here; what the user must know of
// it is a sentence in Notices.
package catalog
