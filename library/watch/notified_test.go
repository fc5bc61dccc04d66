package watch

import (
	"encoding/binary"
	"errors"
	"slices"
	"testing"
	"unicode/utf16"

	"github.com/fsnotify/fsnotify"
)

// report is what Windows reports of one name.
func report(action uint32, name string, last bool) []byte {
	text := utf16.Encode([]rune(name))
	b := make([]byte, notifiedHead)
	binary.LittleEndian.PutUint32(b[4:], action)
	binary.LittleEndian.PutUint32(b[8:], uint32(2*len(text)))
	for _, c := range text {
		b = binary.LittleEndian.AppendUint16(b, c)
	}
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	if !last {
		binary.LittleEndian.PutUint32(b, uint32(len(b)))
	}
	return b
}

func TestNotified(t *testing.T) {
	all := slices.Concat(
		report(actionAdded, `Émile Zola\a.mp3`, false), report(actionModified, `b`, false), report(actionRenamedOld, `c d`, false),
		report(actionRenamedNew, `😀`, false), report(actionRemoved, `ef.mp3`, true))
	want := []fsnotify.Event{
		{Name: `Émile Zola\a.mp3`, Op: fsnotify.Create}, {Name: "b", Op: fsnotify.Write}, {Name: "c d", Op: fsnotify.Rename},
		{Name: "😀", Op: fsnotify.Create}, {Name: "ef.mp3", Op: fsnotify.Remove},
	}
	if got, err := notified(all); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := notified(all[:len(all)-8]); !errors.Is(err, errNotified) || !slices.Equal(got, want[:4]) {
		t.Errorf("cut off: %v, %v", got, err)
	}
	nameless := slices.Concat(report(actionAdded, "", false), report(actionRemoved, "", true))
	if got, err := notified(nameless); err != nil || !slices.Equal(got, []fsnotify.Event{{Op: fsnotify.Create}, {Op: fsnotify.Remove}}) {
		t.Errorf("without names: %v, %v", got, err)
	}
	for _, next := range []uint32{1, notifiedHead - 1, uint32(len(all)) + 1, 1 << 31} {
		astray := slices.Clone(all)
		binary.LittleEndian.PutUint32(astray, next)
		if got, err := notified(astray); !errors.Is(err, errNotified) || !slices.Equal(got, want[:1]) {
			t.Errorf("the next report at %d: %v, %v", next, got, err)
		}
	}
}

// FuzzNotified: no report makes it panic or run for ever, and what it returns is not more
// than was there.
func FuzzNotified(f *testing.F) {
	f.Add(slices.Concat(report(actionAdded, "a", false), report(actionRemoved, "b", true)))
	f.Add([]byte{0})
	f.Fuzz(func(t *testing.T, b []byte) {
		if events, err := notified(b); len(events) > len(b)/notifiedHead || err == nil && len(events) == 0 {
			t.Errorf("%d events, %v", len(events), err)
		}
	})
}
