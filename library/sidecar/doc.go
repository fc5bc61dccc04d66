// Package sidecar reads what lies beside the audio files of a book: the
// metadata.json of Audiobookshelf, the OPF file of Calibre, desc.txt and
// reader.txt, cue sheets, and pictures, which it only names.
//
//	names of a folder ──► Read (read.go) ──► open (open.go) ──► text (text.go)
//	                        │                                     │
//	                        └── json.go, abs.go, opf.go, cue.go ◄─┘──► book.Notes
//
// The files may be from anybody. Only regular files are opened, at most
// maxFile of each and maxFolder of a folder is read, nothing that a file names
// is ever fetched, lists are as long as maxList at most, and a file that makes
// no sense is a sentence in Notes.Faults and nothing more.
package sidecar
