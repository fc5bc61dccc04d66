package player

import (
	"fmt"
	"math"
	"slices"
	"time"

	"lectern/library/message"
)

// restartGap is the least time between two starts of mpv after it ended by itself. If it ends
// sooner, the user decides.
const restartGap = 10 * time.Second

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
	o.entries, o.started, o.loaded, o.sounds, o.seeking = nil, false, false, false, 0
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
