package keys

// List returns all keys of the window, each with its effect, for the help.
func List() [][2]string {
	return [][2]string{
		{"F1", "search help"},
		{"Ctrl+F", "find"},
		{"In the search box: Up, Down, Tab, Enter", "pick a suggestion"},
		{"Ctrl+O", "add a folder"},
		{"F5, Ctrl+R", "rescan the library"},
		{"Ctrl+1, Ctrl+2, Ctrl+3", "show the books as a table, their covers, or by series"},
		{"Ctrl+4", "show statistics of the books"},
		{"Alt+Left, Alt+Right", "go back, go forward"},
		{"On a name: Ctrl+click, Ctrl+Space", "search for several authors, genres and so on"},
		{"On a name: Shift+click, Shift+Enter", "search for this name only"},
		{"In the sidebar: Alt+Up, Alt+Down", "move a saved view up or down"},
		{"F9, Ctrl+I", "show or hide the details of a book"},
		{"Ctrl++, Ctrl+-, Ctrl+0", "larger, smaller or normal rows and covers"},
		{"F11", "full screen"},
		{"Ctrl+,", "preferences"},
		{"Ctrl+Q, Ctrl+W", "close Lectern"},
		{"Esc", "close a dialog, or clear the search"},
		{"Up, Down, PgUp, PgDn, Home, End", "move through the rows"},
		{"Shift+arrow, Ctrl+click", "select several rows"},
		{"Ctrl+A", "select all rows"},
		{"Ctrl+C", "copy the selected rows as text"},
		{"Ctrl+Shift+E", "export the books to a file"},
		{"F2, Ctrl+E", "edit book details"},
		{"Ctrl+Z, Ctrl+Y", "undo, redo"},
		{"letters", "jump to the next title, or name in the sidebar, with these letters"},
		{"Enter", "open in the player"},
		{"Menu, Shift+F10", "open the menu of the selected books or folder"},
		{"F10, Alt", "open the main menu; Alt+F, Alt+E and so on open one of its menus"},
		{"Delete", "remove the book from the library; its file stays"},
		{"Shift+Delete", "move the book's files to the trash"},
		{"Left, Right", "scroll the table sideways; move along the shelf"},
		{"Ctrl+wheel", "change the size of the covers on the shelf"},
	}
}
