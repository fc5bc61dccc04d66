package scan

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"
)

// Beside is what lies beside the audio files of a folder: those of its files
// that Options.Beside names, and there is one at least.
//
// A folder that has none any more is not told of. It is one that no Beside of
// the walk was for though the walk looked into it: Report.Covers of any path
// directly in the folder is true.
type Beside struct {
	Folder string
	Names  []string // in order of their bytes
	Stamp  uint64   // of their names, sizes and times: another one when a file has come, changed or gone
}

// sidecar is a file as its look told it. What cannot be looked at has no size
// and no times.
type sidecar struct {
	name string
	stat
}

// reading is what sidecars are read for, as part of every stamp: another text has
// what was read by an older build read once more.
const reading = "with sizes of pictures"

// besideOf makes the Beside of a folder.
func besideOf(folder string, files []sidecar) Beside {
	slices.SortFunc(files, func(a, b sidecar) int { return strings.Compare(a.name, b.name) })
	b := Beside{Folder: folder, Names: make([]string, len(files))}
	h := fnv.New64a()
	h.Write([]byte(reading))
	var room []byte
	for i, f := range files {
		b.Names[i] = f.name
		room = append(room[:0], f.name...)
		room = append(room, 0) // no name has one in it
		for _, n := range [...]int64{f.size, f.modified, f.changed} {
			room = binary.LittleEndian.AppendUint64(room, uint64(n))
		}
		h.Write(room)
	}
	b.Stamp = h.Sum64()
	return b
}

// isBeside reports whether a file of this name is to be told of in a Beside.
func (r *reader) isBeside(name string) bool {
	return r.beside != nil && r.beside(name) && !IgnoredFile(name)
}
