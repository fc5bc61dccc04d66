package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strconv"
	"syscall"
	"time"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/export"
	"lectern/library/message"
	"lectern/library/probe"
	"lectern/library/scan"
	"lectern/library/view"
	"lectern/ui/i18n"
)

// The words that --prober accepts.
const (
	auto    = "auto"
	ffprobe = "ffprobe"
)

// errInterrupted is the error of a scan that a signal ended. It prints no records.
var errInterrupted = errors.New(message.Mark("interrupted"))

// scanCommand runs lectern scan and returns the exit status.
func scanCommand(args []string, began time.Time) int {
	r, err := scanRequest(args)
	if err != nil {
		return refuse(err)
	}
	if err := locate(r.folders, r.catalog, r.log); err != nil {
		return fail(err)
	}
	log, closeLog, err := openLog(r.log, began)
	if err != nil {
		return fail(err)
	}
	defer closeLog()

	debug.SetGCPercent(scanGCPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	news := make(chan struct{}, 1)
	lib, err := library.Open(r.options(log, news))
	if err != nil {
		return fail(err)
	}
	defer lib.Close()
	places, err := r.scan(ctx, lib, news, log)
	stop() // from here on a signal ends the program at once
	if err != nil {
		return fail(err)
	}
	status := r.report(lib.Status(), places)
	saved := lib.Close() // before the records: whoever reads them may stop early, which ends the program
	if err := r.print(os.Stdout, lib.View(), places); err != nil {
		return fail(message.Wrap(err, "print records: {{.Reason}}", "Reason", inWords(err)))
	}
	if saved != nil {
		return fail(saved)
	}
	return status
}

// options returns the options of a library that scans. It fills news when something is new.
func (r request) options(log *slog.Logger, news chan struct{}) library.Options {
	opts := library.Options{
		Headless: true, EveryFile: r.files, FilesOnly: r.filesOnly(), Lint: r.query.AsksProblems(),
		Language: collation(), Workers: r.workers, Query: r.query, Log: log, Catalog: r.catalog,
		Updated: func() {
			select {
			case news <- struct{}{}:
			default:
			}
		},
	}
	if r.prober == ffprobe {
		opts.Prober = probe.Slow()
	}
	return opts
}

// scan scans the named folders, and whatever else they lead to. It returns the places whose
// records the request asks for.
func (r request) scan(ctx context.Context, lib *library.Library, news <-chan struct{}, log *slog.Logger) (places []string, err error) {
	for _, folder := range r.folders {
		lib.AddRoot(folder)
	}
	if err := await(ctx, lib, news, func(rows int) { log.Info("first_rows", "rows", rows) }); err != nil {
		return nil, err
	}
	places = r.places(ctx, lib.Status())
	if ctx.Err() != nil { // places may lack some
		return nil, errInterrupted
	}
	if others := r.others(places); len(others) > 0 {
		lib.Rescan(others...)
		return places, await(ctx, lib, news, func(int) {})
	}
	return places, nil
}

// report says on standard error what the user should know of a scan, and returns the exit
// status.
func (r request) report(s *library.Status, places []string) int {
	status := done
	for _, reason := range slices.Concat(unread(s), absent(r.folders, s)) {
		status = fail(reason)
	}
	for _, notice := range s.Notices {
		complain(i18n.TerminalMessage(notice.Message))
	}
	if s.Forgetful {
		status = failed // a notice says why
	}
	for _, root := range s.Roots {
		named := slices.ContainsFunc(places, func(dir string) bool { return library.Within(root.Path, dir) || library.Within(dir, root.Path) })
		if text := doubtful(root); named && text != "" {
			complain(text)
		}
	}
	return status
}

// filesOnly reports whether nothing but the records of files is asked for: nothing selects
// or orders them by what is known of books, and nothing is kept.
func (r request) filesOnly() bool {
	return r.files && r.query.Text == "" && len(r.query.Sort) == 0 && r.catalog == ""
}

// scanGCPercent is how much garbage there may be, in percent of the memory in use. A
// scan ends soon, and collecting garbage less often saves a tenth of its time.
const scanGCPercent = 150

// await shows the progress of the library and returns when the library has settled. It
// calls first once, with the number of rows of the first view that has any.
func await(ctx context.Context, lib *library.Library, news <-chan struct{}, first func(rows int)) error {
	progress := newProgress(os.Stderr)
	defer progress.clear()
	for seen := false; ; {
		settled := lib.Settled()
		if rows := lib.View().Len(); rows > 0 && !seen {
			seen = true
			first(rows)
		}
		if settled {
			return nil
		}
		progress.show(lib.Status())
		select {
		case <-news:
		case <-ctx.Done():
			return errInterrupted
		}
	}
}

// unread returns an error for each folder that could not be read, with the reason.
func unread(s *library.Status) (reasons []error) {
	for _, r := range s.Roots {
		if r.Reason != "" {
			reasons = append(reasons, about(r.Path, r.Reason))
		}
		for _, p := range r.Problems {
			reasons = append(reasons, about(p.Path, p.Reason()))
		}
		for _, at := range r.Unmounted {
			reasons = append(reasons, about(at, message.Mark("its drive isn’t connected")))
		}
	}
	return reasons
}

// about returns an error that has a reason for a path.
func about(path, reason string) error {
	return message.NewError("{{.Path}}: {{.Reason}}", "Path", strconv.Quote(path), "Reason", message.New(reason))
}

// doubtful says how many files of a root are gone although their records do not say so: so
// many at once that the user must answer. "" if none are.
func doubtful(r library.Root) string {
	if r.Held.Missing == 0 {
		return ""
	}
	return i18n.Count(r.Held.Missing, "{{.Path}}: {{.Count}} of {{.Files}} is gone; it keeps its record until you answer in the window",
		"{{.Path}}: {{.Count}} of {{.Files}} are gone; they keep their records until you answer in the window",
		"Path", strconv.Quote(r.Path), "Files", i18n.Count(r.Held.Of, "{{.Count}} file", "{{.Count}} files"))
}

// absent returns an error for each named folder that does not exist though the root
// around it does. unread reports the roots themselves.
func absent(folders []string, s *library.Status) (reasons []error) {
	for _, path := range folders {
		in := slices.ContainsFunc(s.Roots, func(r library.Root) bool {
			return r.Reason == "" && r.State != library.RootElsewhere && r.Path != path && library.Within(path, r.Path)
		})
		named := slices.ContainsFunc(s.Roots, func(r library.Root) bool { return r.Path == path })
		if !in || named {
			continue // nor is a disk asked that does not answer
		}
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			reasons = append(reasons, about(path, message.Mark("folder does not exist")))
		}
	}
	return reasons
}

// places are the named folders, and the paths by which other roots list the files in
// them: each file is listed once, under one root.
func (r request) places(ctx context.Context, s *library.Status) []string {
	var roots []string
	for _, root := range s.Roots {
		if root.State != library.RootElsewhere {
			roots = append(roots, root.Path)
		}
	}
	return append(slices.Clone(r.folders), scan.Aliases(ctx, r.folders, roots)...)
}

// others returns the places outside the named folders, which come first in places: links
// and mounts lead to the others, and no scan of the named folders has looked at them.
func (r request) others(places []string) []string {
	return slices.DeleteFunc(slices.Clone(places[len(r.folders):]), func(place string) bool {
		return slices.ContainsFunc(r.folders, func(dir string) bool { return library.Within(place, dir) })
	})
}

// print prints the records that the request asks for; of a catalogue, only those in
// places.
func (r request) print(out io.Writer, v *view.View, places []string) error {
	named := func(f *book.File) bool {
		return slices.ContainsFunc(places, func(dir string) bool { return library.Within(f.Path, dir) })
	}
	books := func(yield func(*book.Book) bool) {
		for row := range v.Len() {
			if b := v.At(row); slices.ContainsFunc(b.Files, named) && !yield(b) {
				return
			}
		}
	}
	if !r.files {
		w, err := export.Books(out, r.format, library.Chapters)
		if err != nil {
			return err
		}
		return write(w, books, r.offset, r.limit)
	}
	files := func(yield func(*book.File) bool) {
		for b := range books {
			for _, f := range b.Files {
				if named(f) && !yield(f) {
					return
				}
			}
		}
	}
	w, err := export.Files(out, r.format)
	if err != nil {
		return err
	}
	return write(w, files, r.offset, r.limit)
}

// write writes at most limit records, after the first offset records.
func write[T any](w export.Writer[T], records iter.Seq[*T], offset, limit int) error {
	err := export.All(w, func(yield func(*T) bool) {
		for record := range records {
			if offset > 0 {
				offset--
				continue
			}
			if limit == 0 || !yield(record) {
				return
			}
			limit--
		}
	})
	if err != nil {
		return err
	}
	return w.Close()
}
