package transfer_test

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/message"
	. "lectern/library/transfer"
	"lectern/scripts/absbackup"
)

var (
	berlin = time.FixedZone("CET", 3600)
	now    = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	begun  = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).UnixNano() // of all books in backups
	march  = time.Date(2026, 3, 1, 20, 0, 0, 123e6, time.UTC)
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// readFile reads a file with this content.
func readFile(t *testing.T, content string) (*File, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	check(t, os.WriteFile(path, []byte(content), 0o600))
	return Read(t.Context(), path, berlin, now)
}

var emma = absbackup.Book{
	Path: "Jane Austen/Emma", Title: "Emma", Authors: []string{"Jane Austen", "Ann Reader"}, ASIN: "B00EMMA000", Tags: []string{"loved"},
	Files: []absbackup.File{{Name: "1.mp3", Length: time.Hour}, {Name: "2.mp3", Length: 90 * time.Minute}},
	At:    80 * time.Minute, Updated: march,
}

// TestBackup reads the progress of all users of a backup.
func TestBackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.audiobookshelf")
	heard := emma
	heard.At, heard.Finished, heard.Updated = 150*time.Minute, march, march.Add(time.Second)
	single := absbackup.Book{Path: "Dune.m4b", Title: "Dune", Files: []absbackup.File{{Length: time.Hour}}, At: time.Minute, Updated: march}
	opened := absbackup.Book{Path: "Opened.m4b", Title: "Opened", Files: []absbackup.File{{Length: time.Hour}}, At: 0, Updated: march}
	later := absbackup.Book{Path: "Later.m4b", Title: "A wrong clock", Files: []absbackup.File{{Length: time.Hour}}, At: time.Minute, Updated: now.AddDate(1, 0, 0)}
	byHand := absbackup.Book{Path: "Hand.m4b", Title: "By hand", Files: []absbackup.File{{Length: time.Hour}}, Finished: march, Updated: march}
	check(t, absbackup.Write(path,
		absbackup.User{
			Name: "bob", Books: []absbackup.Book{emma, single, opened, later},
			Bookmarks: []absbackup.Bookmark{
				{Path: "Dune.m4b", Title: "spice\n!", At: 61 * time.Second, Made: march}, {Path: "Opened.m4b", At: time.Second, Made: march}, {Path: "Gone.m4b", Title: "x", Made: march},
			},
		},
		absbackup.User{Name: "ann", Books: []absbackup.Book{heard, byHand}}, absbackup.User{Name: "nobody"}))
	f, err := Read(t.Context(), path, berlin, now)
	check(t, err)
	identity := Identity{
		Path: "/audiobooks/Jane Austen/Emma", Title: "Emma", Authors: []string{"Jane Austen", "Ann Reader"}, ASIN: "B00EMMA000", Length: 150 * time.Minute,
		Parts: []Part{{"/audiobooks/Jane Austen/Emma/1.mp3", time.Hour}, {"/audiobooks/Jane Austen/Emma/2.mp3", 90 * time.Minute}},
	}
	alone := func(name, title string) Identity {
		return Identity{Path: "/audiobooks/" + name, Title: title, Length: time.Hour, Parts: []Part{{"/audiobooks/" + name, time.Hour}}}
	}
	want := &File{Kind: Audiobookshelf, Users: []User{
		{"ann", []Entry{
			{identity, State{Position: 150 * time.Minute, Played: march.UnixNano(), Started: begun, Finished: march.UnixNano(), Tags: []string{"loved"}}},
			{alone("Hand.m4b", "By hand"), State{Finished: march.UnixNano()}},
		}},
		{"bob", []Entry{
			{identity, State{Position: 80 * time.Minute, Played: march.UnixNano(), Started: begun, Tags: []string{"loved"}}},
			{alone("Dune.m4b", "Dune"), State{
				Position: time.Minute, Played: march.UnixNano(), Started: begun, Bookmarks: []book.Bookmark{{At: 61 * time.Second, Made: march.UnixNano(), Note: "spice !"}},
			}},
			{alone("Opened.m4b", "Opened"), State{Bookmarks: []book.Bookmark{{At: time.Second, Made: march.UnixNano()}}}},
		}},
	}}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("\n%+v\nwant\n%+v", f, want)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "lectern-import-*")); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
}

// TestBareDatabase: the database may be outside a zip; it stays as it is.
func TestBareDatabase(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "absdatabase.sqlite")
	check(t, absbackup.WriteDatabase(path, absbackup.User{Name: "bob", Books: []absbackup.Book{emma}}))
	before, err := os.ReadFile(path)
	check(t, err)
	f, err := Read(t.Context(), path, berlin, now)
	check(t, err)
	after, err := os.ReadFile(path)
	check(t, err)
	if len(f.Users) != 1 || len(f.Users[0].Entries) != 1 || !bytes.Equal(before, after) {
		t.Errorf("%+v", f)
	}
	if all, _ := os.ReadDir(dir); len(all) != 1 {
		t.Errorf("%v", all)
	}
}

// TestTwoProgressesOfABook: of two progresses of one user and book, the newer counts, and no
// bookmark is lost.
func TestTwoProgressesOfABook(t *testing.T) {
	for _, later := range []time.Duration{time.Hour, -time.Hour} {
		path := filepath.Join(t.TempDir(), "absdatabase.sqlite")
		check(t, absbackup.WriteDatabase(path, absbackup.User{
			Name: "bob", Books: []absbackup.Book{emma}, Bookmarks: []absbackup.Bookmark{{Path: emma.Path, Title: "here", At: time.Minute, Made: march}},
		}))
		alter(t, path, fmt.Sprintf(`CREATE TEMP TABLE again AS SELECT * FROM mediaProgresses;
			UPDATE again SET id = 'again', currentTime = 7, updatedAt = '%s';
			INSERT INTO mediaProgresses SELECT * FROM again`, march.Add(later).UTC().Format("2006-01-02 15:04:05.000 +00:00")))
		f, err := Read(t.Context(), path, berlin, now)
		check(t, err)
		all := f.Users[0].Entries
		if len(all) != 1 || (all[0].Position == 7*time.Second) != (later > 0) || len(all[0].Bookmarks) != 1 || all[0].Bookmarks[0].Note != "here" {
			t.Errorf("%v later: %+v", later, all)
		}
	}
}

// TestUnreadableElements: a bookmark or a tag that cannot be read hides no other one.
func TestUnreadableElements(t *testing.T) {
	path := filepath.Join(t.TempDir(), "absdatabase.sqlite")
	check(t, absbackup.WriteDatabase(path, absbackup.User{
		Name: "bob", Books: []absbackup.Book{emma}, Bookmarks: []absbackup.Bookmark{{Path: emma.Path, Title: "here", At: time.Minute, Made: march}},
	}))
	before, err := Read(t.Context(), path, berlin, now)
	check(t, err)
	alter(t, path, `UPDATE users SET bookmarks = json_insert(bookmarks, '$[#]', json('{"title": 5}'), '$[#]', 'x');
		UPDATE books SET tags = json_insert(tags, '$[#]', 5)`)
	after, err := Read(t.Context(), path, berlin, now)
	check(t, err)
	if e := before.Users[0].Entries; len(e[0].Bookmarks) != 1 || len(e[0].Tags) != 1 || !reflect.DeepEqual(before, after) {
		t.Errorf("%+v, before %+v", after, before)
	}
}

// TestEpisode: episodes of podcasts are entries of their own.
func TestEpisode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "absdatabase.sqlite")
	check(t, absbackup.WriteDatabase(path, absbackup.User{Name: "bob", Books: []absbackup.Book{emma}}))
	alter(t, path, `INSERT INTO podcasts VALUES ('p', 'Tides', 'Sea FM', '', 0, 0);
		INSERT INTO podcastEpisodes VALUES ('e', 'Ebb', '{"duration": 600, "metadata": {"path": "/podcasts/Tides/ebb.mp3"}}', 'p', 0, 0);
		UPDATE mediaProgresses SET mediaItemId = 'e', mediaItemType = 'podcastEpisode'`)
	f, err := Read(t.Context(), path, berlin, now)
	check(t, err)
	want := Identity{Path: "/podcasts/Tides/ebb.mp3", Title: "Ebb", Authors: []string{"Sea FM"}, Length: 10 * time.Minute, Parts: []Part{{"/podcasts/Tides/ebb.mp3", 10 * time.Minute}}, Episode: true}
	if got := f.Users[0].Entries[0].Identity; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// alter changes a database.
func alter(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path))
	check(t, err)
	defer db.Close()
	_, err = db.Exec("PRAGMA journal_mode = DELETE; " + statements)
	check(t, err)
}

// zipped returns a zip of a file.
func zipped(t *testing.T, name string, content []byte) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	check(t, err)
	_, err = w.Write(content)
	check(t, err)
	check(t, z.Close())
	return out.String()
}

// TestHostile: files that are not what they seem are refused with a reason.
func TestHostile(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.sqlite")
	check(t, absbackup.WriteDatabase(good, absbackup.User{Name: "bob", Books: []absbackup.Book{emma}}))
	database, err := os.ReadFile(good)
	check(t, err)
	altered := func(statements string) string {
		path := filepath.Join(dir, "altered.sqlite")
		check(t, os.WriteFile(path, database, 0o600))
		alter(t, path, statements)
		b, err := os.ReadFile(path)
		check(t, err)
		return string(b)
	}
	torn := bytes.Clone(database)
	for i := 4096; i < len(torn); i++ {
		torn[i] ^= 0x5a
	}
	whole := zipped(t, "absdatabase.sqlite", database)
	cases := []struct{ name, content, reason string }{
		{"empty", "", "it is empty"},
		{"a zip of something else", zipped(t, "word/document.xml", []byte("<w/>")), "no database"},
		{"an old backup", zipped(t, "config/libraryItems/data.json", []byte("{}")), "before 2.3"},
		{"a cut zip", whole[:len(whole)/2], "damaged"},
		{"no database in the place of one", zipped(t, "absdatabase.sqlite", []byte("hello, world, hello")), "damaged"},
		{"a bomb", zipped(t, "absdatabase.sqlite", append([]byte("SQLite format 3\x00"), make([]byte, 20<<20)...)), "too large"},
		{"a cut database", string(database[:len(database)/2]), "damaged"},
		{"a torn database", string(torn), "damaged"},
		{"the head of a database", "SQLite format 3\x00 and nothing else", "damaged"},
		{"another database", altered(`DROP TABLE mediaProgresses`), "no database"},
		{"a missing column", altered(`ALTER TABLE users RENAME COLUMN username TO name`), "no database"},
		{"an endless view", altered(`ALTER TABLE users RENAME TO others; CREATE VIEW users AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id FROM n) SELECT id, 'x' AS username, '[]' AS bookmarks FROM n`), "no database"},
		{"computed columns", altered(`DROP TABLE users; CREATE TABLE users (id TEXT, bookmarks TEXT, username TEXT AS (hex(zeroblob(100000000))))`), "no database"},
		{"a value that is too large", altered(`UPDATE books SET audioFiles = zeroblob(40000000)`), "damaged"},
		{"nothing in it", altered(`DELETE FROM mediaProgresses`), "neither ratings"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01", "neither a backup"},
	}
	for _, c := range cases {
		_, err := readFile(t, c.content)
		if reason, known := errors.AsType[message.Reason](err); !known || !strings.Contains(string(reason), c.reason) {
			t.Errorf("%s: %v, want %q", c.name, err, c.reason)
		}
	}
	if _, err := Read(t.Context(), dir, berlin, now); err == nil {
		t.Error("a folder is read")
	}
	path := filepath.Join(dir, "b.audiobookshelf")
	check(t, os.WriteFile(path, []byte(whole), 0o600))
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(cancelled, path, berlin, now); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}

// TestPathsInZip: the zip's own names are never paths on the disk.
func TestPathsInZip(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.sqlite")
	check(t, absbackup.WriteDatabase(good, absbackup.User{Name: "bob", Books: []absbackup.Book{emma}}))
	database, err := os.ReadFile(good)
	check(t, err)
	for _, name := range []string{"../../absdatabase.sqlite", "/etc/absdatabase.sqlite", "config/absdatabase.sqlite"} {
		if f, err := readFile(t, zipped(t, name, database)); err != nil || len(f.Users) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzZip: no file makes Read panic, hang, or leave anything behind.
func FuzzZip(f *testing.F) {
	dir := f.TempDir()
	path := filepath.Join(dir, "b")
	if err := absbackup.Write(path, absbackup.User{Name: "bob", Books: []absbackup.Book{emma}}); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte("PK\x05\x06"))
	f.Add([]byte("SQLite format 3\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) == 0 {
			return
		}
		found, err := readFile(t, string(b))
		if err == nil && len(found.Users) == 0 {
			t.Error("a file without users")
		}
		if found != nil {
			for _, u := range found.Users {
				for _, e := range u.Entries {
					if e.Position < 0 || e.Finished < 0 || e.Rating > book.MaxRating {
						t.Errorf("%+v", e)
					}
				}
			}
		}
	})
}
