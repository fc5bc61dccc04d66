// Package catalog keeps the library on disk, in two SQLite databases that lie
// side by side.
//
// The catalogue holds what scans and probes found and can find again: files,
// tags, chapters, covers and sidecars. The user database holds what nobody can
// find again: roots with their settings and health, edits, hidden rows, and the
// identity of each row (its ID, path, fingerprint and date added). From the
// identities a lost catalogue is rebuilt, and every row keeps its ID.
// docs/CATALOGUE.md describes the schema and the format.
//
//	owner ── Save ──► mailbox ──► writer goroutine ──► user database, then catalogue
//	  ▲                                                │
//	  └───────────── News: Saved, Notices ◄────────────┘
//
// The owner calls a Catalog, which runs the writer. A Catalog has five parts: site knows
// where the files lie and holds the lock on them; pair opens, reads, writes and rebuilds
// the two databases; mailbox holds the changes given to Save until they are written; memory
// holds what is asked for before they are; report collects the messages for the user and
// the log.
//
// The owner never waits. Save queues a change; a newer version of a queued row
// replaces the older one. When the disk is full or read-only, the program works
// on and a notice tells the user. This package handles whatever happens to the
// databases (damage, an older version, a full disk); Notices has a sentence for
// everything the user must know.
package catalog
