package player

import (
	"encoding/json"
	"math"
	"path/filepath"
	"strings"
	"time"

	"lectern/library/message"
)

const (
	// cutOff is how much of a part may be missing when mpv comes to its end: the length
	// of a file is not always that of its sound.
	cutOff = 15 * time.Second

	// nearlyThere is how far before the place of a jump mpv may say that it is at first. It
	// is in the chapter that the user went to all the same.
	nearlyThere = 500 * time.Millisecond

	// nothingLeft is how long before its end a part may have no more sound.
	nothingLeft = 2 * time.Second
)

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
	if o.sounds {
		return
	}
	o.mpv.say(command{"get_property", "current-ao"}, func(r report) {
		if r.Error == "success" && o.loaded { // otherwise it is asked again
			o.mark() // from now on, time passes
			o.sounds, o.Audible = true, true
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
			var why message.Message
			if t.Parts[part].Protected {
				why = message.New("It is copy-protected (DRM).")
			}
			o.opts.Say(message.New("“{{.File}}” can’t be played.", "File", name), why)
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
