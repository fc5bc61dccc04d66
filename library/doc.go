// Package library is the controller: it owns what Lectern knows, and nothing
// else changes it.
//
//	roots ──► scan ──[]File──►┌────────────────────┐◄── changed folders ── watch ◄─ fsnotify + polling
//	catalog ── load ─────────►│ owner: Library.run │──► catalog: one transaction per batch
//	UI commands ─────────────►│ state + book.Store │──► probe pool ──┐
//	                          │ group: file → Book │◄── []Event ─────┘
//	scan ──[]Beside──────────►│                    │──► sidecar: what lies beside the files, as Notes
//	                          └─────────┬──────────┘──► meter, marker: count estimated lengths, take
//	                                    │               fingerprints, when nothing else is to be done
//	                                    │ Snapshot (immutable)
//	                          Query ──► view goroutine (a new query cancels, new data does not)
//	                                    │ View: ordered rows (immutable)
//	  table ◄── binding.DataList ◄── ui refresh: 100 ms tick, at most one post outstanding
//
//	  sidebar, series ◄── Facets, Values, Series: made by the view goroutine while somebody looks
//	  details ◄── Cover: book → read by probe → cover.Store, on a goroutine of the asker's
//	  details ◄── Why: asked of the owner, answered on a goroutine of the library's
//
//	  Snapshot ──► lint: what books tell of each other, when things are still ──► owner
//
// Imports form a star; siblings never import each other, and nothing below
// library imports Fyne:
//
//	main → cli → ui → library → {scan, probe, sidecar, group, catalog, watch, view, export, cover, lint} → book
//	              ui may also read view and book; scan and watch also filesystem;
//	              group, lint, scan, sidecar, view and watch also text
//
// Who owns what:
//
//  1. Only the owner loop (run.go) changes state. Whatever crosses a goroutine
//     is immutable or handed over.
//  2. The owner never blocks and does no I/O. Producers block on the owner:
//     that is the back-pressure. Its decisions are in state.go, plain functions
//     without channels or clocks; run.go stays short.
//  3. A frame is a function of a View and a Status. The window never asks for
//     more than the newest of each, and gets them without waiting.
//  4. Events are hints; a scan is the truth. The rows of the catalogue show
//     first, then a scan reconciles them with the disk.
//  5. Absence is evidence only when the root proves that it is there (online.go),
//     before and after the walk. What could not be read is unknown, not gone;
//     what is gone may have moved, and if it is much the user is asked
//     (vanish.go). Rows leave only by the user's command.
//  6. A file that is being written says so, and is not shown as complete until
//     it is whole or has settled (state.go, follow.go).
//  7. The catalogue is told of every change after the message that made it
//     (keep.go), and never waited for. What was acknowledged is not read again.
//  8. Every goroutine has a context and stands in Library.work, which Close
//     waits for: the owner, the view goroutine, the one that compares books
//     (lint.go), one per running scan, one per disk that does not answer. The pools, the watcher and the catalogue wait
//     for their own; what hangs in a disk is left behind.
//
// An event of a file never reaches the screen by itself. The pool hands over
// what has gathered, the owner publishes a snapshot after each message, the
// view goroutine makes a View of the newest snapshot at most every viewEvery,
// and the window draws the newest View on its own ticker, which news bring
// forward. So the screen is as far behind at one event a second as at a hundred
// thousand.
package library
