// Package watch says which folders of a library root are worth listing again.
//
// What it says is a hint, never the truth: a folder that changed is named at
// least once after the change, and one that did not may be named too. Where
// events can be lost or do not exist, the root is named as a whole. Whoever is
// told lists the folders and finds out what there is.
//
//	the system ─ fsnotify ─► feed (feed.go) ─┐ own queue, no I/O, knows when it lost some
//	timers: poll, hourly, retry ─────────────┤
//	mount table (mounts_linux.go) ───────────┤
//	                                         ▼
//	                      root.run (root.go), one goroutine per root:
//	                      sets watches, lists what is new, looks at files
//	                                         ▼
//	                      aggregate (aggregate.go, settle.go): pure, told the time
//	                                         ▼ when something is due and the receiver is ready
//	                      Watcher.deliver (watch.go), one goroutine ──► deliver(Change)
//
// Every root has an fsnotify watcher of its own: the system then says in which
// root events were lost, a hanging disk holds up no other root, and one folder
// may lie in two roots. Only folders are watched. A new folder gets its watch
// first and is listed then, so that no file falls between; links are not
// followed, as a link's target may be anywhere, but polled.
//
// Nothing ticks: a root in which nothing happens costs a timer per hour.
package watch
