package catalog

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
)

// somewhere is a place for a catalogue, in a folder whose name a URI would take
// for something else.
func somewhere(t testing.TB) string {
	dir := filepath.Join(t.TempDir(), "a b?mode=ro#c%20é")
	check(t, os.MkdirAll(dir, 0o700))
	return filepath.Join(dir, "catalogue.db")
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// must opens a catalogue and closes it at the end of the test.
func must(t testing.TB, path string) *Catalog {
	t.Helper()
	c, err := Open(context.Background(), path)
	check(t, err)
	t.Cleanup(func() { c.Close() })
	return c
}

// load reads all rows, by ID, and checks that each comes once and, without
// damage, in order, but for identities without a row, which come last.
func load(t testing.TB, c *Catalog) map[book.ID]Entry {
	t.Helper()
	all := map[book.ID]Entry{}
	var last book.ID
	err := c.Load(context.Background(), func(batch []Entry) {
		for _, e := range batch {
			bare := e.File.Media == nil && e.File.Modified == 0
			if _, twice := all[e.File.ID]; twice || e.File.ID <= last && !bare && len(noticed(c)) == 0 {
				t.Fatalf("row %d after row %d", e.File.ID, last)
			}
			last = e.File.ID
			all[last] = e
		}
	})
	check(t, err)
	return all
}

// texts of all kinds: other scripts, no UTF-8, a NUL.
var oddTexts = []string{"Café 😀", "a\xff\xfeb", "x\x00y", "張三", "new\nline", " ", "The Part #1.5"}

func randomText(r *rand.Rand) string {
	switch r.IntN(4) {
	case 0:
		return ""
	case 1:
		return oddTexts[r.IntN(len(oddTexts))]
	default:
		return fmt.Sprint("text ", r.IntN(1000))
	}
}

// fill sets every field that v has, some to nothing: a field added to a type
// is tested without a word here.
func fill(r *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(randomText(r))
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int, reflect.Int64:
		v.SetInt([]int64{0, 1, -1, r.Int64(), -r.Int64(), int64(r.IntN(5000))}[r.IntN(6)])
	case reflect.Uint8:
		v.SetUint(uint64(r.IntN(6)))
	case reflect.Uint64:
		v.SetUint(r.Uint64())
	case reflect.Pointer:
		if r.IntN(3) == 0 {
			return
		}
		switch p := v.Addr().Interface().(type) {
		case **book.Packed:
			var m book.Media
			fill(r, reflect.ValueOf(&m).Elem())
			*p = book.Pack(&m)
		default:
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem())
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(r, v.Index(i))
		}
	case reflect.Slice:
		if n := r.IntN(5); n > 0 && v.Type() != reflect.TypeFor[[]book.Notes]() { // notes within notes have none
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(r, v.Index(i))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(r, v.Field(i))
			}
		}
	case reflect.Map:
		if n := r.IntN(3); n > 0 {
			v.Set(reflect.ValueOf(map[string]string{"title": "typed", "author": randomText(r) + "!"}))
		}
	default:
		panic(v.Kind())
	}
}

// randomEntry is an entry with the ID that comes back as it went in.
func randomEntry(r *rand.Rand, id book.ID) Entry {
	var e Entry
	fill(r, reflect.ValueOf(&e).Elem())
	if e.File == nil {
		e.File = &book.File{}
		fill(r, reflect.ValueOf(e.File).Elem())
	}
	e.Retired = 0 // listed
	f := e.File
	f.ID, f.Root = id, []string{"/books", "/more/bo\xffoks"}[r.IntN(2)]
	f.Path = fmt.Sprintf("%s/%d/%s\xff", f.Root, r.IntN(50), randomText(r))
	if f.State == book.Probing {
		f.State = book.Found
	}
	return e
}

// opsOf are what saves an entry whole.
func opsOf(e Entry) []Op {
	ops := []Op{Keep(e), Hide(e.File.ID, e.Hidden)}
	for field, value := range e.Edits {
		ops = append(ops, Edit(e.File.ID, field, value))
	}
	return ops
}

func same(t testing.TB, got, want map[book.ID]Entry) {
	t.Helper()
	for id, e := range want {
		if !reflect.DeepEqual(got[id], e) {
			t.Fatalf("row %d:\n got %+v\nfile %+v\nwant %+v\nfile %+v", id, got[id], got[id].File, e, e.File)
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
}

// TestRoundTrip saves random rows, changes and drops some, and reads them back
// in the next session, several times.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 0))
		path := somewhere(t)
		want := map[book.ID]Entry{}
		var last book.ID
		for range 4 {
			c := must(t, path)
			same(t, load(t, c), want)
			if c.LastID() != last {
				t.Fatalf("last ID %d, want %d", c.LastID(), last)
			}
			if n := noticed(c); len(n) > 0 {
				t.Fatal(n)
			}
			given := 0
			save := func(ops ...Op) { c.Save(ops...); given += len(ops) }
			for range 1500 {
				id := last + 1
				if last > 0 && r.IntN(3) == 0 {
					id = 1 + book.ID(r.Uint64N(uint64(last)))
				}
				e, known := want[id]
				switch {
				case !known && id <= last:
					continue // dropped; no ID is given twice
				case known && r.IntN(3) == 0:
					delete(want, id)
					save(Drop(id))
					continue
				case known:
					for field := range e.Edits {
						save(Edit(id, field, ""))
					}
				}
				e = randomEntry(r, id)
				want[id] = e
				last = max(last, id)
				save(opsOf(e)...)
			}
			check(t, c.Close())
			if c.Saved() != uint64(given) {
				t.Fatalf("%d of %d saved", c.Saved(), given)
			}
		}
	}
}

// TestLastID gives no ID twice, even after the row with the highest ID is
// dropped.
func TestLastID(t *testing.T) {
	path := somewhere(t)
	c := must(t, path)
	c.Save(Keep(version(1)), Keep(version(41)), Drop(version(41).File.ID))
	for range 2 {
		if want := version(41).File.ID; c.LastID() != want {
			t.Fatalf("last ID %d, want %d", c.LastID(), want)
		}
		c.Close()
		c = must(t, path)
	}
	c.Close()
	os.Remove(path)
	if c := must(t, path); c.LastID() != version(41).File.ID {
		t.Fatal("a new catalogue begins anew")
	}
}

// TestRoots keeps all fields of the roots, in the order in which they were added.
// They are saved in another order.
func TestRoots(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	path := somewhere(t)
	var want []Root
	for i := range 20 {
		var root Root
		fill(r, reflect.ValueOf(&root).Elem())
		root.Path = fmt.Sprintf("/books/%d\xff", 100-i)
		root.Added = int64(7 * i % 20)
		want = append(want, root)
	}
	c := must(t, path)
	for _, root := range want {
		c.Save(KeepRoot(root))
	}
	want[3].Paused = !want[3].Paused
	want[3].Health.Files++
	c.Save(KeepRoot(want[3]), DropRoot(want[7].Path))
	want = append(want[:7:7], want[8:]...)
	slices.SortFunc(want, func(a, b Root) int { return cmp.Compare(a.Added, b.Added) })
	for range 2 {
		if got := c.Roots(); !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
		check(t, c.Close())
		c = must(t, path)
	}
}

// wait reads the news until n Ops are saved.
func wait(t testing.TB, c *Catalog, n uint64) {
	t.Helper()
	timeout := time.After(30 * time.Second)
	for c.Saved() < n {
		select {
		case <-c.News():
		case <-timeout:
			t.Fatalf("%d of %d saved, %v", c.Saved(), n, noticed(c))
		}
	}
}

func TestQueued(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c := must(t, somewhere(t))
	defer c.Close()
	c.use.Lock() // the writer waits with its first batch
	for id := range 2 * batchLen {
		c.Save(Keep(randomEntry(r, book.ID(id+1))))
	}
	n, _, _ := c.box.waiting()
	c.use.Unlock()
	if n < batchLen || n > 2*batchLen {
		t.Errorf("%d queued of %d", n, 2*batchLen)
	}
	wait(t, c, 2*batchLen)
	if n, _, _ = c.box.waiting(); n != 0 {
		t.Errorf("%d queued after the last is saved", n)
	}
}
