// Package ui is the window. It wires the packages below it to the library and to each
// other, and each of its own types has one concern: menus, dialogs, messages, which
// books are shown, what the user does to them.
//
// Imports: packages on one level never import each other; only details imports books:
//
//	words            status, numbers, times, paths; no toolkit
//	keys             shortcuts
//	widgets          text, covers, lists, theme; knows no book      ◄─ words, keys
//	books            table, grid and series, with one selection     ◄─ words, keys, widgets
//	  └─ details     the pane about the selected book               ◄─ words, widgets, books
//	edit             the form for a book's fields                   ◄─ words, keys, widgets
//	search           the search box and its completions             ◄─ words, keys, widgets
//	sidebar          roots, folders, facets                         ◄─ words, keys, widgets
//	statistics       sums of the books, each bar a search           ◄─ words, keys, widgets
//	notices          the bars below the books                       ◄─ words, widgets
//	playbar          the book that plays                            ◄─ words, widgets
//	mpris            the player on the session bus
//	opener           the programs of the system                     ◄─ words
//	ui               the window                                     ◄─ all of these
//
// scripts/star tests this order. What one package tells another goes through the
// window, by functions that the window sets (OnX).
//
// All of it runs on the UI goroutine, except for the refresher (refresh.go), which is
// the only ticker, and for tasks (tasks.go), which run whatever may block and bring
// the answer back by post. No widget touches the disk.
//
//	library ──Updated──► refresher ──Publish──► books.Rows (binding.DataList)
//	                     100 ms tick             │ one notification at most
//	                                             ├─► books.Selection  finds the selected books again
//	                                             ├─► books.Table      draws the cells in sight
//	                                             ├─► books.Grid       draws the covers in sight
//	                                             └─► Window.newFrame  status, sidebar, series, details,
//	                                                                  notices, menus
package ui
