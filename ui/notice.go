package ui

import (
	"path/filepath"
	"time"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/words"
)

// notice is something the listener should know or decide. It is a value: two
// that are equal say the same.
type notice struct {
	text    string
	why     string           // below the text
	root    string           // what the actions are about
	folder  string           // where actionMove moves the root
	book    library.Replaced // what actionSame and actionDifferent are about
	actions [3]string
	calm    bool   // it tells of nothing wrong
	key     string // what it is remembered by when it is put away; empty until it is answered
}

// The actions of a notice.
const (
	actionLook    = "Show them"
	actionKeep    = "Keep in library"
	actionDiscard = "Remove"
	actionUndo    = "Undo"
	actionMove    = "Move library"

	actionSame      = "Same book"
	actionDifferent = "Different book"
)

// removedKey is the key of the notice of a removal.
const removedKey = "removed"

// lackingKey is the key of the notice that ffmpeg is needed.
const lackingKey = "ffmpeg"

// removal is the last removal of books from the library.
type removal struct {
	id        book.ID   // 0: nothing was removed
	others    []book.ID // removed with it
	undoable  bool      // by Undo
	forgotten bool      // all were missing
}

// notices are all there is to tell, what asks for an answer first. lacking is how many
// rows cannot be read without ffmpeg, and that is to be told; everyFile is whether rows
// are files.
func notices(s *library.Status, last removal, lacking int, everyFile bool, now time.Time) (list []notice) {
	n := 1 + len(last.others)
	switch {
	case last.id == 0:
	case last.forgotten && n > 1:
		list = append(list, notice{text: "Removed " + words.Number(n) + " missing books from the library.", actions: [3]string{actionUndo}, key: removedKey})
	case n > 1:
		list = append(list, notice{text: "Removed " + words.Number(n) + " books from the library. Their files were not touched.", actions: [3]string{actionUndo}, key: removedKey})
	case last.forgotten:
		list = append(list, notice{text: "Removed 1 missing book from the library.", actions: [3]string{actionUndo}, key: removedKey})
	default:
		list = append(list, notice{text: "Removed 1 book from the library. Its file was not touched.", actions: [3]string{actionUndo}, key: removedKey})
	}
	for _, r := range s.Roots {
		if h := r.Held; h.Missing > 0 {
			list = append(list, notice{
				text:    words.HeldCount(h, everyFile) + " in " + words.Printable(words.Path(r.Path)) + " can’t be found.",
				why:     "Was a drive unplugged, or a folder moved? Nothing is removed until you decide.",
				root:    r.Path,
				actions: [3]string{actionLook, actionKeep, actionDiscard},
			})
			break // one at a time
		}
	}
	if len(s.Replaced) > 0 {
		list = append(list, replacedNotice(s.Replaced[0])) // one at a time
	}
	for i := len(s.Notices) - 1; i >= 0; i-- {
		text, why := words.Sentences(s.Notices[i])
		list = append(list, notice{text: text, why: why, key: s.Notices[i]})
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
		list = append(list, notice{
			text: what + " ffmpeg to be read.",
			why:  "Install ffmpeg to read less common formats such as ape, mka, wv, mpc and ac3.",
			key:  lackingKey,
		})
	}
	return list
}

// rootNotice is what is wrong with a root, if anything is. It is known by when
// that began too: what was put away comes back with the next time.
func rootNotice(r library.Root, now time.Time) (n notice, told bool) {
	n.root = r.Path
	name := words.Printable(words.Path(r.Path))
	switch {
	case r.State == library.RootOffline && r.Moved != "":
		n.text = words.Printable(words.Path(r.Moved)) + " looks like " + name + ", which is offline."
		n.why = "Move the library there? Edits, covers and dates go along, and no file is touched."
		n.folder, n.actions = r.Moved, [3]string{actionMove}
	case r.State == library.RootOffline:
		n.text, n.why = name+" is offline.", words.Capital(r.Reason)+". Its books stay in the list."
		if at := words.Since(r.Since, now); at != "" {
			n.text = name + " has been offline since " + at + "."
		}
	case r.State == library.RootStalled:
		n.text, n.why = name+" isn’t responding.", "Lectern will keep trying; its books stay in the list."
	case r.State == library.RootUnreadable:
		n.text, n.why = name+" could not be read.", words.Capital(r.Reason)+"."
	case len(r.Problems) > 0:
		p := r.Problems[0]
		n.text, n.why = words.Printable(words.Path(p.Path))+" could not be read.", words.Capital(p.Reason())+"."
		if more := len(r.Problems) - 1; more > 0 {
			n.why += " The same goes for " + words.Count(more, "more folder", "more folders") + "."
		}
	default:
		return n, false
	}
	n.key = n.root + "\x00" + n.text
	if !r.Since.IsZero() {
		n.key += r.Since.String()
	}
	return n, true
}

// replacedNotice asks whether a book that came is one that is gone.
func replacedNotice(r library.Replaced) notice {
	now := "one file (" + r.File + ")"
	if r.Files > 1 {
		now = words.Number(r.Files) + " files"
	}
	where := words.Path(r.Folder)
	if rel, err := filepath.Rel(r.Root, r.Folder); err == nil && rel != "." {
		where = rel
	}
	return notice{
		text: words.Printable("“" + r.Title + "” in " + where + " is now " + now + "."),
		why:  "Is it the same book? Then your edits, the cover you chose and the date added go along. No file is touched.",
		calm: true,
		book: r, actions: [3]string{actionSame, actionDifferent},
	}
}
