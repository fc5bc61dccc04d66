package edit

// shares is a layout of objects side by side, each with its share of the width.
type shares []float32

// shareGap is between two of them, in pixels.
const shareGap = 12
