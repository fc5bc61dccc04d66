// Package filesystem identifies the file system of a folder, and says what matters for
// scanning and watching it. It also writes files whole or not at all.
package filesystem

// Kind is a kind of file system. The zero Kind is an unknown one, which is
// treated as a local disk.
type Kind struct {
	Name   string // "ext4", "nfs", "fuse"; empty if the system does not say
	Remote bool   // served by another machine or program: it reports only this machine's writes, its ctime is meaningless, and it may be slow
	Coarse bool   // it may round times to two seconds
}
