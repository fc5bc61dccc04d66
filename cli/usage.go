package cli

import (
	"slices"
	"strings"

	"lectern/library/view"
)

// usage is the text of lectern help.
var usage = strings.NewReplacer(
	"{fields}", listed("a word in one field; the fields are", view.TextWords()),
	"{has}", listed("also", slices.DeleteFunc(view.HasWords(), func(word string) bool { return word == "chapters" || word == "cover" })),
).Replace(`Lectern, a library for audiobooks.

Usage:
  lectern [--log FILE] [--catalog PATH] [FOLDER…]
                                  open the window; add and scan these folders, or
                                  the books of these files
  lectern scan [flags] FOLDER…    scan and read folders; print a record per book
  lectern version                 print the version
  lectern help                    print this

Flags of scan:
  --files             print a record per file instead of per book
  --format FORMAT     ndjson, json, csv or table (ndjson)
  --query QUERY       only records that match the query (see below)
  --sort KEY[,-KEY…]  sort by these keys, with a minus from large to small (title):
                      title author narrator series length bitrate codec size
                      modified folder state added problems year parts chapters
                      format genres publisher language subtitle edition
                      contributors asin isbn description file
  --offset N          leave out the first N records
  --limit N           print at most N records
  --catalog PATH      use and update this catalogue: known files are not read
                      again; without it nothing is stored
  --workers N         read N files at once, 1 to 32 (one per core)
  --prober PROBER     auto, or ffprobe to use only the slow reader (auto)
  --log FILE          append events to FILE as JSON lines

A query is words, all of which must be found: in title, subtitle, author, narrator,
series, genre, publisher, ASIN, ISBN, edition, contributor, folder or file name. Case
and accents do not matter.
  "exact phrase"      words in this order
  author:word  author:"two words"  author:="The Whole Name"
                      {fields}
  length:>10h  length:1h..2h30m  bitrate:<64k  size:>500M  year:2001..2010  year:..1950
  added:<7d           less than 7 days ago; also h w m y, or a date: added:>2024-05-31
  is:missing          also offline faulty protected estimated changing held hidden
                      regrouped
  is:problem          or one: nocover smallcover nonarrator gaps mixed cutchapters
                      misnamed twoformats oddname duplicate likelyduplicate
  has:chapters  no:cover
                      {has}
  -word  -author:word  -(two words)
                      not
  this or that  (this or that) word

Flags may come after folders; after -- everything is a folder.

Exit status: 0 done, even if files have faults, which are in their records; 1 a folder
could not be read, the scan failed, or the catalogue could not be saved; 2 wrong usage.
`)

// listed appends words to a text, broken into lines of the second column.
func listed(before string, words []string) string {
	const (
		indent = 22
		width  = 80
	)
	var b strings.Builder
	b.WriteString(before)
	at := indent + len(before)
	for _, word := range words {
		if at += 1 + len(word); at > width {
			at = indent + len(word)
			b.WriteString("\n" + strings.Repeat(" ", indent) + word)
			continue
		}
		b.WriteString(" " + word)
	}
	return b.String()
}
