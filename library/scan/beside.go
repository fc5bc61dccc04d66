package scan

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"
)

// Beside lists the sidecars of a folder: the files that Options.Beside names,
// at least one.
//
// A folder without sidecars has no Beside. A folder that lost its sidecars is
// one that got no Beside although the walk read it, that is, although
// Report.Covers is true for any path directly in it.
type Beside struct {
	Folder string
	Names  []string // sorted by bytes
	Stamp  uint64   // hash of names, sizes and times: differs after a file is added, changed or removed
	Before uint64   // the Stamp that the version before gave the same sidecars
}

// sidecar is a sidecar file as stat describes it. If stat fails, it has no size
// and no times.
type sidecar struct {
	name string
	stat
}

// reading says what sidecars are read for, and is part of every stamp. A new
// text makes Lectern read every sidecar again; the old text becomes before.
const (
	reading = "with the title and the performer in cue sheets for several files, and names that macOS wrote"
	before  = "with metadata.yml, the chapters of downloads, and the numbers in entries of series"
)

// besideOf makes the Beside of a folder.
func besideOf(folder string, files []sidecar) Beside {
	slices.SortFunc(files, func(a, b sidecar) int { return strings.Compare(a.name, b.name) })
	b := Beside{Folder: folder, Names: make([]string, len(files))}
	var all []byte
	for i, f := range files {
		b.Names[i] = f.name
		all = append(all, f.name...)
		all = append(all, 0) // no name contains a zero byte
		for _, n := range [...]int64{f.size, f.modified, f.changed} {
			all = binary.LittleEndian.AppendUint64(all, uint64(n))
		}
	}
	b.Stamp, b.Before = stamp(reading, all), stamp(before, all)
	return b
}

func stamp(reading string, all []byte) uint64 {
	h := fnv.New64a()
	h.Write([]byte(reading))
	h.Write(all)
	return h.Sum64()
}

// isBeside reports whether a file is a sidecar, by its name.
func (r *reader) isBeside(name string) bool {
	return r.beside != nil && r.beside(name) && !IgnoredFile(name)
}
