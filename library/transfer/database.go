package transfer

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"lectern/library/book"
	"lectern/library/message"
)

// maxValue is the largest value that is read of a database, in bytes. The list of a book's
// audio files has some kB for each.
const maxValue = 32 << 20

// guards keep a database that anybody may have made from doing anything but answer.
const guards = `
PRAGMA query_only = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
`

// tables are the tables and columns of Audiobookshelf that are read. It is there since its
// version 2.3.
var tables = map[string][]string{
	"users":           {"id", "username", "bookmarks"},
	"mediaProgresses": {"userId", "mediaItemId", "currentTime", "isFinished", "finishedAt", "createdAt", "updatedAt"},
	"libraryItems":    {"id", "mediaId", "path"},
	"books":           {"id", "title", "subtitle", "asin", "isbn", "duration", "audioFiles", "tags"},
	"authors":         {"id", "name"},
	"bookAuthors":     {"bookId", "authorId", "createdAt"},
	"podcasts":        {"id", "title", "author"},
	"podcastEpisodes": {"id", "title", "podcastId", "audioFile"},
}

// database is a database of Audiobookshelf.
type database struct {
	ctx  context.Context
	conn *sql.Conn
	now  time.Time
}

// readDatabase reads the database of Audiobookshelf at path. It does not change the file, nor
// files beside it.
func readDatabase(ctx context.Context, path string, now time.Time) (*File, error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()+"?mode=ro&immutable=1")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, inWords(ctx, err)
	}
	defer conn.Close()
	if _, err := sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_LENGTH, maxValue); err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, guards); err != nil {
		return nil, inWords(ctx, err)
	}
	d := &database{ctx, conn, now}
	if err := d.check(); err != nil {
		return nil, inWords(ctx, err)
	}
	f, err := d.read()
	if err != nil {
		return nil, inWords(ctx, err)
	}
	return f, nil
}

// inWords returns the reason to show for an error of SQLite.
func inWords(ctx context.Context, err error) error {
	var ours message.Reason
	var disk *fs.PathError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &ours), errors.As(err, &disk):
		return err
	default:
		return damaged
	}
}

// check reports a database in which a table is missing, or is a view or computed: only what
// is stored is read.
func (d *database) check() error {
	for table, columns := range tables {
		stored := false
		err := d.each(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = ?`, []any{table}, func([]string) { stored = true })
		if err != nil {
			return err
		}
		var found []string
		err = d.each(`SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0`, []any{table}, func(row []string) { found = append(found, row[0]) })
		if err != nil {
			return err
		}
		for _, c := range columns {
			if !stored || !slices.Contains(found, c) {
				return noBackup
			}
		}
	}
	return nil
}

// each calls do with each row of the answer to a query, as texts.
func (d *database) each(query string, values []any, do func(row []string)) error {
	rows, err := d.conn.QueryContext(d.ctx, query, values...)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	cells, into := make([]sql.NullString, len(names)), make([]any, len(names))
	for i := range cells {
		into[i] = &cells[i]
	}
	row := make([]string, len(names))
	for n := 0; rows.Next(); n++ {
		if n == maxBooks {
			return tooLarge
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i := range cells {
			row[i] = book.UTF8(cells[i].String)
		}
		do(row)
	}
	return rows.Err()
}

// read reads all users and their states.
func (d *database) read() (*File, error) {
	var users []User
	place := map[string]int{}
	var marked []map[string][]book.Bookmark // by user and item of the library
	err := d.each(`SELECT CAST(id AS TEXT), CAST(username AS TEXT), CAST(bookmarks AS TEXT) FROM users ORDER BY username`, nil, func(row []string) {
		place[row[0]] = len(users)
		users = append(users, User{Name: row[1]})
		marked = append(marked, d.bookmarks(row[2]))
	})
	if err != nil {
		return nil, err
	}
	media := map[string]*medium{}
	known := map[[2]string]int{} // entries by user and media: some have several progresses of one book
	err = d.each(`SELECT CAST(userId AS TEXT), CAST(mediaItemId AS TEXT), CAST(currentTime AS TEXT), CAST(isFinished AS TEXT),
		CAST(finishedAt AS TEXT), CAST(createdAt AS TEXT), CAST(updatedAt AS TEXT) FROM mediaProgresses`, nil, func(row []string) {
		user, is := place[row[0]]
		if !is {
			return
		}
		e := Entry{State: d.progress(row[2], row[3], row[4], row[5], row[6])}
		if e.IsEmpty() {
			return
		}
		e.Path = row[1] // the ID of the media, until its identity is read
		media[row[1]] = nil
		of := [2]string{row[0], row[1]}
		if at, again := known[of]; again {
			users[user].Entries[at].State = newer(users[user].Entries[at].State, e.State)
			return
		}
		known[of] = len(users[user].Entries)
		users[user].Entries = append(users[user].Entries, e)
	})
	if err != nil {
		return nil, err
	}
	if err := d.mark(users, marked, media); err != nil {
		return nil, err
	}
	if err := d.identify(media); err != nil {
		return nil, err
	}
	f := &File{Kind: Audiobookshelf}
	for _, u := range users {
		var known []Entry
		for _, e := range u.Entries {
			if m := media[e.Path]; m != nil && m.Title+m.Path != "" {
				e.Identity, e.Tags = m.Identity, m.tags
				known = append(known, e)
			}
		}
		if u.Entries = known; len(known) > 0 {
			f.Users = append(f.Users, u)
		}
	}
	if len(f.Users) == 0 {
		return nil, noStates
	}
	return f, nil
}

// bookmarks reads the bookmarks of a user, by item of the library.
func (d *database) bookmarks(text string) map[string][]book.Bookmark {
	type bookmark struct {
		Item  string  `json:"libraryItemId"`
		Title string  `json:"title"`
		Time  float64 `json:"time"`
		Made  float64 `json:"createdAt"`
	}
	of := map[string][]book.Bookmark{}
	for _, m := range book.ParseList[bookmark](text) {
		at := seconds(strconv.FormatFloat(m.Time, 'f', -1, 64))
		of[m.Item] = append(of[m.Item], book.Bookmark{At: at, Made: d.moment(strconv.FormatInt(int64(m.Made), 10)), Note: line(m.Title)})
	}
	return of
}

// mark adds the bookmarks of each user to the entries of their books.
func (d *database) mark(users []User, marked []map[string][]book.Bookmark, media map[string]*medium) error {
	return d.each(`SELECT CAST(id AS TEXT), CAST(mediaId AS TEXT) FROM libraryItems`, nil, func(row []string) {
		for i := range users {
			bookmarks := marked[i][row[0]]
			if len(bookmarks) == 0 {
				continue
			}
			media[row[1]] = nil
			at := slices.IndexFunc(users[i].Entries, func(e Entry) bool { return e.Path == row[1] })
			if at < 0 {
				at = len(users[i].Entries)
				users[i].Entries = append(users[i].Entries, Entry{Identity: Identity{Path: row[1]}})
			}
			users[i].Entries[at].Bookmarks = append(users[i].Entries[at].Bookmarks, bookmarks...)
		}
	})
}

// newer returns the newer of two progresses of a book, which was begun when the older was.
func newer(a, b State) State {
	if max(b.Played, b.Finished) > max(a.Played, a.Finished) {
		a, b = b, a
	}
	if b.Started != 0 && (a.Started == 0 || b.Started < a.Started) {
		a.Started = b.Started
	}
	return a
}

// progress returns the state of a progress.
func (d *database) progress(currentTime, isFinished, finishedAt, createdAt, updatedAt string) (s State) {
	updated, position := d.moment(updatedAt), seconds(currentTime)
	if isFinished == "1" {
		if s.Finished = d.moment(finishedAt); s.Finished == 0 {
			s.Finished = max(updated, book.Undated)
		}
		if s.Finished > book.Undated && position > 0 {
			s.Position, s.Played = position, s.Finished
		}
	} else if updated != 0 && position >= time.Second {
		s.Position, s.Played = position, updated
	}
	if created := d.moment(createdAt); s.Played != 0 && created <= s.Played {
		s.Started = created
	}
	return s
}

// moment returns a time in nanoseconds since 1970, 0 for none.
func (d *database) moment(text string) int64 {
	for _, layout := range []string{"2006-01-02 15:04:05.999999999 -07:00", time.RFC3339Nano} {
		if t, err := time.Parse(layout, text); err == nil {
			return past(t, d.now)
		}
	}
	if ms, err := strconv.ParseInt(text, 10, 64); err == nil {
		return past(time.UnixMilli(ms), d.now)
	}
	return 0
}

// audioFile is an audio file of a book or an episode as Audiobookshelf writes it.
type audioFile struct {
	Exclude  bool    `json:"exclude"`
	Duration float64 `json:"duration"`
	Metadata struct {
		Path string `json:"path"`
	} `json:"metadata"`
}

func (a *audioFile) part() Part {
	return Part{Path: a.Metadata.Path, Length: seconds(strconv.FormatFloat(a.Duration, 'f', -1, 64))}
}

// medium is a book or an episode, with its tags.
type medium struct {
	Identity
	tags []string
}

// identify fills in the media.
func (d *database) identify(media map[string]*medium) error {
	bookOf := func(row []string) *medium {
		m := &medium{Identity: Identity{Title: row[0], Subtitle: row[1], ASIN: row[2], Length: seconds(row[4])}}
		if row[3] != "" {
			m.ISBNs = []string{row[3]}
		}
		var files []audioFile // all or none: a position counts from the first
		if json.Unmarshal([]byte(row[5]), &files) == nil {
			for _, f := range files {
				if !f.Exclude {
					m.Parts = append(m.Parts, f.part())
				}
			}
		}
		m.tags = nonempty(book.ParseList[string](row[6])...)
		return m
	}
	episodeOf := func(row []string) *medium {
		m := &medium{Identity: Identity{Title: row[0], Subtitle: row[1], Authors: nonempty(row[2]), Episode: true}}
		var f audioFile
		if json.Unmarshal([]byte(row[3]), &f) == nil && f.Metadata.Path != "" {
			p := f.part()
			m.Path, m.Length, m.Parts = p.Path, p.Length, []Part{p}
		}
		return m
	}
	for key := range media {
		err := d.each(`SELECT CAST(title AS TEXT), CAST(subtitle AS TEXT), CAST(asin AS TEXT), CAST(isbn AS TEXT), CAST(duration AS TEXT), CAST(audioFiles AS TEXT), CAST(tags AS TEXT)
			FROM books WHERE id = ?`, []any{key}, func(row []string) { media[key] = bookOf(row) })
		if err == nil && media[key] == nil {
			err = d.each(`SELECT CAST(e.title AS TEXT), '', CAST(p.author AS TEXT), CAST(e.audioFile AS TEXT)
				FROM podcastEpisodes e LEFT JOIN podcasts p ON p.id = e.podcastId WHERE e.id = ?`, []any{key}, func(row []string) { media[key] = episodeOf(row) })
		}
		if err != nil {
			return err
		}
	}
	err := d.each(`SELECT CAST(mediaId AS TEXT), CAST(path AS TEXT) FROM libraryItems`, nil, func(row []string) {
		if m := media[row[0]]; m != nil {
			m.Path = row[1]
		}
	})
	if err != nil {
		return err
	}
	return d.each(`SELECT CAST(ba.bookId AS TEXT), CAST(a.name AS TEXT) FROM bookAuthors ba JOIN authors a ON a.id = ba.authorId ORDER BY ba.createdAt`, nil, func(row []string) {
		if m := media[row[0]]; m != nil && row[1] != "" {
			m.Authors = append(m.Authors, row[1])
		}
	})
}
