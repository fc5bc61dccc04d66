package sidecar

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// randomMeta returns a record with values that are awkward to write and to read.
func randomMeta(r *rand.Rand) (m book.Meta, chapters []book.Chapter) {
	texts := []string{
		"Plain", "García Márquez, Gabriel", "Ann & Bob", "A; B", "x/y", `"quoted" \ back`, "<b>bold</b>", "AT&amp;T", "&lt;", "a &amp;amp; b",
		"三体", "🎧", "Name #2", "#", "(translator)", "lectern sha256:" + strings.Repeat("0", 64), "]]>", "<!-- -->", "the author", "Unknown", "false",
	}
	some := func() string { return texts[r.IntN(len(texts))] }
	list := func() (all []string) {
		for range r.IntN(4) {
			all = append(all, some())
		}
		return all
	}
	for f := range book.Fields {
		if r.IntN(4) == 0 || f.Info().Own {
			continue
		}
		switch i := f.Info(); {
		case i.Text != nil:
			*i.Text(&m) = some()
		case i.List != nil:
			*i.List(&m) = list()
		case i.Number != nil:
			*i.Number(&m) = r.IntN(3000) - 100
		case i.Series != nil:
			for range r.IntN(3) {
				*i.Series(&m) = append(*i.Series(&m), book.Series{Name: some(), Part: []string{"", "1", "0.5", "1.05", "2.0", "3a", "iv", "1 of 3"}[r.IntN(8)]})
			}
		}
	}
	for range r.IntN(3) {
		m.Contributors = append(m.Contributors, "Karl Turner ("+[]string{"translator", "editor", "foreword", "odd role", ""}[r.IntN(5)]+")")
	}
	m.Description = some() + "\r\n\n  " + some() + "\t"
	at := time.Duration(0)
	for range r.IntN(4) {
		end := at + time.Duration(r.Int64N(int64(100*time.Hour)))
		chapters = append(chapters, book.Chapter{Start: at, End: end, Title: some()})
		at = end
	}
	return m, chapters
}

// TestWrittenIsRead: what Lectern writes, Read reads as the same record, exactly.
func TestWrittenIsRead(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 2000 {
		m, chapters := randomMeta(r)
		read, marks, own, err := readMetadata(string(MetadataJSON.encode(&m, chapters, nil)))
		if err != nil || !own || !equalMeta(read, m) || !reflect.DeepEqual(marks, chapters) {
			t.Fatalf("JSON reads\n%+v %v, want\n%+v %v", read, marks, m, chapters)
		}
		if read, own, err = readPackage(string(MetadataOPF.encode(&m, nil, nil))); err != nil || !own || !equalMeta(read, m) {
			t.Fatalf("OPF reads\n%+v, want\n%+v", read, m)
		}
	}
	for n := range 20 { // a file waits for the disk
		m, chapters := randomMeta(r)
		for _, f := range []Format{MetadataJSON, MetadataOPF} {
			for _, stem := range []string{"", "Title, Vol. 1"} {
				dir := t.TempDir()
				path := filepath.Join(dir, f.Name(stem))
				d, err := NewDraft(path, f, &m, chapters)
				if err != nil || d.State != New || d.Write(false) != nil {
					t.Fatalf("%v, %+v", err, d)
				}
				notes, _ := Read(t.Context(), dir, []string{filepath.Base(path)})
				if stem != "" {
					if len(notes.Named) != 1 || notes.Named[0].Stem != stem {
						t.Fatalf("%d: the notes about %q are %+v", n, stem, notes)
					}
					notes = &notes.Named[0]
				}
				if !equalMeta(notes.Meta, m) || notes.Faults != nil {
					t.Fatalf("%d: %s reads\n%+v, want\n%+v\n%v", n, path, notes.Meta, m, notes.Faults)
				}
				for field := range book.Fields {
					if notes.IsExact(field) != m.Has(field) {
						t.Errorf("%s: exact is %v", field, notes.IsExact(field))
					}
				}
				if f == MetadataJSON && !reflect.DeepEqual(notes.Chapters, chapters) {
					t.Fatalf("%d: chapters\n%v, want\n%v", n, notes.Chapters, chapters)
				}
				if d, err := NewDraft(path, f, &m, chapters); err != nil || d.State != Same {
					t.Errorf("written again: %v, %+v", err, d)
				}
			}
		}
	}
}

// equalMeta compares records; an empty list is none.
func equalMeta(a, b book.Meta) bool {
	for f := range book.Fields {
		if !reflect.DeepEqual(append([]string{}, a.Values(f)...), append([]string{}, b.Values(f)...)) {
			return false
		}
	}
	return len(a.Series) == 0 && len(b.Series) == 0 || reflect.DeepEqual(a.Series, b.Series)
}

// TestDraft: a file that Lectern did not write, or that somebody changed since, is replaced
// only on request; nor is a file that came or changed after the draft was made.
func TestDraft(t *testing.T) {
	m := book.Meta{Title: "Emma", Authors: []string{"Jane Austen"}, Genres: []string{"Classics"}}
	other := book.Meta{Title: "Persuasion", Authors: m.Authors, Genres: m.Genres}
	for _, f := range []Format{MetadataJSON, MetadataOPF} {
		theirs := map[Format]string{
			MetadataJSON: `{"tags":["Loved"],"explicit":true,"title":"Emma: A Novel","authors":["Jane Austen"],"genres":["Classics"]}`,
			MetadataOPF: `<package><metadata xmlns:dc="x"><dc:title>Emma: A Novel</dc:title><dc:creator>Jane Austen</dc:creator><dc:subject>Classics</dc:subject>` +
				`</metadata></package>`,
		}[f]
		path := filepath.Join(t.TempDir(), f.Name(""))
		draft := func(m *book.Meta) *Draft {
			t.Helper()
			d, err := NewDraft(path, f, m, nil)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		write := func(text string) {
			t.Helper()
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		is := func(what string, d *Draft, state DraftState, changes ...book.Field) {
			t.Helper()
			if got := d.Changes(); d.State != state || !reflect.DeepEqual(got, changes) {
				t.Errorf("%s: state %d, want %d; changes %v, want %v", what, d.State, state, got, changes)
			}
		}
		fails := func(what string, err, want error) {
			t.Helper()
			if !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", what, err, want)
			}
		}
		first := draft(&m)
		is("no file", first, New, book.Title, book.Authors, book.Genres)
		write(theirs)
		fails("a file came meanwhile", first.Write(true), ErrMeanwhile)
		d := draft(&m)
		is("theirs", d, Foreign, book.Title)
		if d.Before.Title != "Emma: A Novel" {
			t.Errorf("it says %q", d.Before.Title)
		}
		fails("theirs", d.Write(false), ErrForeign)
		if now, _ := os.ReadFile(path); string(now) != theirs {
			t.Fatal("their file changed")
		}
		fails("theirs, on request", d.Write(true), nil)
		own, _ := os.ReadFile(path)
		if f == MetadataJSON && (!strings.Contains(string(own), `"Loved"`) || !strings.Contains(string(own), `"explicit": true`)) {
			t.Errorf("their tags are lost: %s", own)
		}
		is("own", draft(&other), Changed, book.Title)
		fails("own", draft(&other).Write(false), nil)
		changed, _ := os.ReadFile(path)
		d = draft(&m)
		write(strings.Replace(string(changed), "Persuasion", "Persuasion!", 1))
		fails("changed meanwhile", d.Write(true), ErrMeanwhile)
		is("own, changed by somebody", draft(&m), Foreign, book.Title)
		fails("own, changed by somebody", draft(&m).Write(false), ErrForeign)
		write(strings.ReplaceAll(string(own), "\n", "\r\n"))
		is("theirs, with the same content", draft(&m), Same)
		write("torn {")
		is("unreadable", draft(&m), Foreign, book.Title, book.Authors, book.Genres)
		write("")
		is("empty", draft(&m), Foreign, book.Title, book.Authors, book.Genres)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		fails("gone meanwhile", d.Write(true), ErrMeanwhile)
		if all, _ := os.ReadDir(filepath.Dir(path)); len(all) != 0 {
			t.Errorf("left beside: %v", all)
		}
		huge := book.Meta{Title: "T", Description: strings.Repeat("x", maxFile)}
		if _, err := NewDraft(path, f, &huge, nil); !errors.Is(err, ErrTooLarge) {
			t.Errorf("too large: %v", err)
		}
	}
}

// TestWrittenForOthers: programs that read the formats find the usual fields.
func TestWrittenForOthers(t *testing.T) {
	m := book.Meta{
		Title: "Emma", Subtitle: "A Novel", Authors: []string{"Jane Austen"}, Narrators: []string{"Ray Porter"}, Year: 1815,
		Series: []book.Series{{Name: "Classics", Part: "2"}}, Genres: []string{"Fiction"}, Publisher: "P", ASIN: "B002V0QK4C", ISBN: "9780593135204",
		Language: "en", Description: "<p>Text &amp; more.</p>", Contributors: []string{"Karl Turner (translator)"}, Edition: "Unabridged",
	}
	chapters := []book.Chapter{{End: 1500 * time.Millisecond, Title: "One"}, {Start: 1500 * time.Millisecond, End: 3 * time.Second, Title: "Two"}}
	text := string(MetadataJSON.encode(&m, chapters, nil))
	read, marks, err := readJSON(text)
	m2 := m
	if err != nil || !equalMeta(read, m2) || !reflect.DeepEqual(marks, chapters) {
		t.Errorf("%v\n%+v\n%v\n%s", err, read, marks, text)
	}
	text = string(MetadataOPF.encode(&m, nil, nil))
	read, err = readOPF(text)
	m2.Edition = "" // OPF has no name for it
	if err != nil || !equalMeta(read, m2) {
		t.Errorf("%v\n%+v\n%s", err, read, text)
	}
}

// TestOtherKeysStay: a metadata.json keeps the keys that Lectern has no field for, whoever
// wrote it last, and is Lectern's own afterwards.
func TestOtherKeysStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "metadata.json")
	const theirs = `{"TITLE":"Emma: A","tags":["Loved"],"abridged":true,"rating":4.50,"my\"Key<":{"a":[1,"<x>"],"writtenBy": "lectern sha256:"}}`
	if err := os.WriteFile(path, []byte(theirs), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Emma", "Emma again"} {
		m := book.Meta{Title: title}
		d, err := NewDraft(path, MetadataJSON, &m, nil)
		if err != nil || d.Write(true) != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil || !isOwn(text) {
			t.Fatalf("%v, the file is not Lectern's:\n%s", err, text)
		}
		var got map[string]any
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(err)
		}
		delete(got, "writtenBy")
		want := map[string]any{
			"title": title, "tags": []any{"Loved"}, "abridged": true, "rating": 4.5,
			`my"Key<`: map[string]any{"a": []any{1.0, "<x>"}, "writtenBy": "lectern sha256:"},
		}
		if !reflect.DeepEqual(got, want) || !strings.Contains(string(text), "4.50") {
			t.Errorf("%s", text)
		}
		if d, err := NewDraft(path, MetadataJSON, &m, nil); err != nil || d.State != Same || string(d.content) != string(text) {
			t.Errorf("written again: %v, %+v", err, d)
		}
	}
}
