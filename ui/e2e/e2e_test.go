//go:build linux

package e2e

import (
	"image"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"lectern/scripts/corpus"
	"lectern/scripts/desktop"
)

const (
	made   = 48            // files of the corpus
	linked = 12            // files beside it
	small  = made + linked // rows whose probes the test waits for
	many   = 882           // rows that must appear at once
)

// TestLivingTable begins with an empty window, adds the home folder by a double click
// in the sidebar, and sees all rows before any probe has answered.
func TestLivingTable(t *testing.T) {
	require(t)
	home, gate := newHome(t), shut(t)
	rare(t, filepath.Join(home, "Audiobooks"), many)
	s := begin(t, home, gate.dir)

	// The empty window says what to do, with a button.
	empty := s.see("empty", func(p *desktop.Picture) bool {
		return p.Count(p.Rect, accentColour) > 1000 && len(nodes(p)) >= 4
	})
	if n := empty.Colours(empty.Rect); n < 50 {
		t.Errorf("%d colours in the empty window", n)
	}
	for _, e := range s.Log.All() {
		if e.Msg == "scan_started" || e.Rows > 0 {
			t.Errorf("without a folder: %s", e.Line)
		}
	}

	// All books, Browse, Home.
	s.opens(nodes(empty)[2], "asked", whatever) // because it is a home folder
	s.press("Tab", "Return")
	started := s.next("scan_started", func(e desktop.Event) bool { return e.Dir == home })
	var view, first desktop.Event
	for view.Msg == "" || first.Msg == "" { // in either order: the first frame may have fewer rows
		switch e := s.event("rows", func(e desktop.Event) bool { return e.Rows > 0 }); {
		case e.Msg == "first_rows":
			first = e
		case e.Rows == many && view.Msg == "":
			view = e
		}
	}
	t.Logf("a view of all %d rows %.0f ms after the scan's start, %d on screen after %.0f ms",
		view.Rows, since(started, view), first.Rows, since(started, first))
	s.click(image.Pt(windowWidth/2, windowHeight/2)) // the sidebar has the focus
	full := s.first("rows")
	added := 0
	for _, e := range s.Log.All() {
		switch e.Msg {
		case "scan_done": // a folder that was just made may be scanned twice
			if added += e.Added; added != many {
				t.Errorf("scan: %s", e.Line)
			}
			t.Logf("scanned after %.0f ms", since(started, e))
		case "probe_done", "fault":
			t.Errorf("a probe answered before the gate opened: %s", e.Line)
		}
	}
	if n := full.Colours(full.Rect); n < 50 {
		t.Errorf("%d colours with %d rows", n, many)
	}

	// Cancel ends probes that would wait forever.
	done, took := s.cancel(full)
	t.Logf("cancelled %d ms after the click", took.Milliseconds())
	if done.Probed != 0 {
		t.Errorf("%d probes answered through a closed gate", done.Probed)
	}
	s.alone()

	// Rescan continues from there, and now the fields are filled in.
	gate.open(t)
	s.press("ctrl+r")
	if again := s.next("scan_done", func(e desktop.Event) bool { return e.Dir == home }); again.Unchanged != many || again.Added != 0 {
		t.Errorf("second scan: %s", again.Line)
	}
	s.see("filling", func(p *desktop.Picture) bool { return p.Differ(table(full), full) > 1000 })
	s.close()
}

// TestSession is a user's session with a folder that is named on the command line.
func TestSession(t *testing.T) {
	require(t)
	root, m := library(t)
	s := begin(t, newHome(t), "", root)

	// All rows, then all their fields.
	var view, probed desktop.Event
	for view.Msg == "" || probed.Msg == "" { // in either order: reading takes milliseconds
		switch e := s.event("rows and fields", whatever); {
		case e.Msg == "probe_done":
			probed = e
		case e.Msg == "view_published" && e.Rows == small:
			view = e
		}
	}
	if good := len(m.Good()) + linked; probed.Probed-probed.Failed < good || probed.Failed == 0 {
		t.Errorf("%d good files of %d: %s", good, small, probed.Line)
	}
	whole := s.first("library")
	if n := whole.Colours(table(whole)); n < 50 {
		t.Errorf("%d colours in the table", n)
	}

	// A click on a header sorts by it; a second click reverses the order.
	s.clickLit(heading(whole))
	up := s.next("view_published", func(e desktop.Event) bool { return e.Sort != "title" })
	if strings.HasPrefix(up.Sort, "-") || up.Rows != small {
		t.Errorf("after a click on a header: %s", up.Line)
	}
	sorted := s.see("sorted", func(p *desktop.Picture) bool { return p.Differ(table(whole), whole) > 1000 && marked(p) })
	s.click(heading(whole))
	s.next("view_published", func(e desktop.Event) bool { return e.Sort == "-"+up.Sort && e.Rows == small })
	s.see("reversed", func(p *desktop.Picture) bool { return p.Differ(table(whole), sorted) > 1000 && marked(p) })

	// The filter works while the user types. Esc clears it; if completions are offered,
	// the first Esc closes them.
	author, its := anAuthor(t, m)
	s.press("ctrl+f")
	s.write(author)
	found := s.next("view_published", func(e desktop.Event) bool { return e.Query == author })
	if found.Rows < its || found.Rows >= small {
		t.Errorf("%d rows for %q, which has %d files of %d", found.Rows, author, its, small)
	}
	s.see("filtered", func(p *desktop.Picture) bool { return p.Differ(table(whole), sorted) > 1000 })
	s.press("Escape", "Escape")
	s.next("view_published", func(e desktop.Event) bool { return e.Query == "" && e.Rows == small })

	// All books, Recently added, the root, its status, and the corpus in it. One click
	// shows only its rows; a double click scans it.
	folder := nodes(whole)[4]
	s.click(folder)
	if e := s.next("view_published", func(e desktop.Event) bool { return e.Folder != "" }); e.Folder != m.Dir || e.Rows != made {
		t.Errorf("after a click on a folder with %d files: %s", made, e.Line)
	}
	s.see("folder", func(p *desktop.Picture) bool { return p.Differ(table(whole), whole) > 1000 })
	s.opens(folder, "scan_started", func(e desktop.Event) bool { return e.Dir == m.Dir && e.Root == root })
	if e := s.next("scan_done", func(e desktop.Event) bool { return e.Dir == m.Dir }); e.Files != made || e.Unchanged != made {
		t.Errorf("scan of a folder with %d files: %s", made, e.Line)
	}
	s.next("probe_done", whatever)
	s.clickNode(nodes(whole)[0])
	s.next("view_published", func(e desktop.Event) bool { return e.Folder == "" && e.Rows == small })

	// The keys move the selection, and scroll the rows.
	row := mark(whole)
	s.click(inRow(whole, 2))
	s.press("Home")
	top := s.see("top", func(p *desktop.Picture) bool { return mark(p) == row })
	s.press("End")
	end := s.see("end", func(p *desktop.Picture) bool { return mark(p).Min.Y > row.Max.Y })
	if n := end.Differ(table(top), top); n < 1000 {
		t.Errorf("%d pixels changed from the top to the end", n)
	}
	s.press("Up")
	s.see("up", func(p *desktop.Picture) bool { return mark(p).Max.Y == mark(end).Min.Y })

	// A right click opens the row's menu; Esc closes it.
	s.press("Home")
	before := s.see("before-menu", func(p *desktop.Picture) bool { return mark(p) == row })
	at := inRow(whole, 0)
	s.rightClick(at)
	// The test looks at the lower part of the menu. Above it, the pointer highlights
	// other rows than before, and beside it, covers may appear.
	under := image.Rect(at.X, inRow(whole, 3).Y, table(whole).Max.X, table(whole).Max.Y)
	menu := s.see("menu", func(p *desktop.Picture) bool { return p.Differ(under, before) > 10000 })
	s.press("Escape")
	s.see("after-menu", func(p *desktop.Picture) bool { return p.Differ(under, menu) > 10000 })

	// The menu key opens the same menu as a right click. F10 opens the main menu.
	s.press("Menu")
	byKey := s.see("menu-by-key", func(p *desktop.Picture) bool { return p.Differ(under, before) > 10000 })
	s.press("Escape")
	s.see("after-menu-by-key", func(p *desktop.Picture) bool { return p.Differ(under, byKey) > 10000 })
	side := sidebar(before)
	s.press("F10")
	main := s.see("main-menu", func(p *desktop.Picture) bool { return p.Differ(side, before) > 10000 })
	s.press("Escape")
	s.see("after-main-menu", func(p *desktop.Picture) bool { return p.Differ(side, main) > 10000 })

	// A rescan finds nothing new.
	s.press("ctrl+r")
	if e := s.next("scan_done", func(e desktop.Event) bool { return e.Dir == root }); e.Unchanged != small {
		t.Errorf("rescan: %s", e.Line)
	}
	s.next("probe_done", whatever)
	s.close()
}

// TestBusy uses the window while hundreds of files are read, cancels the reading,
// continues it, and closes the window before it ends.
func TestBusy(t *testing.T) {
	require(t)
	home := newHome(t)
	dir := filepath.Join(home, "Audiobooks")
	rare(t, dir, many)
	s := begin(t, home, "", dir)
	s.next("first_rows", whatever)
	busy := s.first("busy")

	// The table reacts while the probes run.
	clicked := s.clickLit(heading(busy))
	sorted := s.next("view_published", func(e desktop.Event) bool { return e.Sort != "title" })
	t.Logf("sorted %d ms after the click", sorted.Time.Sub(clicked).Milliseconds())
	s.see("sorted", func(p *desktop.Picture) bool { return p.Differ(table(busy), busy) > 1000 })
	n, worst := s.slowFrames()
	t.Logf("%d frames over 16 ms so far, the longest %d ms", n, worst)

	first, took := s.cancel(busy)
	t.Logf("cancelled %d ms after the click, %d read", took.Milliseconds(), first.Probed)
	s.alone()

	// Fields that were read are kept. Esc does not cancel.
	s.press("ctrl+r")
	s.next("scan_done", func(e desktop.Event) bool { return e.Unchanged == many })
	s.press("Escape")
	second, took := s.cancel(busy)
	if second.Reused < first.Probed || took < 0 { // a scan for the watcher counts its rows too
		t.Errorf("%d were read before, %v after the click: %s", first.Probed, took, second.Line)
	}

	s.press("ctrl+r")
	s.next("scan_done", func(e desktop.Event) bool { return e.Unchanged == many })
	s.next("view_published", whatever)
	s.close()
	if all := s.Log.All(); all[len(all)-1].Msg == "probe_done" {
		t.Error("all was read before the window closed")
	}
}

// anAuthor returns a folder of the corpus whose name can be typed on any keyboard, and
// the number of its files.
func anAuthor(t *testing.T, m *corpus.Manifest) (name string, files int) {
	t.Helper()
	typed := regexp.MustCompile(`^[A-Z][a-z]+ [A-Z][a-z]+$`)
	for _, f := range m.Files {
		top, _, below := strings.Cut(f.Path, "/")
		if below && typed.MatchString(top) {
			return top, within(m, filepath.Join(m.Dir, top))
		}
	}
	t.Fatal("no author in the corpus that can be typed")
	return "", 0
}

// within returns the number of files of a corpus below a folder.
func within(m *corpus.Manifest, folder string) (n int) {
	for _, f := range m.Files {
		if strings.HasPrefix(m.Abs(f), folder+string(filepath.Separator)) {
			n++
		}
	}
	return n
}
