package main

import "os"

// onDisk is how many bytes a file takes on the disk.
func onDisk(i os.FileInfo) int64 { return i.Size() }
