package main

import (
	"log/slog"
	"math/rand/v2"
	"time"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/player"
	"lectern/library/view"
)

// views are the searches that the user has saved.
var views = []string{"", "title", "author 1", "book 2", "7", "nothing has this", "is:missing", "is:started", "has:narrator length:>1s", "added:7d"}

// user is somebody at the window: books play one after another while the statistics, the
// series and the saved views are looked at.
type user struct {
	*running
	rand   *rand.Rand
	player *player.Player
	heard  book.Heard // what the library was told
	plays  int
}

func newUser(r *running, random *rand.Rand) *user {
	return &user{running: r, rand: random, player: player.New(player.Options{
		Speed: 1, Volume: 100, Log: slog.New(slog.DiscardHandler), More: []string{"--ao=null"},
		Changed: func() {}, Say: func(_, _ message.Message) {},
	})}
}

// look opens a saved view in another order, reads its first rows, and asks for what the
// other pages show.
func (u *user) look() error {
	err := u.SetQuery(view.Query{
		Text: views[u.rand.IntN(len(views))],
		Sort: []view.Order{{Key: view.Keys()[u.rand.IntN(len(view.Keys()))], Desc: u.rand.IntN(2) == 0}},
	})
	for i, v := 0, u.View(); i < min(50, v.Len()); i++ {
		v.At(i).Author()
	}
	u.Facets()
	u.Values()
	u.Folders()
	u.Series()
	u.Statistics()
	return err
}

// listen keeps where the user is in a book, and now and then goes on with another.
func (u *user) listen() {
	now := time.Now()
	if s := u.player.Status(); s.Timeline != nil {
		part, offset := s.Timeline.Spot(s.At(now))
		heard := s.Heard.Less(u.heard)
		u.heard = s.Heard
		u.KeepListened(library.Listened{File: s.Timeline.Parts[part].File, At: offset, Heard: heard, Title: s.Timeline.Title, Now: now})
		if !s.Ended && u.rand.IntN(4) > 0 {
			u.player.Skip(time.Duration(u.rand.IntN(21)-10) * time.Second / 10)
			return
		}
	}
	v := u.View()
	if v.Len() == 0 {
		return
	}
	if b := v.At(u.rand.IntN(v.Len())); b.State == book.Probed {
		u.player.Play(player.NewTimeline(b, nil), 0)
		u.plays++
	}
}

// missing returns the rows that have been missing for some time.
func (u *user) missing(since time.Duration) (ids []book.ID) {
	u.books(func(b *book.Book) {
		if b.State == book.Missing && time.Since(time.Unix(0, b.MissingSince)) >= since {
			ids = append(ids, b.ID)
		}
	})
	return ids
}
