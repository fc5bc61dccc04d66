package player

import "time"

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
