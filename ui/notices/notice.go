package notices

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/words"
)

// MessageKey is the key of the message about what the user did last.
const MessageKey = "message"

// Notice is something that the user should know or decide. Two equal notices say the
// same.
type Notice struct {
	Text     string
	Why      string           // a second line with the reason or the advice
	Root     string           // the root that the actions are about
	Folder   string           // where Move moves the root
	File     string           // what ShowFile shows
	Replaced library.Replaced // what SameBook and DifferentBook are about
	Actions  [3]string        // what the buttons do; "" for none
	Step     uint64           // Status.Steps when Undo reverted what the notice says
	Calm     bool             // nothing is wrong
	Key      string           // identifies a dismissed notice; "" if the notice must be answered
}

// The actions of notices, by the English labels of their buttons.
var (
	Show   = i18n.Mark("Show them")
	ShowIt = i18n.Mark("Show it")
	Keep   = i18n.Mark("Keep in library")
	Remove = i18n.Mark("Remove")
	Undo   = i18n.Mark("Undo")
	Move   = i18n.Mark("Move library")

	ShowFile = i18n.Mark("Show in folder")

	SameBook      = i18n.Mark("Same book")
	DifferentBook = i18n.Mark("Different book")
)

// RemovedKey is the key of the notice of a removal.
const RemovedKey = "removed"

// RegroupedKey is the key of the notice that this version of Lectern changed books.
const RegroupedKey = "regrouped"

// PreferencesKey is the key of the notice that the preferences could not be read.
const PreferencesKey = "preferences"

// FontsKey is the key of the notice that fonts are missing.
const FontsKey = "fonts"

// LackingKey is the key of the notice that some files need ffmpeg.
const LackingKey = "ffmpeg"

// Removal describes the last removal of books from the library.
type Removal struct {
	Books   int    // 0 if nothing was removed
	Files   bool   // Books counts files, because rows were files
	Missing bool   // all removed books were missing
	Step    uint64 // Status.Steps when Undo brought them back
}

// All returns the notices about the library, questions first. lacking is how many rows
// need ffmpeg to be read, 0 if the user must not be told. everyFile says that rows are
// files, not books.
func All(s *library.Status, last Removal, lacking int, everyFile bool, now time.Time) (list []Notice) {
	if last.Books > 0 {
		list = append(list, Notice{Text: removedText(last), Actions: [3]string{Undo}, Step: last.Step, Key: RemovedKey})
	}
	for _, r := range s.Roots {
		if r.Held.Missing > 0 && !r.Away {
			list = append(list, Notice{
				Text:    heldText(r, everyFile),
				Why:     i18n.Text("Was a drive unplugged, or a folder moved? Nothing is removed until you decide."),
				Root:    r.Path,
				Actions: [3]string{Show, Keep, Remove},
			})
			break // one question at a time
		}
	}
	if len(s.Replaced) > 0 {
		list = append(list, replacedNotice(s.Replaced[0])) // one question at a time
	}
	if s.Regrouped > 0 {
		show := Show
		if s.Regrouped == 1 {
			show = ShowIt
		}
		list = append(list, Notice{
			Text: i18n.Count(s.Regrouped,
				"This version of Lectern reads tags and folders better: {{.Count}} book changed.", "This version of Lectern reads tags and folders better: {{.Count}} books changed."),
			Why:     i18n.Text("What you edited or combined yourself stays as it is."),
			Actions: [3]string{show}, Calm: true, Key: RegroupedKey,
		})
	}
	for _, n := range slices.Backward(s.Notices) {
		text, why := words.Sentences(i18n.Message(n.Message))
		list = append(list, Notice{Text: text, Why: why, Key: fmt.Sprint(n.Event, " ", n)})
	}
	for _, r := range s.Roots {
		if n, told := rootNotice(r, now); told {
			list = append(list, n)
		}
	}
	if lacking > 0 {
		text := i18n.Count(lacking, "{{.Count}} book needs ffmpeg to be read.", "{{.Count}} books need ffmpeg to be read.")
		if everyFile {
			text = i18n.Count(lacking, "{{.Count}} file needs ffmpeg to be read.", "{{.Count}} files need ffmpeg to be read.")
		}
		list = append(list, Notice{
			Text: text,
			Why:  i18n.Text("Install ffmpeg to read less common formats such as ape, mka, wv, mpc and ac3."),
			Key:  LackingKey,
		})
	}
	return list
}

// removedText says how many rows were removed.
func removedText(last Removal) string {
	switch n := last.Books; {
	case last.Missing && last.Files:
		return i18n.Count(n, "Removed {{.Count}} missing file from the library.", "Removed {{.Count}} missing files from the library.")
	case last.Missing:
		return i18n.Count(n, "Removed {{.Count}} missing book from the library.", "Removed {{.Count}} missing books from the library.")
	case last.Files:
		return i18n.Count(n, "Removed {{.Count}} file from the library. It was not touched on the disk.", "Removed {{.Count}} files from the library. They were not touched on the disk.")
	default:
		return i18n.Count(n, "Removed {{.Count}} book from the library. No file was touched.", "Removed {{.Count}} books from the library. No file was touched.")
	}
}

// heldText says how many rows of a root are held until the user decides about them.
func heldText(r library.Root, everyFile bool) string {
	values := []any{"Missing", i18n.Number(r.Held.Rows), "Folder", words.Brief(words.Path(r.Path), words.BriefName)}
	if everyFile {
		return i18n.Count(r.Held.OfRows,
			"{{.Missing}} of {{.Count}} file in {{.Folder}} can’t be found.", "{{.Missing}} of {{.Count}} files in {{.Folder}} can’t be found.", values...)
	}
	return i18n.Count(r.Held.OfRows,
		"{{.Missing}} of {{.Count}} book in {{.Folder}} can’t be found.", "{{.Missing}} of {{.Count}} books in {{.Folder}} can’t be found.", values...)
}

// rootNotice returns the notice about the problem of a root, if the root has one. The
// key contains the time at which the problem began, so that a dismissed notice comes
// back with the next problem.
func rootNotice(r library.Root, now time.Time) (n Notice, told bool) {
	n.Root = r.Path
	name := words.Brief(words.Path(r.Path), words.BriefName)
	switch {
	case r.State == library.RootOffline && r.Moved != "":
		n.Text = i18n.Text("{{.Moved}} looks like {{.Folder}}, which is offline.", "Moved", words.Brief(words.Path(r.Moved), words.BriefName), "Folder", name)
		n.Why = i18n.Text("Move the library there? Edits, covers and dates go along, and no file is touched.")
		n.Folder, n.Actions = r.Moved, [3]string{Move}
	case r.State == library.RootOffline:
		n.Text = i18n.Text("{{.Folder}} is offline.", "Folder", name)
		n.Why = i18n.Text("{{.Reason}}. Its books stay in the list.", "Reason", words.Reason(r.Reason))
		if at := words.Since(r.Since, now); at != "" {
			n.Text = i18n.Text("{{.Folder}} has been offline since {{.Time}}.", "Folder", name, "Time", at)
		}
	case r.State == library.RootStalled:
		n.Text, n.Why = silentTexts(name)
	case r.State == library.RootUnreadable:
		n.Text, n.Why = i18n.Text("{{.Folder}} could not be read.", "Folder", name), i18n.Text("{{.Reason}}.", "Reason", words.Reason(r.Reason))
	case len(r.Unmounted) > 0 && r.State != library.RootPaused:
		n.Text = i18n.Text("{{.Folder}} is offline.", "Folder", words.Brief(words.Path(r.Unmounted[0]), words.BriefName))
		n.Why = i18n.Text("Its drive isn’t connected. Its books stay in the list.")
		if more := len(r.Unmounted) - 1; more > 0 {
			n.Why = i18n.Sentences(n.Why, i18n.Count(more, "The same goes for {{.Count}} more folder.", "The same goes for {{.Count}} more folders."))
		}
	case len(r.Problems) > 0:
		p := r.Problems[0]
		of := words.Brief(words.Path(p.Path), words.BriefName)
		n.Text, n.Why = i18n.Text("{{.Folder}} could not be read.", "Folder", of), i18n.Text("{{.Reason}}.", "Reason", words.Reason(p.Reason()))
		if p.Silent() {
			n.Text, n.Why = silentTexts(of)
		}
		if more := len(r.Problems) - 1; more > 0 {
			n.Why = i18n.Sentences(n.Why, i18n.Count(more, "The same goes for {{.Count}} more folder.", "The same goes for {{.Count}} more folders."))
		}
	default:
		return n, false
	}
	n.Key = n.Root + "\x00" + n.Text + "\x00" + strings.Join(r.Unmounted, "\x00")
	if !r.Since.IsZero() {
		n.Key += r.Since.String()
	}
	return n, true
}

// silentTexts are the texts of a notice about a folder whose disk does not answer.
func silentTexts(folder string) (text, why string) {
	return i18n.Text("{{.Folder}} does not answer.", "Folder", folder), i18n.Text("Lectern will keep trying; its books stay in the list.")
}

// replacedNotice asks whether a new book is the same as one that is gone.
func replacedNotice(r library.Replaced) Notice {
	where := words.Path(r.Folder)
	if rel, err := filepath.Rel(r.Root, r.Folder); err == nil && rel != "." {
		where = rel
	}
	text := i18n.Text("“{{.Title}}” in {{.Folder}} is now one file ({{.File}}).", "Title", r.Title, "Folder", where, "File", r.File)
	if r.Files > 1 {
		text = i18n.Count(r.Files, "“{{.Title}}” in {{.Folder}} is now {{.Count}} file.", "“{{.Title}}” in {{.Folder}} is now {{.Count}} files.", "Title", r.Title, "Folder", where)
	}
	return Notice{
		Text:     words.Printable(text),
		Why:      i18n.Text("Is it the same book? Then your edits, the cover you chose and the date added go along. No file is touched."),
		Calm:     true,
		Replaced: r, Actions: [3]string{SameBook, DifferentBook},
	}
}
