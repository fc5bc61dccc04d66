package catalog

import (
	"bytes"
	"hash/crc32"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"lectern/library/book"
)

// FuzzDetail reads any body: it never panics, allocates at most a small
// multiple of the body, and a body that can be read is written back to one that
// reads the same.
func FuzzDetail(f *testing.F) {
	r := rand.New(rand.NewPCG(5, 5))
	for id := range book.ID(20) {
		e := randomEntry(r, id+1)
		f.Add(fileMessage.append(nil, &e))
	}
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, body []byte) {
		sealed := append(make([]byte, detailHeadLen), body...)
		sealed[0] = detailFormat
		sum := crc32.Checksum(body, castagnoli)
		for i := range 4 {
			sealed[1+i] = byte(sum >> (8 * i))
		}
		e := Entry{File: &book.File{}}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		ok := readDetail(sealed, &e, 0, newSharer(nil))
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 1<<16+64*uint64(len(body)) {
			t.Fatalf("%d bytes took %d of memory", len(body), took)
		}
		if !ok {
			return
		}
		again := Entry{File: &book.File{}}
		if !readDetail(appendDetail(nil, &e, 0), &again, 0, newSharer(nil)) || !reflect.DeepEqual(e, again) {
			t.Fatalf("%+v became %+v", e, again)
		}
	})
}

// TestDetailSum refuses a detail that belongs to another row, or has another
// format or other content.
func TestDetailSum(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	e := randomEntry(r, 1)
	b := appendDetail(nil, &e, 77)
	read := func(b []byte, sum uint32) bool {
		return readDetail(b, &Entry{File: &book.File{}}, sum, newSharer(nil))
	}
	if !read(b, 77) || read(b, 78) || read(nil, 77) {
		t.Fatal("the sum of the other columns does not count")
	}
	for i := range b {
		c := bytes.Clone(b)
		c[i] ^= 4
		if read(c, 77) || read(b[:i], 77) {
			t.Fatalf("byte %d does not count", i)
		}
	}
}

// TestDetailsAreCopied: what was read stays when the memory of the row is used for something
// else, and when further rows are read.
func TestDetailsAreCopied(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	shared := newSharer(nil)
	want, got := make([][]byte, 200), make([]Entry, 200)
	for i := range got {
		e := randomEntry(r, book.ID(i+1))
		want[i], got[i] = appendDetail(nil, &e, 0), Entry{File: &book.File{}}
		b := bytes.Clone(want[i])
		if !readDetail(b, &got[i], 0, shared) {
			t.Fatalf("%+v cannot be read", e)
		}
		clear(b)
	}
	for i := range got {
		if b := appendDetail(nil, &got[i], 0); !bytes.Equal(b, want[i]) {
			t.Errorf("%q became %q", want[i], b)
		}
	}
}

// TestUnknownFields: a build that knows fewer fields than the one that wrote a detail
// reads the others.
func TestUnknownFields(t *testing.T) {
	var e Entry
	e.File = &book.File{}
	body := appendNumber(nil, 5, 7)
	body = appendBytes(appendNumber(body, 1000, 1), 1001, "a text")
	body = protowire.AppendFixed64(protowire.AppendTag(body, 1002, protowire.Fixed64Type), 1)
	body = appendBytes(body, 9, appendBytes(appendBytes(nil, 999, "a text"), 18, "a title"))
	if !fileMessage.read(body, &e, nil) || e.Added != 7 || e.File.Media == nil || e.File.Media.Tags().Title != "a title" {
		t.Errorf("%+v, %+v", e, e.File.Media)
	}
}
