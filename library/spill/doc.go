// Package spill keeps long texts on the disk rather than in memory: descriptions and lists
// of chapters, which take more memory than everything that the table needs, and of which
// one is read at a time.
//
// A File is a file without a name, and the texts are parts of its mapping to memory. So a
// text is an ordinary string. Reading it reads the disk, unless the system still has it.
package spill
