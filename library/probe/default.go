package probe

// Default is the chain that reads a library: in this process what is common,
// ffprobe for the rest and for what the readers decline, and again what a disk
// did not answer. network tells whether a root is on a network; nil: none is.
func Default(network func(root string) bool) Prober {
	return Retrying(Chain{Native{}, NewFFprobe(FFprobeOptions{Network: network})}, network)
}

// Slow is ffprobe alone, to compare with.
func Slow(network func(root string) bool) Prober {
	return Retrying(NewFFprobe(FFprobeOptions{Network: network}), network)
}
