package filesystem

import (
	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"
)

// kinds maps the numbers that statfs returns to file systems. Numbers that
// x/sys/unix lacks are from the sources of their kernel modules.
var kinds = map[uint32]Kind{
	unix.AFS_FS_MAGIC:      {Name: "afs", Remote: true},
	unix.AFS_SUPER_MAGIC:   {Name: "afs", Remote: true},
	unix.CEPH_SUPER_MAGIC:  {Name: "ceph", Remote: true},
	unix.CIFS_SUPER_MAGIC:  {Name: "cifs", Remote: true},
	unix.CODA_SUPER_MAGIC:  {Name: "coda", Remote: true},
	unix.FUSE_SUPER_MAGIC:  {Name: "fuse", Remote: true},
	unix.NCP_SUPER_MAGIC:   {Name: "ncp", Remote: true},
	unix.NFS_SUPER_MAGIC:   {Name: "nfs", Remote: true},
	unix.OCFS2_SUPER_MAGIC: {Name: "ocfs2", Remote: true},
	unix.SMB2_SUPER_MAGIC:  {Name: "smb", Remote: true},
	unix.SMB_SUPER_MAGIC:   {Name: "smb", Remote: true},
	unix.V9FS_MAGIC:        {Name: "9p", Remote: true},
	0x01161970:             {Name: "gfs2", Remote: true},
	0x0bd00bd0:             {Name: "lustre", Remote: true},
	0x19830326:             {Name: "beegfs", Remote: true},
	0x20030528:             {Name: "orangefs", Remote: true},
	0x47504653:             {Name: "gpfs", Remote: true},
	0x786f4256:             {Name: "vboxsf", Remote: true},
	0x7c7c6673:             {Name: "prl_fs", Remote: true},
	0xaad7aaea:             {Name: "panfs", Remote: true},
	0xbacbacbc:             {Name: "vmhgfs", Remote: true},

	unix.BTRFS_SUPER_MAGIC:     {Name: "btrfs"},
	unix.EXFAT_SUPER_MAGIC:     {Name: "exfat", Coarse: true}, // 10 ms, but 2 s for files from some cameras and players
	unix.EXT4_SUPER_MAGIC:      {Name: "ext4"},                // ext2 and ext3 have the same number
	unix.F2FS_SUPER_MAGIC:      {Name: "f2fs"},
	unix.ISOFS_SUPER_MAGIC:     {Name: "iso9660", Coarse: true}, // 1 s
	unix.MSDOS_SUPER_MAGIC:     {Name: "vfat", Coarse: true},    // 2 s
	unix.OVERLAYFS_SUPER_MAGIC: {Name: "overlay"},
	unix.SQUASHFS_MAGIC:        {Name: "squashfs", Coarse: true}, // 1 s
	unix.TMPFS_MAGIC:           {Name: "tmpfs"},
	unix.UDF_SUPER_MAGIC:       {Name: "udf"},
	unix.XFS_SUPER_MAGIC:       {Name: "xfs"},
	0x00004244:                 {Name: "hfs", Coarse: true},     // 1 s
	0x0000482b:                 {Name: "hfsplus", Coarse: true}, // 1 s
	0x2fc12fc1:                 {Name: "zfs"},
	0x5346544e:                 {Name: "ntfs"},
	0x7366746e:                 {Name: "ntfs3"},
	0xca451a4e:                 {Name: "bcachefs"},
}

// block is a local disk that a user-space program serves, as NTFS and exFAT
// were before Linux supported them. How such a program rounds times is unknown.
var block = Kind{Name: "fuseblk", Coarse: true}

// Of returns the kind of the file system that path lies on. It blocks on the
// disk.
func Of(path string) (Kind, error) {
	s, err := statfs(path)
	if err != nil {
		return Kind{}, err
	}
	kind := kinds[uint32(s.Type)]
	if kind.Name == "fuse" && isBlock(path) {
		return block, nil
	}
	return kind, nil
}

// isBlock reports whether path lies on a local disk. statfs returns the same
// number for everything that FUSE serves.
func isBlock(path string) bool {
	var s unix.Stat_t
	if unix.Stat(path, &s) != nil {
		return false
	}
	mounts, err := mountinfo.GetMounts(func(m *mountinfo.Info) (skip, stop bool) {
		here := unix.Mkdev(uint32(m.Major), uint32(m.Minor)) == s.Dev
		return !here, here
	})
	return err == nil && len(mounts) > 0 && mounts[0].FSType == "fuseblk"
}
