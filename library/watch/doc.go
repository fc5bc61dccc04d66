// Package watch says which folders of a library root should be listed again.
//
// Its changes are hints, never the truth: a folder that changed is named at
// least once after the change, and a folder that did not change may be named
// too. If events were lost or the file system sends none, the whole root is
// named. The receiver lists the folders and finds out what is there.
//
//	the system ─ fsnotify ─► feed (feed.go) ─┐ own queue, no I/O, knows when events were lost
//	timers: poll, hourly, retry ─────────────┤
//	mount table (system_linux.go) ───────────┤
//	                                         ▼
//	                      root.run (root.go), one goroutine per root:
//	                      sets watches, lists new folders, checks files
//	                                         ▼
//	                      aggregate (aggregate.go, settle.go): pure, is given the time
//	                                         ▼ when something is due and the receiver is ready
//	                      Watcher.deliver (watch.go), one goroutine ──► deliver(Change)
//
// Every root has its own fsnotify watcher. So the system says in which root
// events were lost, a hung disk delays no other root, and a folder may lie in
// two roots. Only folders are watched. A new folder is watched first and listed
// second, so that no file is missed. Links are polled rather than followed,
// because their targets may be anywhere.
//
// There is no ticker: a root in which nothing happens costs one timer per hour.
package watch
