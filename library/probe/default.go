package probe

// Default returns the chain that reads a library. It reads common formats in
// this process and leaves others, and files that its readers decline, to
// ffprobe. It retries when a disk does not answer. network reports whether a
// root is on a network; nil means that none is.
func Default(network func(root string) bool) Prober {
	return Retrying(Chain{Native{}, NewFFprobe(FFprobeOptions{Network: network})}, network)
}

// Slow returns ffprobe alone, for comparisons.
func Slow() Prober { return Retrying(NewFFprobe(FFprobeOptions{}), nil) }
