// Package library is the controller: it owns what Lectern knows, and nothing
// else changes it.
//
//	roots ──► scan ──[]File──►┌────────────────────┐◄── changed folders ── watch ◄─ fsnotify + polling
//	                          │ owner: Library.run │──► probe pool ──┐
//	UI commands ─────────────►│ state + book.Store │◄── []Event ─────┘
//	                          │ group: file → Book │──► meter: counts estimated lengths when
//	                          └─────────┬──────────┘    nothing else is to be done
//	                                    │ Snapshot (immutable)
//	                          Query ──► view goroutine (a new query cancels, new data does not)
//	                                    │ View: ordered rows (immutable)
//	  table ◄── binding.DataList ◄── ui refresh: 100 ms tick, at most one post outstanding
//
// Imports form a star; siblings never import each other, and nothing below
// library imports Fyne:
//
//	main → ui → library → {scan, probe, group, watch, view, export} → book
//	       ui may also read view and book; scan and watch also filesystem
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
//  4. Events are hints; a scan is the truth. A row goes missing only after a
//     complete scan of the folder it lay in; what could not be read is unknown,
//     not gone. Rows are never deleted on their own.
//  5. Every goroutine has a context and stands in Library.work, which Close
//     waits for: the owner, the view goroutine, one per running scan. The pool,
//     the meter and the watcher wait for their own.
//
// An event of a file never reaches the screen by itself. The pool hands over
// what has gathered, the owner publishes a snapshot after each message, the
// view goroutine makes a View of the newest snapshot at most every viewEvery,
// and the window draws the newest View on its own ticker, which news bring
// forward. So the screen is as
// far behind at one event a second as at a hundred thousand.
package library
