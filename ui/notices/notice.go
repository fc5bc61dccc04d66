package notices

import (
	"path/filepath"
	"time"

	"lectern/library"
	"lectern/library/book"
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
	Actions  [3]string        // the labels of the buttons; "" for none
	Calm     bool             // nothing is wrong
	Key      string           // identifies a dismissed notice; "" if the notice must be answered
}

// The actions of notices, by the labels of their buttons.
const (
	Show   = "Show them"
	ShowIt = "Show it"
	Keep   = "Keep in library"
	Remove = "Remove"
	Undo   = "Undo"
	Move   = "Move library"

	ShowFile = "Show in folder"

	SameBook      = "Same book"
	DifferentBook = "Different book"
)

// RemovedKey is the key of the notice of a removal.
const RemovedKey = "removed"

// RegroupedKey is the key of the notice that this version of Lectern changed books.
const RegroupedKey = "regrouped"

// LackingKey is the key of the notice that some files need ffmpeg.
const LackingKey = "ffmpeg"

// Removal describes the last removal of books from the library.
type Removal struct {
	ID       book.ID   // 0 if nothing was removed
	Others   []book.ID // the other removed books
	Undoable bool      // Undo brings them back
	Missing  bool      // all removed books were missing
}

// All returns the notices about the library, questions first. lacking is how many rows
// need ffmpeg to be read, 0 if the user must not be told. everyFile says that rows are
// files, not books.
func All(s *library.Status, last Removal, lacking int, everyFile bool, now time.Time) (list []Notice) {
	n := 1 + len(last.Others)
	switch {
	case last.ID == 0:
	case last.Missing && n > 1:
		list = append(list, Notice{Text: "Removed " + words.Number(n) + " missing books from the library.", Actions: [3]string{Undo}, Key: RemovedKey})
	case n > 1:
		list = append(list, Notice{Text: "Removed " + words.Number(n) + " books from the library. No file was touched.", Actions: [3]string{Undo}, Key: RemovedKey})
	case last.Missing:
		list = append(list, Notice{Text: "Removed 1 missing book from the library.", Actions: [3]string{Undo}, Key: RemovedKey})
	default:
		list = append(list, Notice{Text: "Removed 1 book from the library. No file was touched.", Actions: [3]string{Undo}, Key: RemovedKey})
	}
	for _, r := range s.Roots {
		if h := r.Held; h.Missing > 0 {
			list = append(list, Notice{
				Text:    words.HeldCount(h, everyFile) + " in " + words.Brief(words.Path(r.Path), words.BriefName) + " can’t be found.",
				Why:     "Was a drive unplugged, or a folder moved? Nothing is removed until you decide.",
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
			Text:    "This version of Lectern reads tags and folders better: " + words.Count(s.Regrouped, "book changed", "books changed") + ".",
			Why:     "What you edited or merged yourself stays as it is.",
			Actions: [3]string{show}, Calm: true, Key: RegroupedKey,
		})
	}
	for i := len(s.Notices) - 1; i >= 0; i-- {
		text, why := words.Sentences(s.Notices[i])
		list = append(list, Notice{Text: text, Why: why, Key: s.Notices[i]})
	}
	for _, r := range s.Roots {
		if n, told := rootNotice(r, now); told {
			list = append(list, n)
		}
	}
	if lacking > 0 {
		what := words.Count(lacking, "book needs", "books need")
		if everyFile {
			what = words.Count(lacking, "file needs", "files need")
		}
		list = append(list, Notice{
			Text: what + " ffmpeg to be read.",
			Why:  "Install ffmpeg to read less common formats such as ape, mka, wv, mpc and ac3.",
			Key:  LackingKey,
		})
	}
	return list
}

// rootNotice returns the notice about the problem of a root, if the root has one. The
// key contains the time at which the problem began, so that a dismissed notice comes
// back with the next problem.
func rootNotice(r library.Root, now time.Time) (n Notice, told bool) {
	n.Root = r.Path
	name := words.Brief(words.Path(r.Path), words.BriefName)
	switch {
	case r.State == library.RootOffline && r.Moved != "":
		n.Text = words.Brief(words.Path(r.Moved), words.BriefName) + " looks like " + name + ", which is offline."
		n.Why = "Move the library there? Edits, covers and dates go along, and no file is touched."
		n.Folder, n.Actions = r.Moved, [3]string{Move}
	case r.State == library.RootOffline:
		n.Text, n.Why = name+" is offline.", words.Reason(r.Reason)+". Its books stay in the list."
		if at := words.Since(r.Since, now); at != "" {
			n.Text = name + " has been offline since " + at + "."
		}
	case r.State == library.RootStalled:
		n.Text, n.Why = name+" isn’t responding.", "Lectern will keep trying; its books stay in the list."
	case r.State == library.RootUnreadable:
		n.Text, n.Why = name+" could not be read.", words.Reason(r.Reason)+"."
	case len(r.Problems) > 0:
		p := r.Problems[0]
		n.Text, n.Why = words.Brief(words.Path(p.Path), words.BriefName)+" could not be read.", words.Reason(p.Reason())+"."
		if more := len(r.Problems) - 1; more > 0 {
			n.Why += " The same goes for " + words.Count(more, "more folder", "more folders") + "."
		}
	default:
		return n, false
	}
	n.Key = n.Root + "\x00" + n.Text
	if !r.Since.IsZero() {
		n.Key += r.Since.String()
	}
	return n, true
}

// replacedNotice asks whether a new book is the same as one that is gone.
func replacedNotice(r library.Replaced) Notice {
	now := "one file (" + r.File + ")"
	if r.Files > 1 {
		now = words.Number(r.Files) + " files"
	}
	where := words.Path(r.Folder)
	if rel, err := filepath.Rel(r.Root, r.Folder); err == nil && rel != "." {
		where = rel
	}
	return Notice{
		Text:     words.Printable("“" + r.Title + "” in " + where + " is now " + now + "."),
		Why:      "Is it the same book? Then your edits, the cover you chose and the date added go along. No file is touched.",
		Calm:     true,
		Replaced: r, Actions: [3]string{SameBook, DifferentBook},
	}
}
