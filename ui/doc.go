// Package ui is the window: a table bound to the rows the library publishes, a
// shelf of their covers in its place, a sidebar of folders, a header that tells
// what is going on.
//
// Everything here runs on the UI goroutine but the refresher (refresh.go),
// which is the only one that posts to it. No widget touches the disk: what
// needs it runs on a goroutine of its own and comes back through the
// refresher's post.
//
//	library ──Updated──► refresher ──Publish──► Rows (binding.DataList)
//	                     100 ms tick             │ one notification at most
//	                                             ├─► Table   visible cells of the View
//	                                             ├─► Shelf   visible covers, the table's selection
//	                                             ├─► Header  counts, clock, progress
//	                                             └─► Sidebar folder tree
package ui
