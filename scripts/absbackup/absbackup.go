// Package absbackup makes backups of Audiobookshelf for tests: a zip with a database that has
// the tables of the program, as its version 2.30 makes them.
package absbackup

import (
	"archive/zip"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite"
)

// User is a user of the server.
type User struct {
	Name      string
	Books     []Book
	Bookmarks []Bookmark
}

// Bookmark is a bookmark in a book of the server.
type Bookmark struct {
	Path  string // of the book
	Title string
	At    time.Duration
	Made  time.Time
}

// Book is what a user knows of a book of the server. Books of the same Path are one book.
type Book struct {
	Path    string // below the library, with slashes; of a folder, or of a file
	Title   string
	Authors []string
	ASIN    string
	Tags    []string
	Files   []File // in playing order

	At       time.Duration
	Finished time.Time // zero if it is not
	Updated  time.Time
}

// File is an audio file of a book. Its name is below the book's folder.
type File struct {
	Name   string
	Length time.Duration
}

// schema are the tables that are in every database, with the columns that matter here and
// some that do not.
const schema = `
PRAGMA journal_mode = WAL;
CREATE TABLE users (id UUID PRIMARY KEY, username VARCHAR(255), email VARCHAR(255), pash VARCHAR(255), type VARCHAR(255), token VARCHAR(255),
	isActive TINYINT(1) DEFAULT 0, isLocked TINYINT(1) DEFAULT 0, lastSeen DATETIME, permissions JSON, bookmarks JSON, extraData JSON, createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL);
CREATE TABLE mediaProgresses (id UUID PRIMARY KEY, mediaItemId UUID, mediaItemType VARCHAR(255), duration FLOAT, currentTime FLOAT, isFinished TINYINT(1),
	hideFromContinueListening TINYINT(1), ebookLocation VARCHAR(255), ebookProgress FLOAT, finishedAt DATETIME, extraData JSON, createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL, userId UUID);
CREATE TABLE libraryItems (id UUID PRIMARY KEY, ino VARCHAR(255), path VARCHAR(255), relPath VARCHAR(255), mediaId UUID, mediaType VARCHAR(255), isFile TINYINT(1), isMissing TINYINT(1),
	isInvalid TINYINT(1), mtime DATETIME(6), ctime DATETIME(6), birthtime DATETIME(6), size BIGINT, lastScan DATETIME, lastScanVersion VARCHAR(255), libraryFiles JSON, extraData JSON,
	createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL, libraryId UUID, libraryFolderId UUID);
CREATE INDEX library_items_media_id ON libraryItems (mediaId);
CREATE TABLE books (id UUID PRIMARY KEY, title VARCHAR(255), titleIgnorePrefix VARCHAR(255), subtitle VARCHAR(255), publishedYear VARCHAR(255), publishedDate VARCHAR(255), publisher VARCHAR(255),
	description TEXT, isbn VARCHAR(255), asin VARCHAR(255), language VARCHAR(255), explicit TINYINT(1), abridged TINYINT(1), coverPath VARCHAR(255), duration FLOAT, narrators JSON, audioFiles JSON,
	ebookFile JSON, chapters JSON, tags JSON, genres JSON, createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL);
CREATE TABLE authors (id UUID PRIMARY KEY, name VARCHAR(255), lastFirst VARCHAR(255), asin VARCHAR(255), description TEXT, imagePath VARCHAR(255), createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL, libraryId UUID);
CREATE TABLE bookAuthors (id UUID PRIMARY KEY, authorId UUID, bookId UUID, createdAt DATETIME NOT NULL, UNIQUE (authorId, bookId));
CREATE TABLE podcasts (id UUID PRIMARY KEY, title VARCHAR(255), author VARCHAR(255), feedURL VARCHAR(255), createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL);
CREATE TABLE podcastEpisodes (id UUID PRIMARY KEY, title VARCHAR(255), audioFile JSON, podcastId UUID, createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL);
CREATE TABLE settings (key VARCHAR(255) PRIMARY KEY, value JSON, createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL);
`

// Stamp is how the server writes a time.
const Stamp = "2006-01-02 15:04:05.000 -07:00"

// library is where the server has its library.
const library = "/audiobooks"

// Write makes a backup of a server with some users.
func Write(to string, users ...User) error {
	dir, err := os.MkdirTemp("", "absbackup-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	database := filepath.Join(dir, "absdatabase.sqlite")
	if err := WriteDatabase(database, users...); err != nil {
		return err
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	z := zip.NewWriter(out)
	err = errors.Join(add(z, "absdatabase.sqlite", database), details(z), z.Close(), out.Close())
	return err
}

// add adds a file to a zip.
func add(z *zip.Writer, name, file string) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, in)
	return err
}

// details adds the note that is in every backup.
func details(z *zip.Writer) error {
	w, err := z.Create("details")
	if err == nil {
		_, err = io.WriteString(w, "2026-11-01T0130\nsqlite\n1793496600000\n2.30.0")
	}
	return err
}

// WriteDatabase makes the database of a server with some users.
func WriteDatabase(to string, users ...User) error {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(to))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	s := &server{db: db, ids: map[string]string{}}
	s.do(schema)
	for _, u := range users {
		s.add(u)
	}
	s.do(`PRAGMA wal_checkpoint(TRUNCATE)`)
	return s.err
}

// server is a database that grows.
type server struct {
	db  *sql.DB
	ids map[string]string
	err error // the first
}

func (s *server) do(query string, values ...any) {
	if s.err == nil {
		_, s.err = s.db.Exec(query, values...)
	}
}

// id returns the ID of a thing, and whether it is new.
func (s *server) id(kind, name string) (id string, isNew bool) {
	key := kind + " " + name
	if s.ids[key] == "" {
		s.ids[key], isNew = fmt.Sprintf("%08x-0000-4000-8000-000000000000", len(s.ids)+1), true
	}
	return s.ids[key], isNew
}

func (s *server) add(u User) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).Format(Stamp)
	user, _ := s.id("user", fmt.Sprint(u.Name, " ", len(s.ids))) // several may have one name
	s.do(`INSERT INTO users (id, username, type, isActive, bookmarks, createdAt, updatedAt) VALUES (?, ?, 'user', 1, '[]', ?, ?)`, user, u.Name, now, now)
	type bookmark struct {
		Item  string  `json:"libraryItemId"`
		Title string  `json:"title"`
		Time  float64 `json:"time"`
		Made  int64   `json:"createdAt"`
	}
	var bookmarks []bookmark
	for _, b := range u.Books {
		media := s.book(b, now)
		progress, _ := s.id("progress", user+" "+b.Path)
		var finished any
		if !b.Finished.IsZero() {
			finished = b.Finished.UTC().Format(Stamp)
		}
		s.do(`INSERT INTO mediaProgresses (id, mediaItemId, mediaItemType, duration, currentTime, isFinished, finishedAt, extraData, createdAt, updatedAt, userId)
			VALUES (?, ?, 'book', ?, ?, ?, ?, '{}', ?, ?, ?)`, progress, media, b.length().Seconds(), b.At.Seconds(), !b.Finished.IsZero(), finished, now, b.Updated.UTC().Format(Stamp), user)
	}
	for _, m := range u.Bookmarks {
		item, _ := s.id("item", m.Path)
		bookmarks = append(bookmarks, bookmark{item, m.Title, m.At.Seconds(), m.Made.UnixMilli()})
	}
	s.do(`UPDATE users SET bookmarks = ? WHERE id = ?`, text(bookmarks), user)
}

// text returns a value as JSON.
func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// book adds a book to the server, and returns the ID of its media.
func (s *server) book(b Book, now string) (media string) {
	media, isNew := s.id("book", b.Path)
	if !isNew {
		return media
	}
	type metadata struct {
		Filename string `json:"filename"`
		Path     string `json:"path"`
		RelPath  string `json:"relPath"`
	}
	type audioFile struct {
		Index    int      `json:"index"`
		Metadata metadata `json:"metadata"`
		Duration float64  `json:"duration"`
	}
	var files []audioFile
	at := path.Join(library, b.Path)
	for i, f := range b.Files {
		whole := path.Join(at, f.Name)
		if f.Name == "" {
			whole = at
		}
		files = append(files, audioFile{i + 1, metadata{path.Base(whole), whole, f.Name}, f.Length.Seconds()})
	}
	s.do(`INSERT INTO books (id, title, asin, duration, audioFiles, chapters, tags, genres, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, '[]', ?, '[]', ?, ?)`,
		media, b.Title, b.ASIN, b.length().Seconds(), text(files), text(b.Tags), now, now)
	item, _ := s.id("item", b.Path)
	s.do(`INSERT INTO libraryItems (id, path, relPath, mediaId, mediaType, isFile, libraryFiles, createdAt, updatedAt) VALUES (?, ?, ?, ?, 'book', ?, '[]', ?, ?)`,
		item, at, b.Path, media, len(b.Files) == 1 && b.Files[0].Name == "", now, now)
	for i, name := range b.Authors {
		author, isNew := s.id("author", name)
		if isNew {
			s.do(`INSERT INTO authors (id, name, createdAt, updatedAt) VALUES (?, ?, ?, ?)`, author, name, now, now)
		}
		link, _ := s.id("link", name+" "+b.Path)
		s.do(`INSERT INTO bookAuthors (id, authorId, bookId, createdAt) VALUES (?, ?, ?, ?)`, link, author, media, fmt.Sprint(now, i))
	}
	return media
}

func (b *Book) length() (all time.Duration) {
	for _, f := range b.Files {
		all += f.Length
	}
	return all
}
