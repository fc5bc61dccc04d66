package library

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/watch"
	"lectern/scripts/hungdisk"
)

// mount mounts source at dir, as when a drive is plugged in.
func mount(t *testing.T, source, dir string) {
	t.Helper()
	if err := syscall.Mount(source, dir, "", syscall.MS_BIND, ""); err != nil {
		t.Skip("nobody may mount here: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
}

// unmount unmounts a folder. It tries again while the disk is busy: each program that this
// process starts, as other tests do, has its open files for an instant, even those that it
// has closed meanwhile.
func unmount(t *testing.T, dir string, flags int) {
	t.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(patience); ; <-again.C {
		err := syscall.Unmount(dir, flags)
		if err == syscall.EBUSY && time.Now().Before(end) {
			continue
		}
		check(t, err)
		return
	}
}

// age gives the files of a folder old times, as in most libraries.
func age(t *testing.T, root string) {
	t.Helper()
	old := time.Now().Add(-time.Hour)
	check(t, filepath.WalkDir(root, func(path string, _ os.DirEntry, _ error) error { return os.Chtimes(path, old, old) }))
}

// A drive is unplugged, while its folder is watched and while it is in use, and plugged
// in again.
func TestUnpluggedDrive(t *testing.T) {
	t.Parallel()
	source := tree(t, numbered(60)...)
	age(t, source)
	root := tree(t)
	mount(t, source, root)
	prober := &reader{}
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: prober, Watch: true}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	ids := s.ids()
	prober.takeCalls()
	same := func(when string, state book.State) {
		t.Helper()
		if !s.all(60, state) {
			t.Errorf("%s: %v", when, s.states())
		}
		for path, id := range s.ids() {
			if ids[path] != id {
				t.Errorf("%s: %s has another ID", when, path)
			}
		}
	}
	for _, flags := range []int{0, syscall.MNT_DETACH} {
		unmount(t, root, flags)
		s.until("the drive is seen to be gone", func() bool { return s.root(root).State == RootOffline && s.Settled() })
		if r := s.root(root); r.Since.IsZero() || r.Files != 60 {
			t.Errorf("%+v", r)
		}
		same("unplugged", book.Offline)
		// Files in the mount point itself are not those of the drive.
		mount(t, source, root)
		s.until("the drive is seen to be back", func() bool { return s.root(root).State == RootReady && s.Settled() })
		same("plugged in again", book.Probed)
	}
	unmount(t, root, 0)
	s = s.again(opts)
	s.until("the drive is missed at the start", func() bool { return s.root(root).State == RootOffline && s.Settled() })
	same("started without it", book.Offline)
	s.close()
	mount(t, source, root)
	s = kept(t, opts)
	s.until("the drive is there at the start", func() bool { return s.root(root).State == RootReady && s.Settled() })
	same("started with it", book.Probed)
	if calls := prober.takeCalls(); len(calls) != 0 {
		t.Errorf("%d probes", len(calls))
	}
}

// A different disk in the place of a drive does not count as the drive.
func TestAnotherDisk(t *testing.T) {
	root := tree(t)
	mount(t, tree(t, "a.mp3", "b.mp3"), root)
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	unmount(t, root, 0)
	if err := syscall.Mount("tmpfs", root, "tmpfs", 0, ""); err != nil {
		t.Skip("no tmpfs: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(root, syscall.MNT_DETACH) })
	grow(t, root, "other.mp3")
	s.rescan()
	if r := s.root(root); r.State != RootOffline || r.Reason != replaced || !s.all(2, book.Offline) {
		t.Errorf("%+v %v", r, s.states())
	}
}

// A different disk is noticed even if the system gives it the device number of the
// earlier one.
func TestAnotherDiskWithTheSameNumber(t *testing.T) {
	root := tree(t)
	disk := func(names ...string) {
		if err := syscall.Mount("tmpfs", root, "tmpfs", 0, ""); err != nil {
			t.Skip("no tmpfs: ", err)
		}
		t.Cleanup(func() { syscall.Unmount(root, syscall.MNT_DETACH) })
		grow(t, root, names...)
	}
	disk("a.mp3", "Ann/b.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	unmount(t, root, 0)
	disk("foreign.txt")
	s.rescan()
	if r := s.root(root); r.State != RootOffline || !s.all(2, book.Offline) {
		t.Errorf("%+v %v", r, s.states())
	}
	unmount(t, root, 0)
	disk("a.mp3", "Ann/b.mp3")
	s.rescan()
	if r := s.root(root); r.State != RootReady || !s.all(2, book.Probed) {
		t.Errorf("%+v %v", r, s.states())
	}
	check(t, os.Remove(root+"/Ann/b.mp3")) // its folder stays, so this is the same disk
	check(t, os.Remove(root+"/a.mp3"))
	s.rescan()
	s.rescan()
	if r := s.root(root); r.State != RootReady || r.Held.Missing != 2 || !s.all(2, book.Probed) {
		t.Errorf("%+v %v", r, s.states())
	}
}

// The disk hangs in the middle of a scan.
func TestHungDisk(t *testing.T) {
	t.Parallel()
	source := tree(t, numbered(200)...)
	disk := hungdisk.Serve(t, source)
	other := tree(t, "x.mp3")
	s := open(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: &reader{}, Workers: 2})
	s.AddRoot(disk.Path)
	s.rest()
	ids := s.ids()

	disk.Stop()
	s.Rescan()
	s.until("the disk is seen to hang", func() bool { return s.root(disk.Path).State == RootStalled })
	if n := disk.Held(); n > 8 {
		t.Errorf("%d operations hang", n)
	}
	begin := time.Now()
	s.AddRoot(other) // the hung disk does not delay it
	if took := time.Since(begin); took > cancelled {
		t.Errorf("answered after %v", took)
	}
	s.until("the other folder", func() bool { return s.root(other).State == RootReady && s.count(book.Probed) == 201 })
	if s.count(book.Missing)+s.count(book.Offline) != 0 {
		t.Error(s.states())
	}
	disk.Go()
	s.until("it recovers by itself", func() bool { return s.root(disk.Path).State == RootReady && s.Settled() })
	for path, id := range ids {
		if b := s.rows()[path]; b == nil || b.ID != id || b.State != book.Probed {
			t.Errorf("%s: %+v", path, b)
		}
	}
}

// TestHungMount: a disk below a root hangs, to which links lead, too. The root is scanned, the
// status names what does not answer, and all of it is scanned once it does.
func TestHungMount(t *testing.T) {
	t.Parallel()
	disk := hungdisk.Serve(t, tree(t, "a.mp3", "Ann/b.mp3"))
	outer := filepath.Dir(disk.Path)
	grow(t, outer, "x.mp3")
	for _, name := range []string{"link.mp3", "cover.jpg", "link.zip"} {
		check(t, os.Symlink(filepath.Join(disk.Path, "a.mp3"), filepath.Join(outer, name)))
	}
	s := open(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: &reader{}})
	s.AddRoot(outer)
	s.Configure(outer, Settings{Patterns: "/001"}) // what the disk shows, and lies beside it
	s.rest()
	ids := s.ids()
	if len(ids) != 4 {
		t.Fatal(ids)
	}
	disk.Stop()
	grow(t, outer, "y.mp3")
	s.Rescan()
	s.until("the folder that hangs", func() bool {
		r := s.root(outer)
		var silent []string
		for _, p := range r.Problems {
			if p.Silent() {
				silent = append(silent, filepath.Base(p.Path))
			}
		}
		return r.State == RootReady && slices.Equal(silent, []string{filepath.Base(disk.Path), "cover.jpg", "link.zip"})
	})
	s.until("the new file", func() bool { return s.rows()[outer+"/y.mp3"] != nil })
	if s.count(book.Missing)+s.count(book.Offline) != 0 {
		t.Error(s.states())
	}
	if b := s.rows()[outer+"/link.mp3"]; b == nil || b.State == book.Failed {
		t.Errorf("the link to a file: %+v", b)
	}
	disk.Go()
	s.until("it recovers by itself", func() bool { return s.Settled() && len(s.root(outer).Problems) == 0 })
	for path, id := range ids {
		if b := s.rows()[path]; b == nil || b.ID != id {
			t.Errorf("%s: %+v", path, b)
		}
	}
}

// The user cancels a scan of a disk that hangs. That the disk answers again is seen without
// another scan.
func TestCancelledOnAHungDisk(t *testing.T) {
	t.Parallel()
	disk := hungdisk.Serve(t, tree(t, "a.mp3"))
	s := open(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: &reader{}})
	s.AddRoot(disk.Path)
	s.rest()
	disk.Stop()
	s.Rescan()
	s.until("the disk is seen to hang", func() bool { return s.root(disk.Path).State == RootStalled })
	s.Cancel()
	s.until("the scan ends", func() bool { return !s.Status().Scanning })
	if state := s.root(disk.Path).State; state != RootStalled {
		t.Errorf("%s after Cancel", state)
	}
	disk.Go()
	s.until("it answers again", func() bool { return s.root(disk.Path).State == RootStopped })
}

// The disk hangs while files are read, and the program is closed.
func TestReadersOfAHungDisk(t *testing.T) {
	t.Parallel()
	source := t.TempDir()
	for i := range 12 {
		tone(t, filepath.Join(source, itoa(i)+".mp3"), 1)
	}
	disk := hungdisk.Serve(t, source)
	s := open(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Workers: 2, Headless: true})
	s.AddRoot(disk.Path)
	s.rest()
	var all []book.ID
	for _, id := range s.ids() {
		all = append(all, id)
	}
	disk.Stop()
	s.Retry(all...)
	disk.Await(t, 2)
	begin := time.Now()
	soon(t, "Close returns", func() { s.Close() })
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("closed after %v", took)
	}
	if n := disk.Held(); n > 8 {
		t.Errorf("%d operations hang", n)
	}
	disk.Go()
}

// tone makes an audio file of some seconds.
func tone(t *testing.T, path string, seconds int, args ...string) {
	t.Helper()
	all := append([]string{"-hide_banner", "-v", "error", "-nostdin", "-f", "lavfi", "-i", "sine=duration=" + itoa(seconds)}, args...)
	if out, err := exec.Command("ffmpeg", append(all, path)...).CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
}

// counting counts the calls of a prober by path.
type counting struct {
	probe.Prober
	mu    sync.Mutex
	calls map[string]int
}

func (c *counting) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	c.mu.Lock()
	c.calls[f.Path]++
	c.mu.Unlock()
	return c.Prober.Probe(ctx, f)
}

func (c *counting) of(path string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.calls[path]
}

// Files that grow, are cut off or lack their index are never shown as complete. Once a
// file is complete, at most two probes give it the right length.
func TestGrowingFiles(t *testing.T) {
	t.Parallel()
	made := t.TempDir()
	contents := map[string][]byte{}
	for name, args := range map[string][]string{"a.m4b": nil, "b.mp3": nil, "c.flac": nil, "d.ogg": {"-c:a", "libvorbis"}, "e.opus": nil, "f.mp3": {"-write_xing", "0"}} {
		tone(t, filepath.Join(made, name), 30, args...)
		text, err := os.ReadFile(filepath.Join(made, name))
		check(t, err)
		contents[name] = text
	}
	for !growFiles(t, contents) {
		t.Log("the machine was too busy to write in time")
	}
}

// growFiles writes files little by little and checks what the library shows meanwhile. It
// returns false, and fails no test, if it paused for so long that the files seemed to be
// complete.
func growFiles(t *testing.T, contents map[string][]byte) (steady bool) {
	t.Helper()
	root := tree(t)
	counter := &counting{Prober: probe.Default(nil), calls: map[string]int{}}
	s := kept(t, Options{Prober: counter, Watch: true})
	defer s.close()
	s.AddRoot(root)
	s.until("watched", func() bool { return s.root(root).Watch.Mode != watch.Unfollowed && s.Settled() })
	open := map[string]*os.File{}
	for name := range contents {
		file, err := os.Create(filepath.Join(root, name))
		check(t, err)
		defer file.Close()
		open[name] = file
	}
	complete := func(name string) bool {
		b := s.rows()[filepath.Join(root, name)]
		return b != nil && b.State == book.Probed
	}
	const steps = 5
	const longestPause = 2 * time.Second // a file is read after three
	last, paused := time.Now(), time.Duration(0)
	var early []string
	tick := time.NewTicker(400 * time.Millisecond)
	defer tick.Stop()
	for step := range steps {
		for name := range contents {
			if complete(name) {
				early = append(early, fmt.Sprint(name, " is complete after step ", step))
			}
		}
		for name, text := range contents {
			part := len(text) / steps
			end := (step + 1) * part
			if step == steps-1 {
				end = len(text)
			}
			_, err := open[name].Write(text[step*part : end])
			check(t, err)
		}
		paused, last = max(paused, time.Since(last)), time.Now()
		if step == 2 {
			s.until("still changing", func() bool {
				for name := range contents {
					if b := s.rows()[filepath.Join(root, name)]; b == nil || !b.Changing && time.Since(last) < longestPause {
						return false
					}
				}
				return true
			})
		}
		<-tick.C
	}
	if paused > longestPause {
		return false
	}
	for _, what := range early {
		t.Error(what)
	}
	s.until("all are complete", func() bool {
		for name := range contents {
			if !complete(name) {
				return false
			}
		}
		return s.Settled()
	})
	t.Logf("complete %v after the last byte", time.Since(last))
	for name := range contents {
		b := s.rows()[filepath.Join(root, name)]
		if d := (b.Duration - 30*time.Second).Abs(); d > 200*time.Millisecond || b.Changing {
			t.Errorf("%s: %v, changing %v", name, b.Duration, b.Changing)
		}
		if n := counter.of(filepath.Join(root, name)); n > 2 {
			t.Errorf("%s: %d probes", name, n)
		}
	}
	return true
}

// While the owner is busy, 60,000 events occur. Many are lost, yet in the end the
// library has the rows that a new library finds.
func TestBusyOwnerLosesEvents(t *testing.T) {
	const folders, files = 20, 10_000
	const known, staying = 40, 60 // so few files go that none are held
	root := tree(t)
	path := func(folder int, name string) string { return filepath.Join(root, itoa(folder%folders), name+".mp3") }
	for i := range known {
		write(t, path(i, itoa(i)), "before")
	}
	for i := range staying { // in the folders that are not removed
		write(t, path(folders/2+i%(folders/2), "stays "+itoa(i)), "stays "+itoa(i))
	}
	s := kept(t, Options{Watch: true})
	s.AddRoot(root)
	s.until("watched", func() bool { return s.root(root).Watch.Mode == watch.Watching && s.Settled() })
	s.rest()
	stuck, free := make(chan struct{}), make(chan struct{})
	go s.tell(func(*owner) { close(stuck); <-free })
	<-stuck
	for i := range files { // two events each: for the name and the bytes, or for the old bytes and the new
		write(t, path(i, itoa(i)), itoa(i))
	}
	for i := range files { // two more each: for the old path and the new
		check(t, os.Rename(path(i, itoa(i)), path(i, "again "+itoa(i))))
	}
	for i := range files {
		check(t, os.Rename(path(i, "again "+itoa(i)), path(i+1, "at last "+itoa(i))))
	}
	for i := range folders / 2 {
		check(t, os.RemoveAll(filepath.Dir(path(i, ""))))
	}
	close(free)
	s.until("all that is there, as it is", func() bool { return s.Settled() && s.count(book.Probed) == files/2+staying })
	s.rest()
	fresh := open(t, Options{Prober: &reader{}})
	fresh.AddRoot(root)
	fresh.settle()
	compare(t, titles(s), titles(fresh))
	if n := s.count(book.Missing); n != known {
		t.Errorf("%d rows are missing, %d are gone", n, known)
	}
}

// For a while the disk reports errors for single files. Their rows show that, and keep
// all that was known; afterwards everything is as before.
func TestErrorsOfSingleFiles(t *testing.T) {
	t.Parallel()
	source := t.TempDir()
	for _, name := range []string{"Ann/One/1.mp3", "Ann/One/2.mp3", "Bob/Two/b.mp3"} {
		check(t, os.MkdirAll(filepath.Dir(filepath.Join(source, name)), 0o755))
		tone(t, filepath.Join(source, name), 2, "-metadata", "album="+filepath.Base(filepath.Dir(name)), "-metadata", "artist="+name[:3])
	}
	check(t, os.WriteFile(filepath.Join(source, "Ann/One/metadata.json"), []byte(`{"subtitle": "Told", "narrators": ["Zoe"]}`), 0o600))
	age(t, source)
	disk := hungdisk.Serve(t, source)
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := openAs(t, opts)
	s.AddRoot(disk.Path)
	s.rest()
	type known struct {
		ID                           book.ID
		title, author, narrator      string
		size, modified, first, added int64
		length                       time.Duration
	}
	about := func(b *book.Book) known {
		return known{
			b.ID, b.Meta.Title, strings.Join(b.Meta.Authors, ", "), strings.Join(b.Meta.Narrators, ", "),
			b.Size, b.Modified, b.Files[0].Size, b.Added, b.Duration,
		}
	}
	before := map[string]known{}
	for path, b := range s.rows() {
		before[path] = about(b)
	}
	prints := s.prints()
	if len(before) != 2 || before[disk.Path+"/Ann/One"].narrator != "Zoe" || len(prints) != 3 {
		t.Fatalf("%+v %v", before, prints)
	}
	same := func(when string) {
		t.Helper()
		rows := s.rows()
		for path, b := range rows {
			if got := about(b); got != before[path] {
				t.Errorf("%s: %+v, not %+v", when, got, before[path])
			}
		}
		if got := s.prints(); len(rows) != len(before) || !maps.Equal(got, prints) {
			t.Errorf("%s: %d rows, fingerprints %v", when, len(rows), got)
		}
	}
	everything := func(how hungdisk.Failure) {
		for _, name := range []string{"1.mp3", "b.mp3", "metadata.json"} {
			disk.Fail(name, how)
		}
	}
	faulty := func(when string) {
		t.Helper()
		same(when)
		const reason = "the disk reports a read error"
		one, two := s.rows()[disk.Path+"/Ann/One"], s.rows()[disk.Path+"/Bob/Two/b.mp3"]
		if one.State != book.Failed || two.State != book.Failed || two.Fault == nil || two.Fault.Reason != reason || one.Fault.Reason != "part 1 of 2: "+reason {
			t.Errorf("%s: %+v %+v", when, one, two)
		}
	}

	everything(hungdisk.CannotLook)
	s.rescan()
	faulty("it cannot look")
	s.rescan()
	faulty("it still cannot")
	s.close()
	s = openAs(t, opts)
	s.rest()
	faulty("it cannot at the next start")
	everything(hungdisk.Well)
	s.rescan()
	s.rest()
	same("it can look again")
	if n := s.count(book.Probed); n != 2 {
		t.Errorf("%v", s.states())
	}

	everything(hungdisk.CannotRead)
	var all []book.ID
	for _, b := range s.rows() {
		all = append(all, b.ID)
	}
	later := time.Now().Add(-time.Minute)
	check(t, os.Chtimes(filepath.Join(source, "Ann/One/metadata.json"), later, later))
	s.Retry(all...)
	s.rescan()
	faulty("it cannot read")
	if notes := s.rows()[disk.Path+"/Ann/One"].Notes; notes == nil || !slices.Equal(notes.Faults, []string{"metadata.json cannot be read: the disk reports an error"}) {
		t.Errorf("%+v", notes)
	}
	s.close()
	s = openAs(t, opts)
	s.rest()
	faulty("it cannot read at the next start")
	everything(hungdisk.Well)
	s.rescan()
	s.rest()
	same("it can read again")
	if n, faults := s.count(book.Probed), s.rows()[disk.Path+"/Ann/One"].Notes.Faults; n != 2 || faults != nil {
		t.Errorf("%v %q", s.states(), faults)
	}
}

// A disk whose inode numbers mean nothing: no book moves, is lost or comes twice, and what
// the user typed stays.
func TestInodeNumbersThatChange(t *testing.T) {
	t.Parallel()
	source := tree(t, numbered(60)...)
	grow(t, source, "twin/a.mp3", "twin/b/a.mp3") // of one content
	age(t, source)
	disk := hungdisk.Serve(t, source)
	disk.Renumber()
	outside := tree(t, "x.mp3")
	age(t, outside)
	check(t, os.Symlink(disk.Path+"/book 2", filepath.Join(outside, "link")))
	prober := &reader{}
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: prober, Watch: true}
	s := kept(t, opts)
	s.AddRoot(disk.Path)
	s.AddRoot(outside)
	s.rest()
	ids := s.ids()
	if len(ids) != 63 {
		t.Fatalf("%d rows", len(ids))
	}
	for path, id := range ids {
		s.editAll([]book.ID{id}, map[string]*string{"title": typed("My " + path)})
	}
	prober.takeCalls()
	for _, when := range []string{"rescan", "again", "started again"} {
		if when == "started again" {
			s = s.again(opts)
		}
		s.rescan()
		s.rest()
		rows := s.rows()
		for path, id := range ids {
			if b := rows[path]; b == nil || b.ID != id || b.State != book.Probed || b.Meta.Title != "My "+path {
				t.Errorf("%s: %s: %+v", when, path, b)
			}
		}
		if calls := prober.takeCalls(); len(rows) != len(ids) || len(calls) != 0 {
			t.Errorf("%s: %d rows, %d probes", when, len(rows), len(calls))
		}
	}
}

// prints returns the fingerprints of the rows, by path.
func (s *opened) prints() map[string]string {
	prints := map[string]string{}
	s.tell(func(o *owner) {
		for path, r := range o.state.Listed.ByPath {
			prints[path] = r.Fingerprint
		}
	})
	return prints
}

// Files that exchange their names while they are written settle under their new ones.
func TestExchangedFiles(t *testing.T) {
	t.Parallel()
	root := tree(t, "a/x.mp3", "b/y.mp3")
	prober := &reader{}
	s := kept(t, Options{Watch: true, Prober: prober})
	s.AddRoot(root)
	s.until("watched", func() bool { return s.root(root).Watch.Mode == watch.Watching && s.Settled() })
	a, b := root+"/a/a.mp3", root+"/b/b.mp3"
	s.writing(prober, a, b)
	if err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE); err != nil {
		t.Skip(err)
	}
	s.until("both are read", func() bool {
		return s.Settled() && s.all(4, book.Probed) && s.rows()[a].Title == "b.mp3" && s.rows()[b].Title == "a.mp3"
	})
}

// TestMovedToAHungDisk: a file was moved to a disk that hangs before the file is read there.
// The scan that misses the file does not wait for that disk, and the file is known again when
// the disk answers.
func TestMovedToAHungDisk(t *testing.T) {
	t.Parallel()
	source := tree(t, "b.mp3")
	disk := hungdisk.Serve(t, source)
	root := tree(t, "a.mp3", "stays.mp3")
	prober := &reader{}
	s := kept(t, Options{Prober: prober})
	s.AddRoot(root)
	s.AddRoot(disk.Path)
	s.rest()
	from, to := filepath.Join(root, "a.mp3"), filepath.Join(disk.Path, "there.mp3")
	id := s.ids()[from]
	turn := make(chan struct{})
	begin := sync.OnceFunc(func() { close(turn) })
	t.Cleanup(begin)
	prober.set(hold(turn))
	check(t, os.Rename(from, filepath.Join(source, "there.mp3")))
	s.Rescan(disk.Path)
	s.until("the file is listed at its new place", func() bool { return s.rows()[to] != nil && !s.Status().Scanning })
	disk.Stop()
	s.Rescan(root)
	s.until("the other disk is scanned", func() bool {
		b := s.rows()[from]
		return s.root(root).State == RootReady && (b == nil || b.State == book.Missing)
	})
	if disk.Held() == 0 {
		t.Error("the scan has waited for the disk that hangs")
	}
	disk.Go()
	begin()
	s.until("the file is known again", func() bool { b := s.rows()[to]; return b != nil && b.ID == id && s.rows()[from] == nil })
}
