package main

import "os"

// onDisk returns how many bytes a file takes on disk.
func onDisk(i os.FileInfo) int64 { return i.Size() }
