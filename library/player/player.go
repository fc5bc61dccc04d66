package player

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

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

const (
	commandsAhead = 256 // commands that wait while mpv is started or hangs

	// restartGap is the least time between two starts of mpv after it ended by itself. If
	// it ends sooner, the user decides.
	restartGap = 10 * time.Second

	// restAfter is how long a pause lasts until mpv ends: while it runs, it takes processor
	// time, memory and the file, so that a disk cannot be removed. It starts again in a
	// fraction of a second.
	restAfter = time.Minute

	// cutOff is how much of a part may be missing when mpv comes to its end: the length
	// of a file is not always that of its sound.
	cutOff = 15 * time.Second

	// nearlyThere is how far before the place of a jump mpv may say that it is at first. It
	// is in the chapter that the user went to all the same.
	nearlyThere = 500 * time.Millisecond

	// nothingLeft is how long before its end a part may have no more sound.
	nothingLeft = 2 * time.Second
)

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
// another book is open, or if the file that plays is no part of t.
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
	running := o.Playing && o.loaded
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
	o.opts.Say(message.New("“{{.Title}}” has stopped: its disk or the player isn’t responding.", "Title", o.Timeline.Title), message.New("It goes on by itself as soon as it can."))
}

// sleep pauses the book if it is time to sleep, or sets the alarm for then, or for the next
// step of the fade before.
func (o *owner) sleep() {
	now := time.Now()
	left, next := time.Duration(-1), time.Duration(-1)
	level := 1.0
	switch at := o.At(now); {
	case !o.Sleep.At.IsZero():
		left = o.Sleep.At.Sub(now)
		next = left
		if o.Playing {
			level, next = fade(left)
		}
	case o.Sleep.End > 0 && (o.running || o.Playing && at >= o.Sleep.End):
		left = time.Duration(float64(o.Sleep.End-at) / o.Speed)
		if t := o.Timeline; o.loaded && o.Sleep.End == t.starts[o.part]+t.Parts[o.part].Length { // mpv has not said yet whether the part ends there
			left = max(left, fadeStep)
		}
		next = left
	default:
		o.alarm.Stop()
		o.setLevel(1)
		return
	}
	if left > 0 {
		o.alarm.Reset(next)
		o.setLevel(level)
		return
	}
	o.alarm.Stop()
	o.fallAsleep()
	o.setLevel(1)
}

// fallAsleep pauses the book because it is time to sleep.
func (o *owner) fallAsleep() {
	o.Sleep = Sleep{}
	if o.Playing {
		o.mark()
		o.Playing, o.Asleep = false, true
		o.set("pause", true)
	}
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

// setLevel sets which share of the volume is heard.
func (o *owner) setLevel(level float64) {
	if level != o.level {
		o.level = level
		o.setVolume()
	}
}

// setVolume tells mpv the volume.
func (o *owner) setVolume() { o.set("volume", math.Round(float64(o.Volume)*o.level)) }

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
	back := Rewind(time.Now().Round(0).Sub(o.rested.Round(0))) // time that the computer sleeps counts
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

// sleepHere moves Sleep to the end of the chapter in which the book is now.
func (o *owner) sleepHere() {
	if o.Sleep.End > 0 {
		o.Sleep.End = o.Timeline.endOfChapter(o.part, o.at)
	}
}

// update changes the open book into what is known of it now.
func (o *owner) update(was book.ID, t *Timeline) {
	if o.Timeline == nil || o.Timeline.ID != was {
		return
	}
	part := t.follow(o.Timeline, o.part)
	if part < 0 {
		return
	}
	o.mark()
	o.sleep() // it may be time to, and the chapters may change
	moved := !slices.EqualFunc(o.Timeline.Parts, t.Parts, func(a, b Part) bool { return a.File == b.File && a.Path == b.Path })
	went := !slices.EqualFunc(o.Timeline.Parts, t.Parts, func(a, b Part) bool { return a.skipped() == b.skipped() })
	offset := o.at - o.Timeline.starts[o.part]
	t = t.reachLike(o.Timeline).Reach(part, offset)
	at := t.Time(part, offset)
	if o.entries != nil && moved {
		o.entries = followed(o.entries, o.Timeline, t)
	}
	o.Timeline, o.part = t, part
	o.stand(at)
	o.Ended = o.Ended && at >= t.Length // the file of the end can be one of several now
	o.sleepHere()
	if o.entries != nil && (moved || went) && !(o.loaded && t.Parts[part].Absent) { // mpv still has what is not there any more
		o.reload(at)
	} else {
		o.publish()
	}
}

// followed returns mpv's playlist with the parts of a timeline in place of those of the one
// before.
func followed(entries map[int64]int, before, t *Timeline) map[int64]int {
	now := map[int64]int{}
	for entry, part := range entries {
		if part := t.follow(before, part); part >= 0 {
			now[entry] = part
		}
	}
	return now
}

// reload has mpv read the book again from where it has come to. If its chapter has just ended
// there, it is time to sleep.
func (o *owner) reload(at time.Duration) {
	if o.Sleep.End > 0 && at >= o.Sleep.End {
		o.fallAsleep()
	}
	o.load(at)
}

// load has mpv read the book from a time on.
func (o *owner) load(at time.Duration) {
	from, offset := o.Timeline.Spot(at)
	part, offset, is := o.Timeline.present(from, offset)
	if !is {
		o.absent(from)
		return
	}
	if !o.begin() {
		return
	}
	o.mark()
	o.forget()
	o.entries, o.Ended, o.part, o.resume = map[int64]int{}, false, part, -1
	o.stand(o.Timeline.Time(part, offset))
	o.sleepHere()
	o.set("pause", !o.Playing)
	how := "replace"
	for i := part; i < len(o.Timeline.Parts); i++ {
		p := o.Timeline.Parts[i]
		if p.skipped() {
			continue
		}
		path, err := filepath.Abs(p.Path) // mpv takes “-” and “a://b” for something else
		if err != nil {
			path = p.Path
		}
		load := pairs{"name", "loadfile", "url", path, "flags", how}
		if i == part && offset > 0 {
			load = append(load, "options", fmt.Sprintf("start=%.3f", offset.Seconds()))
		}
		o.mpv.say(load, enter(o.entries, i))
		how = "append"
	}
	o.publish()
}

// absent says that there is no file to play from a part on. What plays goes on.
func (o *owner) absent(from int) {
	if o.Timeline.Absent() == len(o.Timeline.Parts) {
		o.halt()
		why := message.New("“{{.Title}}” can’t be played: its files are not there.", "Title", o.Timeline.Title)
		if o.Timeline.Offline {
			why = message.New("“{{.Title}}” can’t be played: its folder is offline.", "Title", o.Timeline.Title)
		}
		o.opts.Say(why, message.Message{})
		return
	}
	if o.entries == nil {
		o.halt()
	} else {
		o.publish() // the bar goes back to where the book is
	}
	why := message.New("“{{.Title}}” can’t be played from there to its end: the files are not there.", "Title", o.Timeline.Title)
	if !slices.ContainsFunc(o.Timeline.Parts[from:], func(p Part) bool { return p.Absent }) {
		why = message.New("“{{.Title}}” can’t be played from there to its end: the files can’t be read.", "Title", o.Timeline.Title)
	}
	o.opts.Say(why, message.Message{})
}

// enter returns a function that notes the number of a part in mpv's playlist.
func enter(entries map[int64]int, part int) func(report) {
	return func(r report) {
		var entry struct {
			ID int64 `json:"playlist_entry_id"`
		}
		if json.Unmarshal(r.Data, &entry) == nil {
			entries[entry.ID] = part
		}
	}
}

// begin starts mpv unless it runs. It returns false if that fails.
func (o *owner) begin() bool {
	if o.mpv != nil {
		return true
	}
	e, err := start(append(slices.Clip(o.opts.More), fmt.Sprint("--volume=", math.Round(float64(o.Volume)*o.level)), fmt.Sprint("--speed=", o.Speed))...)
	if err != nil {
		o.unstarted(err.Error(), message.Message{})
		return false
	}
	o.mpv = e
	o.mpv.say(command{"request_log_messages", "error"}, nil)
	return true
}

// unstarted says that mpv did not start.
func (o *owner) unstarted(reason string, hint message.Message) {
	o.opts.Log.Warn("mpv_not_started", "reason", reason)
	o.halt()
	o.opts.Say(message.New("The player {{.Program}} did not start.", "Program", mpv), hint)
}

// halt stops the sound. The book stays open where it is.
func (o *owner) halt() {
	o.mark()
	o.forget()
	o.Playing = false
	if o.mpv != nil {
		o.mpv.say(command{"stop"}, nil)
	}
	o.publish()
}

// forget forgets what mpv had to play.
func (o *owner) forget() {
	o.entries, o.started, o.loaded, o.seeking = nil, false, false, 0
}

func (o *owner) quit() {
	if o.mpv != nil {
		o.mpv.end()
		o.mpv = nil
	}
}

func (o *owner) stop() {
	o.mark()
	o.quit()
	o.forget()
	o.Status = Status{Speed: o.Speed, Volume: o.Volume, Heard: o.Heard, running: o.running}
	o.publish()
}

// lost starts mpv again where it was when it ended by itself.
func (o *owner) lost() {
	o.mark()
	ended := o.mpv
	o.quit()
	o.forget()
	if !ended.spoke {
		o.unstarted(ended.state(), message.New("Lectern needs {{.Program}} {{.Version}} or newer.", "Program", mpv, "Version", oldest))
		return
	}
	o.opts.Log.Warn("mpv_ended", "at", o.at, "state", ended.state())
	if o.Timeline == nil || o.Ended {
		return
	}
	if time.Since(o.restarts) < restartGap {
		o.Playing = false
		o.publish()
		o.opts.Say(message.New("The player {{.Program}} quit again, so the book is paused.", "Program", mpv), message.New("Press play to try again."))
		return
	}
	o.restarts = time.Now()
	o.opts.Say(message.New("The player {{.Program}} quit unexpectedly and was restarted.", "Program", mpv), message.Message{})
	o.reload(o.at)
}

// hear handles what mpv says.
func (o *owner) hear(r report) {
	switch r.Event {
	case "":
		o.mpv.answer(r)
	case "start-file":
		part, is := o.entries[r.Entry]
		if !is {
			return
		}
		o.started = true
		if part != o.part {
			o.mark()
			o.part, o.loaded = part, false
			o.stand(o.Timeline.Time(part, 0))
			o.publish()
		}
	case "seek":
		if o.seeking == accepted {
			o.seeking = begun
		}
	case "file-loaded", "playback-restart":
		if o.seeking == begun {
			o.seeking = 0
		}
		if o.started {
			o.loaded = true
			o.listen()
			o.ask()
		}
	case "end-file":
		if part, is := o.entries[r.Entry]; is {
			o.ended(part, r)
		}
	case "log-message":
		o.opts.Log.Warn("mpv", "level", r.Level, "from", r.Prefix, "text", strings.TrimSpace(r.Text))
	}
}

// listen asks mpv whether it has a sound output. It opens one before it plays.
func (o *owner) listen() {
	if o.Audible || o.Timeline == nil {
		return
	}
	id := o.Timeline.ID
	o.mpv.say(command{"get_property", "current-ao"}, func(r report) {
		if r.Error == "success" && o.Timeline != nil && o.Timeline.ID == id {
			o.Audible = true
			o.publish()
		}
	})
}

// ask asks mpv for its position, which it does not know while it opens a file.
func (o *owner) ask() {
	part := o.part
	o.mpv.say(command{"get_property", "time-pos"}, func(r report) {
		var at float64
		if !o.loaded || o.seeking != 0 || part != o.part || r.Error != "success" || json.Unmarshal(r.Data, &at) != nil {
			return
		}
		offset, now := time.Duration(at*float64(time.Second)), time.Now()
		if short := o.landing - offset; short > 0 && short < nearlyThere {
			offset = o.landing
		}
		if offset != o.offset {
			o.moves()
		}
		if o.running {
			o.hearTo(offset, now)
		}
		if longer := o.Timeline.Reach(part, offset); longer != o.Timeline {
			o.opts.Log.Info("part_longer_than_said", "path", longer.Parts[part].Path, "at", offset)
			o.Timeline = longer
			o.sleepHere()
		}
		o.at, o.asOf, o.offset = o.Timeline.Time(part, offset), now, offset
		o.publish()
	})
}

// ended handles the end of a part.
func (o *owner) ended(part int, r report) {
	t := o.Timeline
	if r.Reason == "error" && part == o.part && t.Time(part, t.Parts[part].Length)-o.at < nothingLeft && strings.Contains(r.FileError, "no audio or video data") {
		r.Reason = "eof" // of a seek to the end
	}
	switch r.Reason {
	case "error":
		o.opts.Log.Warn("part_not_played", "path", t.Parts[part].Path, "reason", r.FileError)
		at := t.starts[part]
		if part == o.part {
			at = o.At(time.Now())
		}
		if o.resume >= 0 {
			at = o.resume
		}
		o.halt()
		o.stand(at)
		o.publish()
		name := filepath.Base(t.Parts[part].Path)
		if strings.Contains(r.FileError, "audio output") {
			o.opts.Say(message.New("There is no sound output."), message.New("Connect one, or choose one in the settings of your desktop."))
		} else {
			o.opts.Say(message.New("“{{.File}}” can’t be played.", "File", name), message.Message{})
		}
	case "eof":
		o.mark()
		at := o.at
		early := part == o.part && o.loaded && !t.Parts[part].Estimated && t.starts[part]+t.Parts[part].Length-at > max(cutOff, time.Duration(float64(cutOff)*o.Speed))
		o.resume = -1
		if early {
			o.opts.Log.Warn("part_ended_early", "path", t.Parts[part].Path, "at", at)
			o.resume = at
			o.opts.Say(message.New("“{{.File}}” ended early: part of it can’t be read.", "File", filepath.Base(t.Parts[part].Path)), message.Message{})
		}
		following := math.MaxInt
		for _, p := range o.entries {
			if p > part {
				following = min(following, p)
			}
		}
		if next, _, is := t.present(part+1, 0); is && next != following { // it came back after mpv got its playlist
			o.reload(t.starts[next])
			return
		}
		if following < len(t.Parts) {
			return // mpv goes on with it
		}
		o.forget()
		o.Playing, o.Ended = false, !early
		if o.Sleep.End > 0 {
			o.Sleep, o.Asleep = Sleep{}, true
		}
		o.stand(t.Length)
		if early {
			o.stand(at)
		}
		o.publish()
	}
}
