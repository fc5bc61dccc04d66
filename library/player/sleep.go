package player

import (
	"math"
	"time"
)

const (
	fadeFor  = 10 * time.Second       // how long the sound fades before the book sleeps
	fadeStep = 200 * time.Millisecond // from one volume to the next
)

// fade returns which share of the volume is heard if the book sleeps after a time, and after
// which time to ask again.
func fade(left time.Duration) (level float64, next time.Duration) {
	if left >= fadeFor {
		return 1, max(left-fadeFor, fadeStep)
	}
	return max(0, left.Seconds()/fadeFor.Seconds()), min(max(0, left), fadeStep)
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

// setLevel sets which share of the volume is heard.
func (o *owner) setLevel(level float64) {
	if level != o.level {
		o.level = level
		o.setVolume()
	}
}

// setVolume tells mpv the volume.
func (o *owner) setVolume() { o.set("volume", math.Round(float64(o.Volume)*o.level)) }

// sleepHere moves Sleep to the end of the chapter in which the book is now.
func (o *owner) sleepHere() {
	if o.Sleep.End > 0 {
		o.Sleep.End = o.Timeline.endOfChapter(o.part, o.at)
	}
}
