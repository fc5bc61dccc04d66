package watch

import (
	"os"

	"golang.org/x/sys/windows"
)

// inode returns the number of a file or a folder, which stays when it is renamed.
func inode(path string) (uint64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var by windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &by); err != nil {
		return 0, err
	}
	return uint64(by.FileIndexHigh)<<32 | uint64(by.FileIndexLow), nil
}
