package filesystem

import (
	"os"

	"golang.org/x/sys/windows"
)

// Of returns the kind of the file system that path lies on. It blocks on the
// disk.
func Of(path string) (Kind, error) {
	at, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return Kind{}, err
	}
	volume := make([]uint16, windows.MAX_LONG_PATH)
	if err := windows.GetVolumePathName(at, &volume[0], uint32(len(volume))); err != nil {
		return Kind{}, os.NewSyscallError("GetVolumePathName", err)
	}
	remote := windows.GetDriveType(&volume[0]) == windows.DRIVE_REMOTE
	name := make([]uint16, windows.MAX_PATH)
	err = windows.GetVolumeInformation(&volume[0], nil, 0, nil, nil, nil, &name[0], uint32(len(name)))
	if err != nil && !remote { // a server need not say
		return Kind{}, os.NewSyscallError("GetVolumeInformation", err)
	}
	return named(windows.UTF16ToString(name), remote), nil
}
