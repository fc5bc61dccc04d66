package keys

import "lectern/ui/i18n"

// List returns all keys of the window, each with its effect, for the help.
func List() [][2]string {
	return [][2]string{
		{"F1", i18n.Text("search help")},
		{i18n.Text("Ctrl+F"), i18n.Text("find")},
		{i18n.Text("In the search box: Up, Down, Tab, Enter"), i18n.Text("pick a suggestion")},
		{i18n.Text("Ctrl+O"), i18n.Text("add a folder")},
		{i18n.Text("F5, Ctrl+R"), i18n.Text("rescan the library")},
		{i18n.Text("Ctrl+1, Ctrl+2, Ctrl+3"), i18n.Text("show the books as a table, their covers, or by series")},
		{i18n.Text("Ctrl+4"), i18n.Text("show statistics of the books")},
		{i18n.Text("Alt+Left, Alt+Right"), i18n.Text("go back, go forward")},
		{i18n.Text("On a name: Ctrl+click, Ctrl+Space"), i18n.Text("search for several authors, genres and so on")},
		{i18n.Text("On a name: Shift+click, Shift+Enter"), i18n.Text("search for this name only")},
		{i18n.Text("In the sidebar: Alt+Up, Alt+Down"), i18n.Text("move a saved view up or down")},
		{i18n.Text("F9, Ctrl+I"), i18n.Text("show or hide the details of a book")},
		{i18n.Text("Ctrl++, Ctrl+-, Ctrl+0"), i18n.Text("larger, smaller or normal rows and covers")},
		{"F11", i18n.Text("full screen")},
		{i18n.Text("Ctrl+,"), i18n.Text("preferences")},
		{i18n.Text("Ctrl+Q, Ctrl+W"), i18n.Text("close Lectern")},
		{i18n.Text("Esc"), i18n.Text("close a dialog, or clear the search")},
		{i18n.Text("Up, Down, PgUp, PgDn, Home, End"), i18n.Text("move through the rows")},
		{i18n.Text("Shift+arrow, Ctrl+click"), i18n.Text("select several rows")},
		{i18n.Text("Ctrl+A"), i18n.Text("select all rows")},
		{i18n.Text("Ctrl+C"), i18n.Text("copy the selected rows as text")},
		{i18n.Text("Ctrl+Shift+E"), i18n.Text("export the books to a file")},
		{i18n.Text("F2, Ctrl+E"), i18n.Text("edit book details")},
		{i18n.Text("Ctrl+Z, Ctrl+Y"), i18n.Text("undo, redo")},
		{i18n.Text("letters"), i18n.Text("jump to the next title, or name in the sidebar, with these letters")},
		{i18n.Text("Enter"), i18n.Text("play the book")},
		{i18n.Text("Space, Ctrl+P"), i18n.Text("pause the book that plays, or go on")},
		{i18n.Text("Ctrl+Left, Ctrl+Right"), i18n.Text("go back or forward, 30 seconds unless you choose otherwise")},
		{i18n.Text("Ctrl+Shift+Left, Ctrl+Shift+Right"), i18n.Text("go to the previous or next chapter")},
		{i18n.Text("Ctrl+Shift+Down, Ctrl+Shift+Up"), i18n.Text("play slower or faster; also [ and ], Ctrl+[ and Ctrl+]")},
		{i18n.Text("Ctrl+B, Ctrl+Shift+B"), i18n.Text("add a bookmark, show the bookmarks")},
		{i18n.Text("Ctrl+Up, Ctrl+Down"), i18n.Text("play louder or quieter")},
		{i18n.Text("Menu, Shift+F10"), i18n.Text("open the menu of the selected books or folder")},
		{i18n.Text("F10, Alt"), i18n.Text("open the main menu; Alt+F, Alt+E and so on open one of its menus")},
		{i18n.Text("Delete"), i18n.Text("remove the book from the library; its file stays")},
		{i18n.Text("Shift+Delete"), i18n.Text("move the book’s files to the trash")},
		{i18n.Text("Left, Right"), i18n.Text("scroll the table sideways; move along the shelf")},
		{i18n.Text("Ctrl+wheel"), i18n.Text("change the size of the covers on the shelf")},
	}
}
