package filesystem

import "testing"

func TestNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		remote bool
		want   Kind
	}{
		{"NTFS", false, Kind{Name: "ntfs"}},
		{"NTFS", true, Kind{Name: "network", Remote: true}}, // the file system of the server
		{"", true, Kind{Name: "network", Remote: true}},
		{"FAT32", false, Kind{Name: "fat32", Coarse: true}},
		{"exFAT", false, Kind{Name: "exfat", Coarse: true}},
		{"apfs", false, Kind{Name: "apfs"}},
		{"smbfs", true, Kind{Name: "smbfs", Remote: true}},
		{"webdav", true, Kind{Name: "webdav", Remote: true}},
		{"macfuse", false, Kind{Name: "macfuse", Remote: true}},
		{"", false, Kind{}},
	} {
		if got := named(c.name, c.remote); got != c.want {
			t.Errorf("%q, %v: %+v, want %+v", c.name, c.remote, got, c.want)
		}
	}
}
