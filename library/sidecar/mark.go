package sidecar

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// A file that Lectern writes ends with a mark: the hash of the file itself, with zeros in
// place of the hash. So it needs no list of its files: a file that anybody changed
// afterwards is no longer its own, on whatever computer, and whatever became of the
// catalogue.
const mark = "lectern sha256:"

// unmarked stands for the hash until it is known.
var unmarked = mark + strings.Repeat("0", 2*sha256.Size)

// marked replaces unmarked in a file by its mark.
func marked(b []byte) []byte {
	at := bytes.LastIndex(b, []byte(unmarked)) + len(mark)
	hash := sha256.Sum256(b)
	hex.Encode(b[at:], hash[:])
	return b
}

// isOwn reports whether Lectern wrote a file, and nobody changed it since.
func isOwn(b []byte) bool {
	at := bytes.LastIndex(b, []byte(mark))
	if at < 0 || len(b) < at+len(unmarked) {
		return false
	}
	hash := string(b[at+len(mark) : at+len(unmarked)])
	blank := bytes.Clone(b)
	copy(blank[at:], unmarked)
	want := sha256.Sum256(blank)
	return hash == hex.EncodeToString(want[:])
}
