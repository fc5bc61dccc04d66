package library

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/corpus"
)

var besideBooks = flag.String("beside", "", "a folder: TestMetadataIsReadBack writes beside a copy of the books in it, not beside a small corpus")

// record is what a metadata file says of a book.
type record struct {
	Meta     book.Meta
	Chapters []book.Chapter
	Files    []string
}

// recordsIn returns the records below a folder by the paths of their first files relative to
// it, and the books.
func recordsIn(l *Library, dir string) (records map[string]record, books []*book.Book) {
	records = map[string]record{}
	v := l.View()
	for row := range v.Len() {
		b := v.At(row)
		r := record{b.Meta, Chapters(b), nil}
		for _, f := range b.Files {
			rel, _ := filepath.Rel(dir, f.Path)
			r.Files = append(r.Files, rel)
		}
		records[r.Files[0]] = r
		books = append(books, b)
	}
	return records, books
}

// withBooks opens a library whose rows are books.
func withBooks(t *testing.T, dir string) *opened {
	t.Helper()
	s := open(t, Options{})
	s.SetEveryFile(false)
	s.AddRoot(dir)
	s.settle()
	return s
}

// TestMetadataIsReadBack: what Lectern writes beside books, it reads as the same records, and
// so does another library that knows nothing of them.
func TestMetadataIsReadBack(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("ffmpeg"); err != nil {
		t.Skip("ffmpeg: ", err)
	}
	from := *besideBooks
	if from == "" {
		m, err := corpus.Make(t.Context(), corpus.Options{Dir: filepath.Join(t.TempDir(), "corpus"), Files: 48, Seed: 5})
		check(t, err)
		from = m.Dir
	}
	for format, name := range map[MetadataFormat]string{MetadataJSON: "json", MetadataOPF: "opf"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "books")
			out, err := exec.CommandContext(t.Context(), "cp", "-a", from, dir).CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			s := withBooks(t, dir)
			want, books := recordsIn(s.Library, dir)
			plans := s.PlanMetadata(t.Context(), books, format, func(int) {})
			files, refused := map[string]bool{}, map[string]int{}
			for _, p := range plans {
				if p.Draft == nil {
					refused[p.Reason]++
					continue
				}
				if files[p.Draft.Path] {
					t.Errorf("%s is about two books", p.Draft.Path)
				}
				files[p.Draft.Path] = true
			}
			written, failed := s.WriteMetadata(t.Context(), plans, true, func(int) {})
			s.settle()
			t.Logf("%d books, %d files written, %d refused: %v", len(books), written, len(books)-len(files), refused)
			if len(failed) > 0 || len(plans) != len(books) || written == 0 || written < len(books)/2 {
				t.Errorf("%d plans for %d books, %d files, failed: %+v", len(plans), len(books), written, failed)
			}
			compare := func(who string, got map[string]record) {
				t.Helper()
				if len(got) != len(want) {
					t.Errorf("%s: %d books, want %d", who, len(got), len(want))
				}
				for path, r := range want {
					if is := fmt.Sprintf("%+v", got[path]); is != fmt.Sprintf("%+v", r) { // an empty list is none
						t.Errorf("%s: %s\n%s, want\n%+v", who, path, is, r)
					}
				}
			}
			again, books := recordsIn(s.Library, dir)
			compare("the library that wrote them", again)
			for _, p := range s.PlanMetadata(t.Context(), books, format, func(int) {}) {
				if p.Draft != nil && p.Draft.State != MetadataSame {
					t.Errorf("%s would be written again: %v", p.Draft.Path, p.Draft.Changes())
				}
			}
			other, _ := recordsIn(withBooks(t, dir).Library, dir)
			compare("another library", other)
		})
	}
}

// TestMetadataOfEdits: what the user typed is in the file, and another library reads it
// exactly; in a shared folder the file is named like the book's.
func TestMetadataOfEdits(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{"Own/a.mp3", "Shared/b.mp3", "Shared/c.mp3", "loose.mp3", "Parts/1.mp3", "Parts/2.mp3"} {
		write(t, filepath.Join(dir, path), "not audio")
	}
	s := withBooks(t, dir)
	byTitle := func(l *Library) map[string]*book.Book {
		all := map[string]*book.Book{}
		for row := range l.View().Len() {
			b := l.View().At(row)
			rel, _ := filepath.Rel(dir, b.Files[0].Path)
			all[rel] = b
		}
		return all
	}
	edits := map[book.ID]map[string]*string{}
	for rel, b := range byTitle(s.Library) {
		title, people, series := "Title of "+rel+" (Unabridged)", "Last, First\nAnn & Bob", "Saga #1 of 3\nOther #2"
		edits[b.ID] = map[string]*string{"title": &title, "authors": &people, "series": &series}
	}
	s.Edit(edits)
	s.settle()
	before := byTitle(s.Library)
	var books []*book.Book
	for _, b := range before {
		books = append(books, b)
	}
	got := map[string]string{}
	plans := s.PlanMetadata(t.Context(), books, MetadataJSON, func(int) {})
	for _, p := range plans {
		rel, _ := filepath.Rel(dir, p.Book.Files[0].Path)
		if got[rel] = p.Reason; p.Draft != nil {
			got[rel], _ = filepath.Rel(dir, p.Draft.Path)
		}
	}
	want := map[string]string{
		"Own/a.mp3": "Own/metadata.json", "Shared/b.mp3": "Shared/b.metadata.json", "Shared/c.mp3": "Shared/c.metadata.json",
		"loose.mp3": "loose.metadata.json", "Parts/1.mp3": "Parts/metadata.json",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("files %q, want %q", got, want)
	}
	if n, failed := s.WriteMetadata(t.Context(), plans, false, func(int) {}); n != len(want) || len(failed) > 0 {
		t.Errorf("%d written, %+v", n, failed)
	}
	for rel, b := range byTitle(withBooks(t, dir).Library) {
		if w := before[rel]; w == nil || b.Title != w.Title || !reflect.DeepEqual(b.Authors, w.Authors) || !reflect.DeepEqual(b.Series, w.Series) || b.Edition != w.Edition {
			t.Errorf("%s reads %+v, want %+v", rel, b.Meta, w.Meta)
		}
	}
}

// TestMetadataAfterEdit: a plan has the edits that the books of an older View lack.
func TestMetadataAfterEdit(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "Own", "a.mp3"), "not audio")
	s := withBooks(t, dir)
	_, books := recordsIn(s.Library, dir)
	title := "Edited"
	s.editAll([]book.ID{books[0].ID}, map[string]*string{"title": &title})
	plans := s.PlanMetadata(t.Context(), books, MetadataJSON, func(int) {})
	if p := plans[0]; p.Draft == nil || p.Draft.After.Title != title || p.Book.Title != title {
		t.Errorf("%+v", p)
	}
}

// TestMetadataOfALooseBook: the only book of a root gets a file that counts, and goes on
// counting beside other books.
func TestMetadataOfALooseBook(t *testing.T) {
	for format, names := range map[MetadataFormat][2]string{MetadataJSON: {"Ebb.metadata.json", "metadata.json"}, MetadataOPF: {"Ebb.opf", "metadata.opf"}} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "Ebb.m4b"), "not audio")
		place := func() string {
			s := withBooks(t, dir)
			_, books := recordsIn(s.Library, dir)
			plan := s.PlanMetadata(t.Context(), books[:1], format, func(int) {})[0]
			if plan.Draft == nil {
				t.Fatal(plan.Reason)
			}
			return filepath.Base(plan.Draft.Path)
		}
		if got := place(); got != names[0] {
			t.Errorf("%s, want %s", got, names[0])
		}
		theirs := filepath.Join(dir, names[1])
		check(t, os.WriteFile(theirs, []byte(map[bool]string{true: `{"title":"Theirs"}`, false: "<package><metadata><title>Theirs</title></metadata></package>"}[format == MetadataJSON]), 0o644))
		if got := place(); got != names[1] {
			t.Errorf("%s where it is, want %s", got, names[1])
		}
		write(t, filepath.Join(dir, "Flow.m4b"), "not audio")
		if got := place(); got != names[0] {
			t.Errorf("%s beside another book, want %s", got, names[0])
		}
	}
}

// TestMetadataFailures: a folder that cannot be written is a line with the reason, and the
// others go on.
func TestMetadataFailures(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a folder cannot be closed to writing")
	}
	dir := t.TempDir()
	for _, name := range []string{"A", "B", "C", "D"} {
		write(t, filepath.Join(dir, name, "1.mp3"), "not audio")
	}
	s := withBooks(t, dir)
	_, books := recordsIn(s.Library, dir)
	check(t, os.Mkdir(filepath.Join(dir, "C", "metadata.json"), 0o755))
	plans := s.PlanMetadata(t.Context(), books, MetadataJSON, func(int) {})
	if p := plans[2]; p.Draft != nil || p.Reason != "metadata.json is not an ordinary file" {
		t.Errorf("%+v", p)
	}
	check(t, os.RemoveAll(filepath.Join(dir, "B"))) // as if its disk were unplugged
	foreign := filepath.Join(dir, "D", "metadata.json")
	check(t, os.WriteFile(foreign, []byte(`{"title":"Theirs"}`), 0o644)) // after the plan
	var steps []int
	n, failed := s.WriteMetadata(t.Context(), plans, true, func(done int) { steps = append(steps, done) })
	if n != 1 || len(failed) != 2 || failed[0].Reason != "the file or folder does not exist" || failed[1].Reason != "the file has changed meanwhile" {
		t.Errorf("%d written, failed: %+v", n, failed)
	}
	if !reflect.DeepEqual(steps, []int{1, 2, 3, 4}) {
		t.Errorf("progress %v", steps)
	}
	if text, _ := os.ReadFile(foreign); !strings.Contains(string(text), "Theirs") {
		t.Error("their file was replaced")
	}
	if _, err := os.Stat(filepath.Join(dir, "A", "metadata.json")); err != nil {
		t.Error(err)
	}
}

// TestOrLeave: what ends within the grace after the user cancels counts; what hangs longer
// is left behind.
func TestOrLeave(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	n, err := orLeave(ctx, time.Minute, func() (int, error) {
		cancel()
		time.Sleep(20 * time.Millisecond)
		return 7, nil
	})
	if n != 7 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	hang := make(chan struct{})
	defer close(hang)
	if n, err = orLeave(ctx, time.Millisecond, func() (int, error) { <-hang; return 7, nil }); n != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("%d, %v", n, err)
	}
}
