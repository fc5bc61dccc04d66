// Package hungdisk is a disk that can be made to hang, for tests: a folder
// served through FUSE, whose every operation waits while it is stopped.
//
//	disk := hungdisk.Serve(t, t.TempDir()) // skips where FUSE cannot be mounted
//	walk(disk.Path)
//	disk.Stop()
//	disk.Await(t, 8) // eight operations hang
//	disk.Go()        // they come back, and all is as before
package hungdisk
