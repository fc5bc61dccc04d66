package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"lectern/library"
	"lectern/library/export"
	"lectern/library/message"
	"lectern/library/view"
)

// options are the flags of a command. Their errors are for refuse to print.
type options struct {
	*flag.FlagSet
	wrong error               // about the value of a flag: package flag passes on only its text
	words map[string][]string // by flag, the words that it accepts
	paths map[string]bool     // the flags that name a file
}

func newOptions() *options {
	f := flag.NewFlagSet("lectern", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	return &options{FlagSet: f, words: map[string][]string{}, paths: map[string]bool{}}
}

// value adds a flag whose value set takes.
func (o *options) value(name string, set func(string) error) {
	o.Func(name, "", func(s string) error {
		err := set(s)
		if err != nil {
			o.wrong = message.Wrap(err, "invalid value {{.Value}} for flag -{{.Flag}}: {{.Reason}}", "Value", strconv.Quote(s), "Flag", name, "Reason", err)
		}
		return err
	})
}

// read parses arguments up to the first that is not a flag.
func (o *options) read(args []string) error {
	o.wrong = nil
	err := o.Parse(args)
	if err == nil || o.wrong != nil {
		return o.wrong
	}
	for _, form := range []string{message.Mark("flag provided but not defined: {{.Flag}}"), message.Mark("flag needs an argument: {{.Flag}}")} {
		if name, is := strings.CutPrefix(err.Error(), strings.TrimSuffix(form, "{{.Flag}}")); is {
			return message.Wrap(err, form, "Flag", name)
		}
	}
	return err
}

// parse reads flags and folders in any order and returns the folders. After "--" every
// argument is a folder, unless "--" is the value of a flag.
func parse(f *options, args []string) (folders []string, err error) {
	for {
		if err := f.read(args); err != nil {
			return nil, err
		}
		rest := f.Args()
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" && f.read(args[:n-1]) == nil {
			folders, rest = append(folders, rest...), nil
		}
		if len(rest) == 0 {
			break
		}
		folders, args = append(folders, rest[0]), rest[1:]
	}
	if slices.Contains(folders, "") {
		return nil, errors.New(message.Mark("a folder has an empty name")) // filepath.Abs would make it the working folder: "$DIR" was not set
	}
	return folders, nil
}

// locate makes the paths of folders absolute. It returns an error if a path of a folder or a
// file leads nowhere, because it is relative and there is no current folder.
func locate(folders []string, files ...string) error {
	for i, path := range slices.Concat(folders, files) {
		abs, err := filepath.Abs(path)
		switch {
		case err != nil && path != "": // a file need not be named
			return about(path, message.Mark("the current folder does not exist any more"))
		case i < len(folders):
			folders[i] = abs
		}
	}
	return nil
}

// request is what the arguments of lectern scan ask for.
type request struct {
	folders       []string
	files         bool
	format        export.Format
	query         view.Query
	offset, limit int
	workers       int // 0 for one per core
	catalog       string
	prober        string
	log           string
}

// scanFlags returns the flags of lectern scan, which fill r.
func scanFlags(r *request) *options {
	f := newOptions()
	f.BoolVar(&r.files, "files", false, "")
	oneOf(f, "format", &r.format, export.NDJSON, export.JSON, export.CSV, export.Table)
	f.StringVar(&r.query.Text, "query", "", "")
	f.value("sort", func(s string) (err error) {
		if r.query.Sort, err = view.ParseSort(s); err == nil && len(r.query.Sort) == 0 {
			err = errors.New(message.Mark("no sort key"))
		}
		return err
	})
	f.value("offset", number(&r.offset, 0, math.MaxInt))
	f.value("limit", number(&r.limit, 0, math.MaxInt))
	f.value("workers", number(&r.workers, 1, library.MaxWorkers))
	oneOf(f, "prober", &r.prober, auto, ffprobe)
	f.path("catalog", &r.catalog)
	f.path("log", &r.log)
	return f
}

// scanRequest reads the arguments of lectern scan.
func scanRequest(args []string) (r request, err error) {
	r = request{format: export.NDJSON, limit: math.MaxInt, prober: auto}
	f := scanFlags(&r)
	if r.folders, err = parse(f, args); err == nil && len(r.folders) == 0 {
		err = errors.New(message.Mark("no folder named"))
	}
	if err == nil {
		if err = pointed(r.query.Text, view.Final(r.query.Text)); err == nil {
			r.query, err = r.query.Check()
		}
	}
	return r, err
}

// around is the largest number of characters that pointed repeats on either side of the
// place of an error.
const around = 60

// pointed returns err with the text of the query that it is about, and a caret below
// the place of the error.
func pointed(text string, err error) error {
	var m *view.Mistake
	if !errors.As(err, &m) {
		return err
	}
	plain := []rune(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, text))
	column := m.Column
	if end := column + around; end < len(plain) {
		plain = append(slices.Clone(plain[:end]), '…')
	}
	if begin := column - around; begin > 0 {
		plain, column = append([]rune{'…'}, plain[begin:]...), column-begin+1
	}
	return message.Wrap(err, "--query: {{.Mistake}}\n  {{.Query}}\n  {{.Place}}",
		"Mistake", err, "Query", string(plain), "Place", strings.Repeat(" ", cellWidth.StringWidth(string(plain[:column-1])))+"^")
}

// oneOf adds a flag that accepts one of these words.
func oneOf[S ~string](f *options, name string, value *S, words ...S) {
	for _, word := range words {
		f.words[name] = append(f.words[name], string(word))
	}
	f.value(name, func(s string) error {
		if !slices.Contains(words, S(s)) {
			return message.NewError("not one of {{.Words}}", "Words", fmt.Sprint(words))
		}
		*value = S(s)
		return nil
	})
}

// number returns a flag function that accepts a number from low to high.
func number(value *int, low, high int) func(string) error {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		switch {
		case err == nil && low <= n && n <= high:
			*value = n
			return nil
		case high == math.MaxInt:
			return message.NewError("not a number from {{.Low}} on", "Low", low)
		default:
			return message.NewError("not a number from {{.Low}} to {{.High}}", "Low", low, "High", high)
		}
	}
}

// opening is what the arguments of lectern without a command ask for.
type opening struct {
	folders []string
	catalog string
	log     string
}

// windowFlags returns the flags of lectern without a command, which fill r.
func windowFlags(r *opening) *options {
	f := newOptions()
	f.path("catalog", &r.catalog)
	f.path("log", &r.log)
	return f
}

// windowRequest reads the arguments of lectern without a command: the folders and
// files to open, each as a path or as the file URI that some file managers pass.
func windowRequest(args []string) (r opening, err error) {
	r.catalog = library.DefaultCatalog()
	f := windowFlags(&r)
	if r.folders, err = parse(f, args); err == nil && len(r.folders) > 0 {
		err = misplaced(r.folders[0])
	}
	for i, folder := range r.folders {
		r.folders[i] = atHome(fromURI(runtime.GOOS, folder))
	}
	return r, err
}

// misplaced returns an error if a folder is a command that came after flags.
func misplaced(folder string) error {
	if !slices.Contains([]string{"scan", "version", "help"}, folder) {
		return nil
	}
	if _, err := os.Lstat(folder); err == nil {
		return nil
	}
	return message.NewError("“{{.Command}}” must be the first argument, before all flags", "Command", folder)
}

// atHome replaces a leading ~ by the user's home folder: the shell leaves it in "make
// run DIR=~/Audiobooks". A path that exists stays as it is.
func atHome(path string) string {
	rest, short := strings.CutPrefix(path, "~/")
	if !short {
		return path // its disk may hang: nobody waits for it before the window opens
	}
	home, err := os.UserHomeDir()
	if _, there := os.Lstat(path); err != nil || there == nil {
		return path
	}
	return filepath.Join(home, rest)
}

// path adds a flag that names a file.
func (o *options) path(name string, value *string) {
	o.paths[name] = true
	o.value(name, func(s string) error {
		if s == "" {
			return errors.New(message.Mark("no path"))
		}
		*value = s
		return nil
	})
}

// fromURI returns the path in a file URI of this machine, as a system, a GOOS, writes it.
// Any other text it returns unchanged: a folder may be called "100%25".
func fromURI(system, s string) string {
	u, err := url.Parse(s)
	if err != nil || !strings.EqualFold(u.Scheme, "file") || u.Path == "" {
		return s
	}
	here := u.Host == "" || u.Host == "localhost"
	switch {
	case system != "windows" && here:
		return u.Path
	case system != "windows":
		return s
	case !here:
		return `\\` + u.Host + strings.ReplaceAll(u.Path, "/", `\`) // a folder of another computer
	}
	path := strings.ReplaceAll(u.Path, "/", `\`)
	if len(path) >= len(`\D:`) && path[2] == ':' {
		path = path[1:]
	}
	if len(path) == len("D:") && path[1] == ':' {
		path += `\` // without it, the folder that is current on the drive
	}
	return path
}
