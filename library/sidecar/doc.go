// Package sidecar reads the files beside the audio files of a book: metadata.json of
// Audiobookshelf and of other programs, metadata.abs, metadata.yml, the OPF file of
// Calibre, the ncc.html of DAISY talking books, desc.txt and reader.txt, .nfo files, cue
// sheets, lists of chapters (marks.go, vtt.go). It measures pictures and checks that they
// can be shown (picture.go); rank.go decides by their names which one is the cover. AVIF,
// HEIC and JPEG XL are faults: their decoders in Go are C libraries that run in
// WebAssembly, too much code to trust for a few covers.
//
//	names of a folder ──► Read (read.go) ──► open (open.go) ──► text (text.go)
//	                        │                                     │
//	                        └── json.go, abs.go, opf.go, ncc.go, … ◄──────┘──► book.Notes
//
// The files are not trusted. Only regular files are opened. At most maxFile of
// a file and maxFolder of a folder is read, and lists have at most maxList
// items. Nothing that a file refers to is fetched. A file that cannot be parsed
// adds a sentence to Notes.Faults and has no other effect.
//
// It also writes metadata.json and OPF files, on request (draft.go): what Lectern wrote and
// nobody changed since (mark.go), it reads back exactly (format.go).
package sidecar
