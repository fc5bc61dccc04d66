// Package hungdisk serves a folder through FUSE as a disk that tests can hang: while it
// is stopped, every operation blocks. The disk can also report errors for single files.
//
//	disk := hungdisk.Serve(t, t.TempDir()) // skips the test if FUSE cannot be mounted
//	walk(disk.Path)
//	disk.Stop()
//	disk.Await(t, 8) // eight operations hang
//	disk.Go()        // they return, and everything works as before
//	disk.Fail("a.mp3", hungdisk.CannotRead)
package hungdisk
