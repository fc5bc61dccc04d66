package cli

import (
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"lectern/library/view"
	"lectern/ui/i18n"
)

// The columns of the usage at which descriptions begin.
const (
	commandColumn = 34
	flagColumn    = 22
)

// cellWidth measures texts in cells of a terminal, independently of the locale: Chinese
// letters take two.
var cellWidth = &runewidth.Condition{StrictEmojiNeutral: true}

// row is a line of the usage: what the user types, and what it means. A description may
// have several lines.
type row struct{ typed, means string }

// passage is a part of the usage: its heading in the manual page, a text, and rows whose
// descriptions begin at a column.
type passage struct {
	heading string
	text    string
	column  int
	rows    []row
}

// usage returns the text of lectern help.
func usage() string {
	var b strings.Builder
	for i, p := range manual() {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(p.text + "\n")
		margin := strings.Repeat(" ", p.column)
		for _, r := range p.rows {
			line := "  " + r.typed
			if n := cellWidth.StringWidth(line); r.means != "" && n < p.column {
				line += margin[n:]
			} else if r.means != "" {
				line += "\n" + margin
			}
			b.WriteString(line + strings.ReplaceAll(r.means, "\n", "\n"+margin) + "\n")
		}
	}
	return b.String()
}

// manual returns the parts of the usage, in the language in use.
func manual() []passage {
	is := view.FlagWords(view.Is)
	problem := slices.Index(is, "problem")
	states, problems := is[1:problem], is[problem+1:]
	return []passage{
		{heading: "DESCRIPTION", text: i18n.Text("Lectern, a library for audiobooks.")},
		{heading: "COMMANDS", text: i18n.Text("Usage:"), column: commandColumn, rows: []row{
			{"lectern [--log FILE] [--catalog PATH] [FOLDER…]", i18n.Text("open the window; add and scan these folders, or\nthe books of these files")},
			{"lectern scan [flags] FOLDER…", i18n.Text("scan and read folders; print a record per book")},
			{"lectern version", i18n.Text("print the version")},
			{"lectern help", i18n.Text("print this")},
			{"lectern help man|bash|zsh|fish", i18n.Text("print the manual page, or completions for a shell")},
		}},
		{heading: "FLAGS OF SCAN", text: i18n.Text("Flags of scan:"), column: flagColumn, rows: []row{
			{"--files", i18n.Text("print a record per file instead of per book")},
			{"--format FORMAT", i18n.Text("ndjson, json, csv or table (ndjson)")},
			{"--query QUERY", i18n.Text("only records that match the query (see below)")},
			{"--sort KEY[,-KEY…]", listed(i18n.Text("sort by these keys, with a minus from large to small (title):")+"\n", view.KeyNames())},
			{"--offset N", i18n.Text("leave out the first N records")},
			{"--limit N", i18n.Text("print at most N records")},
			{"--catalog PATH", i18n.Text("use and update this catalogue: known files are not read\nagain; without it nothing is stored")},
			{"--workers N", i18n.Text("read N files at once, 1 to 32 (one per core)")},
			{"--prober PROBER", i18n.Text("auto, or ffprobe to use only the slow reader (auto)")},
			{"--log FILE", i18n.Text("append events to FILE as JSON lines")},
		}},
		{heading: "QUERIES", text: i18n.Text("A query is words, all of which must be found: in title, subtitle, author, narrator,\n" +
			"series, genre, publisher, ASIN, ISBN, edition, contributor, tag, note, bookmark, folder\n" +
			"or file name. Case and accents do not matter."), column: flagColumn, rows: []row{
			{`"exact phrase"`, i18n.Text("words in this order")},
			{`author:word  author:"two words"  author:="The Whole Name"`, listed(i18n.Text("a word in one field; the fields are"), view.TextWords())},
			{"length:>10h  length:1h..2h30m  bitrate:<64k  size:>500M  year:2001..2010  year:..1950", ""},
			{"rating:>=4  rating:4.5", i18n.Text("your own rating, in stars")},
			{"added:<7d", i18n.Text("less than 7 days ago; also h w m y, or a date: added:>2024-05-31")},
			{"played:<30d  finished:2026", i18n.Text("the same for when you last listened to a book, and when you\nfinished it; also started: abandoned: listened:")},
			{"is:missing", listed(i18n.Text("also"), states)},
			{"is:problem", listed(i18n.Text("or one:"), problems)},
			{"has:chapters  no:cover", listed(i18n.Text("also"), slices.DeleteFunc(view.FlagWords(view.Has), func(word string) bool { return word == "chapters" || word == "cover" }))},
			{"-word  -author:word  -(two words)", i18n.Text("not")},
			{"this or that  (this or that) word", ""},
		}},
		{heading: "NOTES", text: i18n.Text("Flags may come after folders; after -- everything is a folder.")},
		{heading: "EXIT STATUS", text: i18n.Text("Exit status: 0 done, even if files have faults, which are in their records; 1 a folder\n" +
			"could not be read, the scan failed, or the catalogue could not be saved; 2 wrong usage.")},
	}
}

// listed appends words to a text, broken into lines of the column of flags.
func listed(before string, words []string) string {
	const width = 80 - flagColumn
	var b strings.Builder
	b.WriteString(before)
	at := cellWidth.StringWidth(before[strings.LastIndexByte(before, '\n')+1:])
	for _, word := range words {
		switch {
		case at == 0:
		case at+1+len(word) > width:
			b.WriteByte('\n')
			at = 0
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += len(word)
	}
	return b.String()
}
