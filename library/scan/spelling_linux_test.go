package scan

import (
	"context"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	gofs "github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// caseless is a folder of a disk that ignores letter case, as exFAT does: an entry opens
// by any spelling of its name, and is listed by one.
type caseless struct {
	gofs.Inode
	entries map[string]*gofs.Inode
}

func (c *caseless) Lookup(_ context.Context, name string, out *fuse.EntryOut) (*gofs.Inode, syscall.Errno) {
	for spelled, entry := range c.entries {
		if strings.EqualFold(spelled, name) {
			out.Mode = entry.Mode() | 0o755
			return entry, 0
		}
	}
	return nil, syscall.ENOENT
}

func (c *caseless) Readdir(context.Context) (gofs.DirStream, syscall.Errno) {
	var list []fuse.DirEntry
	for name, entry := range c.entries {
		list = append(list, fuse.DirEntry{Name: name, Mode: entry.Mode(), Ino: entry.StableAttr().Ino})
	}
	return gofs.NewListDirStream(list), 0
}

// caselessDisk mounts such a disk with the files.
func caselessDisk(t *testing.T, files ...string) string {
	t.Helper()
	top, at := &caseless{entries: map[string]*gofs.Inode{}}, t.TempDir()
	fill := func(ctx context.Context) {
		for _, file := range files {
			folder := top
			names := strings.Split(file, "/")
			for _, name := range names[:len(names)-1] {
				if folder.entries[name] == nil {
					next := &caseless{entries: map[string]*gofs.Inode{}}
					folder.entries[name] = folder.NewPersistentInode(ctx, next, gofs.StableAttr{Mode: fuse.S_IFDIR})
				}
				folder = folder.entries[name].Operations().(*caseless)
			}
			sound := &gofs.MemRegularFile{Data: []byte(file)}
			folder.entries[names[len(names)-1]] = folder.NewPersistentInode(ctx, sound, gofs.StableAttr{Mode: fuse.S_IFREG})
		}
	}
	server, err := gofs.Mount(at, top, &gofs.Options{OnAdd: fill, MountOptions: fuse.MountOptions{AllowOther: true, DirectMountStrict: true}})
	if err != nil {
		t.Skip("FUSE cannot be mounted: ", err)
	}
	t.Cleanup(func() { check(t, server.Unmount()) })
	return at
}

// A folder that was renamed in letter case alone still opens by its former name on a disk
// that ignores case. Its files have one path all the same.
func TestFormerSpelling(t *testing.T) {
	root := caselessDisk(t, "Ann/Book/1.mp3", "Ann/2.mp3", "bob/3.mp3", "42/4.mp3")
	for dir, files := range map[string][]string{
		".":        {"Ann/Book/1.mp3", "Ann/2.mp3", "bob/3.mp3", "42/4.mp3"},
		"Ann":      {"Ann/Book/1.mp3", "Ann/2.mp3"},
		"ann":      nil,
		"ANN":      nil,
		"ann/Book": nil,
		"Ann/book": nil,
		"Ann/Book": {"Ann/Book/1.mp3"},
		"bob":      {"bob/3.mp3"},
		"42":       {"42/4.mp3"},
	} {
		for _, flat := range []bool{false, true} {
			var expected []string
			for _, file := range files {
				if !flat || filepath.Dir(file) == dir {
					expected = append(expected, file)
				}
			}
			found, report := listWith(t, root, filepath.Join(root, dir), Options{Flat: flat})
			want(t, found, expected...)
			if former := filepath.Join(root, dir, "gone.mp3"); !report.Covers(former) {
				t.Errorf("%s, flat %v: %s counts as unknown", dir, flat, former)
			}
		}
	}
}

// On a disk that tells letter case apart, names that differ only in case are two folders.
func TestNamesThatDifferInCase(t *testing.T) {
	root := tree(t, "ann/1.mp3", "ANN/2.mp3")
	for dir, file := range map[string]string{"ann": "ann/1.mp3", "ANN": "ANN/2.mp3"} {
		found, _ := list(t, root, filepath.Join(root, dir))
		want(t, found, file)
	}
}
