package library

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"

	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/scan"
	"lectern/library/text"
)

// proposeTimeout is how long Propose waits for a disk.
const proposeTimeout = 5 * time.Second

// Proposal is what adding a path to the library would do. Take carries it out.
type Proposal struct {
	Path   string   // the file or folder to add, absolute
	Root   string   // the root that will contain it
	Known  bool     // Root is a root already
	Names  []string // the only files to add, relative to Root; nil for the whole folder
	Left   bool     // Root is known, but its patterns ignore Path
	Inside []string // existing roots inside Path
	Vast   string   // what Root is if the user should confirm it ("your home folder"), else empty
}

// Refusal is the error that a path cannot be added to the library.
type Refusal struct {
	Path     string
	Sentence string // for the user, with {{.Path}} and perhaps {{.Reason}}
	Reason   string
	Picture  bool // the file is a picture, which may serve as a book's cover
}

// About returns the sentence that says so. path is the path as the user is to see it.
func (r *Refusal) About(path string) message.Message {
	return message.New(r.Sentence, "Path", path, "Reason", message.New(r.Reason))
}

// Error returns the sentence in English.
func (r *Refusal) Error() string { return r.About(r.Path).String() }

// cannotAdd returns the refusal of a path that cannot be looked at.
func cannotAdd(path string, err error) *Refusal {
	return &Refusal{Path: path, Sentence: message.Mark("{{.Path}} can’t be added: {{.Reason}}."), Reason: scan.Reason(err)}
}

// address matches what the user can drop from file managers and browsers in place of a path,
// such as smb://nas/books and https://example.com.
var address = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)

// Propose examines a path and returns what adding it would do: a folder becomes a root;
// an audio file is added with the other files of its book, not with the rest of its
// folder. Propose changes nothing. The error is a *Refusal. Propose blocks on the disk
// for proposeTimeout at most and must not be called on the UI goroutine.
func (l *Library) Propose(path string) (Proposal, error) {
	if address.MatchString(path) {
		return Proposal{}, &Refusal{Path: path, Sentence: message.Mark("{{.Path}} is an address, not a file or folder on this computer.")}
	}
	path = absolute(path)
	ctx, cancel := context.WithTimeout(context.Background(), proposeTimeout)
	defer cancel()
	roots := l.Status().Roots
	p, err := orLeave(ctx, 0, func() (Proposal, error) { return propose(path, roots) })
	if ctx.Err() == nil || !errors.Is(err, ctx.Err()) {
		return p, err
	}
	if r, ok := rootAbove(path, roots); ok { // a root stays one while its disk is silent
		return Proposal{Path: path, Root: r, Known: true}, nil
	}
	return Proposal{}, cannotAdd(path, scan.ErrSilent)
}

// Take adds what p proposes. A folder that is a root already, or lies inside one, is
// scanned again.
func (l *Library) Take(p Proposal) { l.tell(func(o *owner) { o.takeProposal(p) }) }

// propose is Propose without a timeout.
func propose(path string, roots []Root) (p Proposal, err error) {
	p.Path = path
	info, err := os.Stat(path)
	above, known := rootAbove(path, roots)
	switch {
	case err != nil && known && above == path:
		p.Root, p.Known = above, true // an offline root is still a root, and is scanned again
		return p, nil
	case errors.Is(err, fs.ErrNotExist):
		return p, &Refusal{Path: path, Sentence: message.Mark("{{.Path}} does not exist.")}
	case err != nil:
		return p, cannotAdd(path, err)
	}
	if !known { // a link may lead into a root, or to one
		if real, err := filepath.EvalSymlinks(path); err == nil && real != path {
			if above, known = rootAbove(real, roots); known {
				p.Path, path = real, real
			}
		}
	}
	p.Root, p.Known = above, known
	for _, r := range roots {
		p.Left = p.Left || known && r.Path == above && scan.Ignorer(r.Settings.Patterns)(above, path, info.IsDir())
	}
	if !info.IsDir() {
		return proposeFile(p, info)
	}
	if !known {
		p.Root = path
		p.Vast = vast(path)
	}
	for _, r := range roots {
		if r.Path != p.Root && text.Within(r.Path, path) {
			p.Inside = append(p.Inside, r.Path)
		}
	}
	return p, nil
}

// proposeFile proposes a file with the other files of its book. p has its path, and the
// root if there is one.
func proposeFile(p Proposal, info fs.FileInfo) (Proposal, error) {
	name := filepath.Base(p.Path)
	switch {
	case !info.Mode().IsRegular():
		return p, &Refusal{Path: p.Path, Sentence: message.Mark("{{.Path}} is neither a folder nor an audio file.")}
	case book.IsPicture(name):
		return p, &Refusal{Path: p.Path, Sentence: message.Mark("{{.Path}} is a picture, not an audio file."), Picture: true}
	case !scan.IsAudio(name):
		return p, &Refusal{Path: p.Path, Sentence: message.Mark("{{.Path}} is not an audio file.")}
	}
	if p.Known {
		rel, err := filepath.Rel(p.Root, p.Path)
		if err != nil {
			rel = name
		}
		p.Names = []string{rel}
		return p, nil
	}
	p.Root = filepath.Dir(p.Path)
	entries, err := os.ReadDir(p.Root)
	if err != nil { // a folder that may be entered need not be readable
		return p, cannotAdd(p.Root, err)
	}
	whole := false
	if p.Names, whole = bookBeside(name, entries); whole && !gathering(p.Root) {
		p.Names = nil
	}
	return p, nil
}

// rootAbove returns the innermost root that is the path or contains it.
func rootAbove(path string, roots []Root) (above string, known bool) {
	for _, r := range roots {
		if text.Within(path, r.Path) && len(r.Path) >= len(above) {
			above, known = r.Path, true
		}
	}
	return above, known
}

// bookBeside returns the names of the files that form a book with the file called name:
// those whose names differ from it only in numbers. whole reports that the folder holds
// nothing else that could be a book.
func bookBeside(name string, entries []fs.DirEntry) (names []string, whole bool) {
	whole = true
	for _, e := range entries {
		switch {
		case e.IsDir() && scan.IgnoredFolder(e.Name(), true):
		case e.IsDir():
			whole = false
		case !scan.IsAudio(e.Name()):
		case unnumbered(e.Name()) == unnumbered(name):
			names = append(names, e.Name())
		default:
			whole = false
		}
	}
	if len(names) == 0 {
		names = []string{name}
	}
	return names, whole
}

// unnumbered returns a name in lower case and without digits.
func unnumbered(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// takeProposal carries out a proposal. Single files become a root whose patterns ignore
// everything else: this way each folder has one root, and its settings show which files
// are left out.
func (o *owner) takeProposal(p Proposal) {
	r := o.state.Roots.At(p.Root)
	if p.Names == nil {
		if r != nil && p.Path == r.Path && onlySome(r.Settings.Patterns) {
			o.adjust(r, func(set *Settings) { set.Patterns = wholeAgain(set.Patterns) })
		}
		if r == nil {
			o.addRoot(p.Root)
			return
		}
		if name, err := filepath.Rel(r.Path, p.Path); err == nil && p.Path != r.Path {
			o.adjust(r, func(set *Settings) { set.Patterns = including(set.Patterns, name, true) })
		}
		o.addRoot(p.Path)
		return
	}
	if r == nil {
		o.saver.root(o.introduce(p.Root, Settings{Patterns: onlyThese(p.Names)}))
		o.scan(wholeRoot(p.Root))
		return
	}
	o.adjust(r, func(set *Settings) {
		set.Paused = false
		for _, name := range p.Names {
			set.Patterns = including(set.Patterns, name, false)
		}
	})
	o.scan(target{root: r.Path, dir: filepath.Join(r.Path, filepath.Dir(p.Names[0]))})
}
