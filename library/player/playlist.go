package player

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

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
