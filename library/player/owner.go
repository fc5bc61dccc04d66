package player

import (
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

// owner is the state of a Player. Only its goroutine uses it.
type owner struct {
	opts   Options
	p      *Player
	mpv    *engine // nil while it does not run
	ticker *time.Ticker
	alarm  *time.Timer // of Sleep
	rest   *time.Timer // until mpv ends in a pause
	still  *time.Timer // until the user is told that nothing moves

	Status                 // as it is published next
	offset   time.Duration // in the part, at the moment asOf; not limited by its length, which may be wrong
	landing  time.Duration // in that part, where it was entered
	unheard  time.Duration // has passed by the clock while the book ran, and no sound is known for it yet
	entries  map[int64]int // the parts, by their number in mpv's playlist; nil if mpv has none to play
	waits    bool          // the time of the book should move
	started  bool          // mpv has begun to read one of them
	loaded   bool          // mpv has read it, and its position counts
	sounds   bool          // mpv has had a sound output since it was told what to play
	seeking  seeking       // its position does not count while mpv goes elsewhere
	seeks    int           // how many there were
	rested   time.Time     // since when the book stands where it is; zero while it plays
	resume   time.Duration // where to go on if the next part cannot be played; −1 for its start
	level    float64       // the share of Volume that mpv has: less than 1 while Sleep fades it
	restarts time.Time     // when mpv was last started again
}

// seeking is how far mpv is with a seek within a part, 0 if there is none. It can still
// finish an earlier seek after it was asked for another.
type seeking uint8

const (
	asked    seeking = iota + 1 // it was sent
	accepted                    // mpv knows of it
	begun                       // mpv does it
)

// restAfter is how long a pause lasts until mpv ends: while it runs, it takes processor
// time, memory and the file, so that a disk cannot be removed. It starts again in a
// fraction of a second.
const restAfter = time.Minute

func (o *owner) run() {
	defer close(o.p.done)
	defer o.ticker.Stop()
	defer o.alarm.Stop()
	defer o.rest.Stop()
	defer o.still.Stop()
	for {
		var heard chan report
		if o.mpv != nil {
			heard = o.mpv.heard
		}
		select {
		case f := <-o.p.commands:
			f(o)
		case r, open := <-heard:
			if open {
				o.mpv.spoke = true
				o.hear(r)
			} else {
				o.lost()
			}
		case <-o.ticker.C:
			o.ask()
		case <-o.alarm.C:
			o.publish()
		case <-o.rest.C:
			if !o.Playing {
				o.quit()
				o.forget()
			}
		case <-o.still.C:
			o.stalls()
		case <-o.p.closed:
			o.quit()
			return
		}
	}
}

// publish makes the status known. The ticker runs only while time passes.
func (o *owner) publish() {
	o.sleep()
	running := o.Playing && o.loaded && o.sounds
	if running != o.running {
		o.running = running
		if running {
			o.ticker.Reset(askEvery)
		} else {
			o.ticker.Stop()
		}
	}
	if waits := o.Playing && o.entries != nil; waits != o.waits {
		o.waits = waits
		o.moves()
	}
	if o.Playing {
		o.rested = time.Time{}
	} else if o.rested.IsZero() {
		o.rested = time.Now()
	}
	if o.Playing || o.mpv == nil {
		o.rest.Stop()
	} else {
		o.rest.Reset(restAfter)
	}
	s := o.Status
	o.p.status.Store(&s)
	o.opts.Changed()
}

// moves notes that the time of the book has moved on, or need not.
func (o *owner) moves() {
	o.Stalled = false
	if o.waits {
		o.still.Reset(standsStill)
	} else {
		o.still.Stop()
	}
}

// stalls says that the time of the book stands still: mpv waits for the disk, or does not
// run. It goes on by itself.
func (o *owner) stalls() {
	o.opts.Log.Warn("stalled", "path", o.Timeline.Parts[o.part].Path, "at", o.at)
	o.Stalled = true
	o.publish()
	o.opts.Say(message.New("“{{.Title}}” has stopped: its disk or the player does not answer.", "Title", o.Timeline.Title), message.New("It goes on by itself as soon as it can."))
}

// stand sets the position in the part. What was between it and the position before is not
// heard.
func (o *owner) stand(at time.Duration) {
	o.at, o.asOf = at, time.Now()
	o.offset = at
	if o.Timeline != nil {
		o.offset -= o.Timeline.starts[o.part]
	}
	o.landing = o.offset
}

// mark sets the position to where the book is now, before something changes how time
// passes or where the book is.
func (o *owner) mark() {
	now := time.Now()
	if at := o.At(now); o.running && o.loaded {
		o.hearTo(o.offset+time.Duration(float64(o.passed(now))*o.Speed), now)
		o.at, o.asOf = at, now
	} else {
		o.stand(at)
	}
}

// hearTo counts what was heard of the part since the last position, up to an offset in it.
// The sound says how much: the time by the clock is never longer than the time that has
// passed, even if the computer sleeps, the clock is set or mpv hangs.
func (o *owner) hearTo(offset time.Duration, now time.Time) {
	o.unheard = min(o.unheard+o.passed(now), longestGuess)
	clock := max(0, min(time.Duration(float64(offset-o.offset)/o.Speed), o.unheard))
	o.unheard -= clock
	o.Heard = o.Heard.Plus(book.Heard{Clock: clock, Sound: time.Duration(float64(clock) * o.Speed)})
	o.offset = offset
}

// set sets a property of mpv.
func (o *owner) set(property string, value any) {
	if o.mpv != nil {
		o.mpv.say(command{"set_property", property, value}, nil)
	}
}

// play plays or pauses the book.
func (o *owner) play(on bool) {
	if o.Timeline == nil || on == o.Playing {
		return
	}
	back := rewind(time.Now().Round(0).Sub(o.rested.Round(0))) // time that the computer sleeps counts
	o.mark()
	o.Playing, o.Asleep = on, o.Asleep && !on
	switch {
	case on && o.Ended:
		o.load(0)
	case on && o.entries == nil: // mpv could not go on
		o.load(o.at - back)
	default:
		if on && back > 0 {
			o.seek(o.at - back)
		}
		o.set("pause", !on)
		o.publish()
	}
}

// seek goes to a time of the book: within the part that mpv has, or by loading another.
func (o *owner) seek(at time.Duration) {
	if o.Timeline == nil {
		return
	}
	part, offset := o.Timeline.Spot(at)
	if !o.loaded || part != o.part {
		o.load(at)
		return
	}
	o.mark()
	o.resume, o.seeking, o.rested = -1, asked, time.Time{}
	o.stand(o.Timeline.clamp(at))
	o.sleepHere()
	o.seeks++
	last := o.seeks
	o.mpv.say(command{"seek", offset.Seconds(), "absolute+exact"}, func(r report) {
		switch {
		case last != o.seeks || o.seeking == 0:
		case r.Error != "success":
			o.seeking = 0
		default:
			o.seeking = accepted
		}
	})
	o.publish()
}
