package hungdisk

import "github.com/hanwen/go-fuse/v2/fuse"

// gate is a file system whose operations first wait for the disk: those that look and
// read, and those that create, change and remove. Closing a file does not wait, because
// the kernel does not wait for it either.
type gate struct {
	fuse.RawFileSystem
	disk *Disk
}

func (g gate) Lookup(cancel <-chan struct{}, h *fuse.InHeader, name string, out *fuse.EntryOut) fuse.Status {
	g.disk.pass()
	if g.disk.failure(name) == CannotLook {
		return fuse.EIO
	}
	status := g.RawFileSystem.Lookup(cancel, h, name, out)
	if status.Ok() {
		g.disk.name(out.NodeId, name)
		g.disk.renumber(&out.Attr)
	}
	return status
}

func (g gate) GetAttr(cancel <-chan struct{}, in *fuse.GetAttrIn, out *fuse.AttrOut) fuse.Status {
	g.disk.pass()
	if g.disk.failure(g.disk.nameOf(in.NodeId)) == CannotLook {
		return fuse.EIO
	}
	status := g.RawFileSystem.GetAttr(cancel, in, out)
	g.disk.renumber(&out.Attr)
	return status
}

func (g gate) SetAttr(cancel <-chan struct{}, in *fuse.SetAttrIn, out *fuse.AttrOut) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.SetAttr(cancel, in, out)
}

// Statx is not offered, so the kernel asks for the attributes in the old way.
func (g gate) Statx(<-chan struct{}, *fuse.StatxIn, *fuse.StatxOut) fuse.Status {
	return fuse.ENOSYS
}

func (g gate) Readlink(cancel <-chan struct{}, h *fuse.InHeader) ([]byte, fuse.Status) {
	g.disk.pass()
	return g.RawFileSystem.Readlink(cancel, h)
}

func (g gate) Access(cancel <-chan struct{}, in *fuse.AccessIn) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.Access(cancel, in)
}

func (g gate) StatFs(cancel <-chan struct{}, h *fuse.InHeader, out *fuse.StatfsOut) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.StatFs(cancel, h, out)
}

// Open makes the kernel ask for every read. Otherwise it would read the underlying file
// itself, or its cache.
func (g gate) Open(cancel <-chan struct{}, in *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	g.disk.pass()
	status := g.RawFileSystem.Open(cancel, in, out)
	out.OpenFlags = fuse.FOPEN_DIRECT_IO
	out.BackingID = 0
	return status
}

func (g gate) Read(cancel <-chan struct{}, in *fuse.ReadIn, buf []byte) (fuse.ReadResult, fuse.Status) {
	g.disk.pass()
	if g.disk.failure(g.disk.nameOf(in.NodeId)) != Well {
		return nil, fuse.EIO
	}
	return g.RawFileSystem.Read(cancel, in, buf)
}

func (g gate) OpenDir(cancel <-chan struct{}, in *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.OpenDir(cancel, in, out)
}

func (g gate) ReadDir(cancel <-chan struct{}, in *fuse.ReadIn, out *fuse.DirEntryList) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.ReadDir(cancel, in, out)
}

func (g gate) ReadDirPlus(cancel <-chan struct{}, in *fuse.ReadIn, out *fuse.DirEntryList) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.ReadDirPlus(cancel, in, out)
}

func (g gate) Create(cancel <-chan struct{}, in *fuse.CreateIn, name string, out *fuse.CreateOut) fuse.Status {
	g.disk.pass()
	status := g.RawFileSystem.Create(cancel, in, name, out)
	out.OpenFlags = fuse.FOPEN_DIRECT_IO
	out.BackingID = 0
	return status
}

func (g gate) Write(cancel <-chan struct{}, in *fuse.WriteIn, data []byte) (uint32, fuse.Status) {
	g.disk.pass()
	return g.RawFileSystem.Write(cancel, in, data)
}

func (g gate) Mkdir(cancel <-chan struct{}, in *fuse.MkdirIn, name string, out *fuse.EntryOut) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.Mkdir(cancel, in, name, out)
}

func (g gate) Unlink(cancel <-chan struct{}, h *fuse.InHeader, name string) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.Unlink(cancel, h, name)
}

func (g gate) Rmdir(cancel <-chan struct{}, h *fuse.InHeader, name string) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.Rmdir(cancel, h, name)
}

func (g gate) Rename(cancel <-chan struct{}, in *fuse.RenameIn, from, to string) fuse.Status {
	g.disk.pass()
	return g.RawFileSystem.Rename(cancel, in, from, to)
}
