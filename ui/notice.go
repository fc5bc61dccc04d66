package ui

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"lectern/library"
	"lectern/library/book"
)

// notice is something the listener should know or decide. It is a value: two
// that are equal say the same.
type notice struct {
	text    string
	why     string // below the text
	root    string // what the actions are about
	folder  string // where actionMove moves the root
	actions [3]string
	calm    bool   // it tells of nothing wrong
	key     string // what it is remembered by when it is put away; empty until it is answered
}

// The actions of a notice.
const (
	actionLook    = "Show them"
	actionKeep    = "Keep"
	actionDiscard = "Remove"
	actionUndo    = "Undo"
	actionMove    = "Move library"
)

// removedKey is the key of the notice of a removal.
const removedKey = "removed"

// removal is the last removal of books from the library.
type removal struct {
	id        book.ID   // 0: nothing was removed
	others    []book.ID // removed with it
	undoable  bool      // by Undo
	forgotten bool      // all were missing
}

// heldCount says how many books, or files where the table shows files, are held.
func heldCount(h library.Held, everyFile bool) string {
	if everyFile {
		return figures(h.Rows) + " of " + count(h.OfRows, "file", "files")
	}
	return figures(h.Rows) + " of " + count(h.OfRows, "book", "books")
}

// notices are all there is to tell, what asks for an answer first. ffprobe
// tells whether the program that reads files is there, everyFile whether the
// table shows files.
func notices(s *library.Status, last removal, ffprobe, everyFile bool, now time.Time) (list []notice) {
	n := 1 + len(last.others)
	switch {
	case last.id == 0:
	case last.forgotten && n > 1:
		list = append(list, notice{text: "Removed " + figures(n) + " missing books from the library.", actions: [3]string{actionUndo}, key: removedKey})
	case n > 1:
		list = append(list, notice{text: "Removed " + figures(n) + " books. Their files stay where they are.", actions: [3]string{actionUndo}, key: removedKey})
	case last.forgotten:
		list = append(list, notice{text: "Removed 1 missing book from the library.", actions: [3]string{actionUndo}, key: removedKey})
	default:
		list = append(list, notice{text: "Removed 1 book. Its file stays where it is.", actions: [3]string{actionUndo}, key: removedKey})
	}
	for _, r := range s.Roots {
		if h := r.Held; h.Missing > 0 {
			list = append(list, notice{
				text:    heldCount(h, everyFile) + " in " + printable(home(r.Path)) + " can’t be found.",
				why:     "Was a drive unplugged, or a folder moved? Nothing is removed until you decide.",
				root:    r.Path,
				actions: [3]string{actionLook, actionKeep, actionDiscard},
			})
			break // one at a time
		}
	}
	for i := len(s.Notices) - 1; i >= 0; i-- {
		text, why := sentences(s.Notices[i])
		list = append(list, notice{text: text, why: why, key: s.Notices[i]})
	}
	for _, r := range s.Roots {
		if n, told := rootNotice(r, now); told {
			list = append(list, n)
		}
	}
	if !ffprobe {
		list = append(list, notice{
			text: "ffmpeg is not installed.",
			why:  "With it Lectern also reads the rarer formats, such as ape, mka, wv, mpc and ac3.",
			key:  "ffmpeg",
		})
	}
	return list
}

// rootNotice is what is wrong with a root, if anything is. It is known by when
// that began too: what was put away comes back with the next time.
func rootNotice(r library.Root, now time.Time) (n notice, told bool) {
	n.root = r.Path
	name := printable(home(r.Path))
	switch {
	case r.State == library.RootOffline && r.Moved != "":
		n.text = printable(home(r.Moved)) + " looks like " + name + ", which is offline."
		n.why = "Move the library there? Edits, covers and dates go along, and no file is touched."
		n.folder, n.actions = r.Moved, [3]string{actionMove}
	case r.State == library.RootOffline:
		n.text, n.why = name+" is "+word("offline", r.Since, now)+".", capital(r.Reason)+". Its books stay listed."
	case r.State == library.RootStalled:
		n.text, n.why = name+" does not answer.", "Its books stay listed, and it is tried again."
	case r.State == library.RootUnreadable:
		n.text, n.why = name+" could not be read.", capital(r.Reason)+"."
	case len(r.Problems) > 0:
		p := r.Problems[0]
		n.text, n.why = printable(home(p.Path))+" could not be read.", capital(p.Reason())+"."
		if more := len(r.Problems) - 1; more > 0 {
			n.why += " " + capital(count(more, "more folder", "more folders")) + " likewise."
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

// sentences parts a text after its first sentence.
func sentences(text string) (first, rest string) {
	first, rest, more := strings.Cut(text, ". ")
	if more {
		first += "."
	}
	return first, rest
}

// capital makes a reason the beginning of a sentence.
func capital(reason string) string {
	if reason == "" {
		return "Nobody knows why"
	}
	first, size := utf8.DecodeRuneInString(reason)
	return string(unicode.ToUpper(first)) + reason[size:]
}
