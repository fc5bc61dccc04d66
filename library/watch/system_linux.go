package watch

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"
)

// remotes are the file systems whose events tell of this machine's writes
// only, by the number statfs gives them. Those without a name in x/sys/unix
// are from the sources of the modules that have them.
var remotes = map[uint32]string{
	unix.AFS_FS_MAGIC:      "afs",
	unix.AFS_SUPER_MAGIC:   "afs",
	unix.CEPH_SUPER_MAGIC:  "ceph",
	unix.CIFS_SUPER_MAGIC:  "cifs",
	unix.CODA_SUPER_MAGIC:  "coda",
	unix.FUSE_SUPER_MAGIC:  "fuse",
	unix.NCP_SUPER_MAGIC:   "ncp",
	unix.NFS_SUPER_MAGIC:   "nfs",
	unix.OCFS2_SUPER_MAGIC: "ocfs2",
	unix.SMB2_SUPER_MAGIC:  "smb",
	unix.SMB_SUPER_MAGIC:   "smb",
	unix.V9FS_MAGIC:        "9p",
	0x01161970:             "gfs2",
	0x0bd00bd0:             "lustre",
	0x19830326:             "beegfs",
	0x20030528:             "orangefs",
	0x47504653:             "gpfs",
	0x786f4256:             "vboxsf",
	0x7c7c6673:             "prl_fs",
	0xaad7aaea:             "panfs",
	0xbacbacbc:             "vmhgfs",
}

// remote names the file system a folder lies on, if it must be polled.
func remote(path string) (name string, err error) {
	var s unix.Statfs_t
	for err = unix.EINTR; err == unix.EINTR; {
		err = unix.Statfs(path, &s)
	}
	if err != nil {
		return "", fmt.Errorf("statfs: %w", err)
	}
	return remotes[uint32(s.Type)], nil
}

// folderOnly opens folders and nothing else: to open a pipe can take for ever.
const folderOnly = syscall.O_DIRECTORY

// newest is when a file or its name was last changed.
func newest(info fs.FileInfo) time.Time {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return later(info.ModTime(), time.Unix(s.Ctim.Unix()))
	}
	return info.ModTime()
}

// mountsBelow returns the mount points below dir, in order, as paths that
// begin with dir. It reads the system's table alone, and so never hangs in
// what is mounted there.
func mountsBelow(dir string) (points []string) {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil
	}
	mounts, err := mountinfo.GetMounts(func(m *mountinfo.Info) (skip, stop bool) {
		return m.Mountpoint == real || !within(real, m.Mountpoint), false
	})
	if err != nil {
		return nil
	}
	for _, m := range mounts {
		points = append(points, filepath.Join(dir, m.Mountpoint[len(real):]))
	}
	slices.Sort(points)
	return points
}

// followMounts calls changed whenever the mount table has changed. It costs
// nothing in between: the kernel wakes whoever waits for the table.
func followMounts(ctx context.Context, changed func()) {
	table, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return
	}
	stop := context.AfterFunc(ctx, func() { table.Close() })
	defer stop()
	raw, err := table.SyscallConn()
	if err != nil {
		return
	}
	first := true
	_ = raw.Read(func(uintptr) (done bool) {
		if !first {
			changed()
		}
		first = false
		return ctx.Err() != nil
	})
}
