// Package filesystem says what kind of file system a folder lies on, and what
// that means for who lists and watches it.
package filesystem

// Kind is a kind of file system. The zero Kind is one that is not known, which
// is taken for a local disk.
type Kind struct {
	Name   string // "ext4", "nfs", "fuse"; empty where the system does not tell
	Remote bool   // another machine or program has it: its events tell of this machine's writes only, its ctime means nothing, and it may be slow to answer
	Coarse bool   // it may keep times in steps of up to two seconds
}
