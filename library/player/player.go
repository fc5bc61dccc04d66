package player

import (
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

const commandsAhead = 256 // commands that wait while mpv is started or hangs

// Options say how New makes a Player.
type Options struct {
	Speed   float64
	Volume  int                             // percent
	Changed func()                          // called after each change of the Status; it must not block
	Say     func(text, why message.Message) // tells the user what happened; it must not block
	Log     *slog.Logger
	More    []string // further options of mpv
}

// Player plays one book at a time. Its methods may be called from any goroutine; they
// return at once, before the command is carried out.
type Player struct {
	commands chan func(*owner)
	status   atomic.Pointer[Status]
	closed   chan struct{}
	close    sync.Once
	done     chan struct{}
}

// New returns a player. Close must be called.
func New(opts Options) *Player {
	p := &Player{commands: make(chan func(*owner), commandsAhead), closed: make(chan struct{}), done: make(chan struct{})}
	o := &owner{opts: opts, p: p, Status: Status{Speed: clampSpeed(opts.Speed), Volume: clampVolume(opts.Volume)}, ticker: time.NewTicker(askEvery), alarm: time.NewTimer(0), rest: time.NewTimer(0), still: time.NewTimer(0), level: 1}
	o.ticker.Stop()
	o.alarm.Stop()
	o.rest.Stop()
	o.still.Stop()
	o.publish()
	go o.run()
	return p
}

// Status returns what the player does.
func (p *Player) Status() *Status { return p.status.Load() }

// Close ends the player and mpv. It returns once mpv is gone, or cannot be killed.
func (p *Player) Close() {
	p.close.Do(func() { close(p.closed) })
	<-p.done
}

func (p *Player) do(f func(*owner)) {
	select {
	case p.commands <- f:
	case <-p.closed:
	}
}

// Play opens a book and plays it from a time.
func (p *Player) Play(t *Timeline, at time.Duration) {
	p.do(func(o *owner) {
		o.mark()
		o.forget()
		o.Timeline, o.Playing, o.Ended, o.Audible, o.Sleep.End, o.Asleep = t, true, false, false, 0, false
		o.part, _ = t.Spot(at)
		o.stand(t.clamp(at))
		o.publish() // the time of the book before it has stopped
		o.load(at)
	})
}

// Toggle pauses the book, or goes on with it: after a long pause, from a little earlier on.
// At the end of the book it begins again.
func (p *Player) Toggle() { p.do(func(o *owner) { o.play(!o.Playing) }) }

// Resume goes on with the book if it is paused, as Toggle does.
func (p *Player) Resume() { p.do(func(o *owner) { o.play(true) }) }

// Pause pauses the book.
func (p *Player) Pause() { p.do(func(o *owner) { o.play(false) }) }

// Seek goes to a time of the book.
func (p *Player) Seek(at time.Duration) { p.do(func(o *owner) { o.seek(at) }) }

// Skip goes forward, or back if by is negative.
func (p *Player) Skip(by time.Duration) {
	p.do(func(o *owner) { o.seek(o.At(time.Now()) + by) })
}

// Previous goes to the start of the chapter, or to the chapter before it.
func (p *Player) Previous() {
	p.do(func(o *owner) {
		if o.Timeline != nil {
			o.seek(o.Timeline.Previous(o.At(time.Now())))
		}
	})
}

// Next goes to the next chapter, if there is one.
func (p *Player) Next() {
	p.do(func(o *owner) {
		if o.Timeline == nil {
			return
		}
		if at, is := o.Timeline.Next(o.At(time.Now())); is {
			o.seek(at)
		}
	})
}

// SetSpeed sets the speed; the pitch stays.
func (p *Player) SetSpeed(speed float64) {
	p.do(func(o *owner) {
		o.mark()
		o.Speed = clampSpeed(speed)
		o.set("speed", o.Speed)
		o.publish()
	})
}

// SetVolume sets the volume, in percent.
func (p *Player) SetVolume(volume int) {
	p.do(func(o *owner) {
		o.Volume = clampVolume(volume)
		o.setVolume()
		o.publish()
	})
}

// Update tells the player what has changed about the book that was open as was: lengths that
// were not known, files that have moved, parts that came or went. The file that plays goes
// on, also if it is not there any more; it may be in another book now. Update does nothing if
// another book is open, or if the file that plays is not a part of t.
func (p *Player) Update(was book.ID, t *Timeline) { p.do(func(o *owner) { o.update(was, t) }) }

// SleepAfter pauses the book after a time of the clock, in whose last seconds the sound
// fades; 0 cancels that, and SleepAtChapterEnd.
func (p *Player) SleepAfter(d time.Duration) {
	p.do(func(o *owner) {
		o.Sleep = Sleep{}
		if d > 0 && o.Timeline != nil {
			o.Sleep.At, o.Sleep.After = time.Now().Add(d), d
		}
		o.publish()
	})
}

// SleepAtChapterEnd pauses the book at the end of its chapter, whose last words are not
// faded.
func (p *Player) SleepAtChapterEnd() {
	p.do(func(o *owner) {
		if o.Timeline != nil {
			o.Sleep = Sleep{End: o.Timeline.endOfChapter(o.part, o.At(time.Now()))}
			o.publish()
		}
	})
}

// Stop closes the book, and ends mpv.
func (p *Player) Stop() { p.do((*owner).stop) }

func clampSpeed(speed float64) float64 { return max(SlowestSpeed, min(speed, FastestSpeed)) }

func clampVolume(volume int) int { return max(0, min(volume, FullVolume)) }
