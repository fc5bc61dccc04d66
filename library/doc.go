// Package library is the controller: it owns what Lectern knows, and nothing else
// changes it.
//
//	folders ──► walk ──[]File──►┌────────────────────┐◄── changed folders ── watch ◄─ fsnotify + polling
//	catalog ── rows ───────────►│ owner: one loop    │──► catalog: one transaction per batch
//	commands of the window ────►│ state: decisions   │──► probe pool ──┐
//	                            │ group: file → Book │◄── []Event ─────┘
//	folders ──► sidecars ──────►│ book.Store         │──► lengths, fingerprints: when nothing else is to be done
//	                            └─────────┬──────────┘
//	                                      │ Snapshot (immutable)
//	                            Query ──► view goroutine (a new query cancels, new data does not)
//	                                      │ View: ordered rows (immutable)
//	  table ◄── binding.DataList ◄── window: 100 ms tick, at most one post outstanding
//
//	  sidebar, series, statistics ◄── Facets, Values, Series, Statistics: made by the view goroutine on demand
//	  details ◄── Cover: book → read by probe → cover.Store, on a goroutine of the caller
//	  files ◄── Export, WriteMetadata: written on the goroutine of the caller
//	  files ──► ReadImport: read on the goroutine of the caller
//	  details ◄── Why: asked of the owner, answered on a goroutine of the library
//
//	  Snapshot ──► lint: compares books when nothing changes ──► owner
//
// Imports form a star. Siblings never import each other, and nothing below cli and ui
// imports Fyne; scripts/star tests all of it:
//
//	main → cli → ui → library → state → {scan, probe, sidecar, group, catalog, watch, view, export, cover, lint, player, spill, transfer} → {book, filesystem, installed, text} → message
//	              ui also reads view, book and message, and uses player, filesystem and installed
//
// Where to look:
//
//	library.go status.go        what other packages call, and what they get
//	owner.go                    the loop, and the parts that the owner consists of
//	inbox.go services.go published.go   what reaches the owner, what it works with, and what all may read
//	scans.go walk.go losses.go  one scan, from its start to what became of the files it did not find
//	roots.go relocation.go      folders: added, removed, moved
//	disks.go conditions.go online.go   whether a folder is there: questions to its disk, and known facts
//	stretch.go probing.go lengths.go fingerprints.go rechecks.go   when which part of a file is read
//	sidecars.go pictures.go covers.go           notes and pictures beside the files, and covers
//	watching.go follower.go     reports of the watcher, and the folders that it watches
//	edits.go rename.go removal.go retired.go replacements.go   the user's changes to books
//	trash.go trash_unix.go untrash_unix.go trash_other.go   files that the user throws away, and brings back
//	changes.go history.go undoable.go   the changes of a command, and the commands that can be undone
//	listening.go                how far the user listened to a book, its bookmarks, and how long on which day
//	persist.go saver.go         the catalogue: loaded, and saved
//	rebuild.go views.go ondemand.go compare.go provenance.go chapters.go   what the window reads
//	reason.go notice.go         errors in words for the user, and what the user is told by itself
//	patience.go                 work that is left behind if its disk hangs
//	idle.go tidying.go          work while nothing else goes on: free memory is returned to the system
//	exporting.go metadata.go    what Lectern writes: a file that the user chooses, and files beside the books
//	importing.go gone.go        what other programs know of the books, and what the user knows of files that are gone
//	proposal.go patterns.go vast.go places.go   the computer's folders, and what adding a path comes to
//
// Library has more methods than any other type. The window and the commands call each of
// them, and most only send a message to the owner, in one line. If Library were divided
// into parts, the callers would have to know which part has which method.
//
// Rules:
//
//  1. Only the owner loop changes the state. Whatever crosses a goroutine is immutable
//     or handed over.
//  2. The owner never blocks and does no I/O, except that it writes long texts to the local
//     disk of the cache (spill). Producers block on the owner, a walk once it is some
//     batches ahead: that is the back-pressure. Decisions are methods of package
//     state, which is pure.
//  3. A frame is a function of a View and a Status. The window gets the newest of each
//     without waiting.
//  4. Events are hints; a scan is the truth. The rows of the catalogue show first, then
//     a scan reconciles them with the disk.
//  5. Absence is evidence only when the root proves that it is there (online.go), before
//     and after the walk. What cannot be read is unknown, not gone. What is gone may
//     have moved; if much is gone, the user is asked. The files of a drive that is no
//     longer mounted below the root are offline (state/mounts.go). Rows leave the list
//     only by the user's command, and what the user typed is kept even then.
//  6. A file that is being written says so. It counts as complete once it is whole or
//     has settled.
//  7. The catalogue receives every change after the message that made it, and nobody
//     waits for it. What it has acknowledged is not read again.
//  8. Every goroutine that changes something has a context and stands in services.work,
//     which Close waits for. A call that hangs in a disk is left behind (patience.go).
//
// An event of a file never reaches the screen by itself. The pool hands over what has
// gathered, the owner publishes a snapshot after each message, the view goroutine makes
// a View of the newest snapshot at most every viewEvery, less often if views take long
// while rows arrive, and the window draws the newest View on its own ticker. So the
// screen is as far behind at one event a second as at a hundred thousand.
package library
