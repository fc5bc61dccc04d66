package transfer

import "strings"

// mostOpen is how many lines with an open quotation mark are told.
const mostOpen = 10

// rowsOf splits a table into rows of cells. open are the numbers of the first lines in which a
// quotation mark is not closed, or closed too early, so that the cells may be wrong. Such a
// mark does not swallow the rows after it.
func rowsOf(table string) (rows [][]string, open []int, err error) {
	table = strings.ReplaceAll(strings.ReplaceAll(table, "\x00", ""), "\r\n", "\n")
	if !strings.Contains(table, "\n") { // lines of an old Mac
		table = strings.ReplaceAll(table, "\r", "\n")
	}
	at := len(table) - len(strings.TrimLeft(table, "\ufeff\r\n "))
	if first, _, _ := strings.Cut(table[at:], "\n"); strings.HasPrefix(strings.ToLower(first), "sep=") { // for Excel
		at = min(at+len(first)+1, len(table))
	}
	s := splitter{table: table, comma: separator(table[at:])}
	line, counted := 1, 0
	for at < len(table) {
		if table[at] == '\n' {
			at++
			continue
		}
		row, end, right := s.read(at, len(table), strict)
		if !right {
			row, end, right = s.doubtful(at)
		}
		if !right && len(open) < mostOpen {
			line, counted = line+strings.Count(table[counted:at], "\n"), at
			open = append(open, line)
		}
		if len(rows) > maxBooks {
			return nil, nil, tooLarge
		}
		if rows = append(rows, row); len(rows) == 1 {
			s.width = len(row)
		}
		at = end + 1
	}
	return rows, open, nil
}

// splitter splits a table into rows.
type splitter struct {
	table string
	comma byte // between cells
	width int  // how many cells the first row has, 0 before it is read
	sure  int  // before this offset, a cell that goes on where a row could begin is known to be open
}

// quoting is what a quotation mark within a quoted cell means, if neither another mark nor the
// end of a cell follows it.
type quoting uint8

const (
	strict  quoting = iota // the row is wrong
	lazy                   // it belongs to the cell: "He said "no" to it"
	literal                // the cell is not quoted: "A" Is for Alibi
)

// read reads the row that begins at an offset, up to a limit. It returns where its line ends,
// and whether all its quotation marks are right. The cells of a strict row that is wrong do not
// count.
func (s *splitter) read(at, limit int, how quoting) (cells []string, end int, right bool) {
	right = true
	for {
		text, ok := "", true
		text, at, ok = s.cell(at, limit, how)
		right = right && ok
		if cells = append(cells, text); !right && how == strict || at == limit || s.table[at] == '\n' {
			return cells, at, right
		}
		at++
	}
}

// cell reads a cell, and returns where it ends.
func (s *splitter) cell(at, limit int, how quoting) (text string, end int, right bool) {
	quoted := at < limit && s.table[at] == '"'
	if quoted {
		end, right = s.closing(at+1, limit, how == lazy)
		switch {
		case right || how == lazy && end >= 0:
			return strings.ReplaceAll(s.table[at+1:end-1], `""`, `"`), end, right
		case how == lazy:
			return strings.ReplaceAll(s.table[at+1:limit], `""`, `"`), limit, false
		case how == strict:
			return "", at, false
		}
	}
	text = s.table[at:s.bare(at, limit)]
	if marks := strings.Count(text, `"`); quoted && marks%2 == 1 {
		return text[1:], at + len(text), false
	} else {
		return text, at + len(text), marks == 0 || how == literal
	}
}

// bare returns where a cell without quotation marks ends.
func (s *splitter) bare(at, limit int) int {
	for at < limit && s.table[at] != s.comma && s.table[at] != '\n' {
		at++
	}
	return at
}

// closing returns where a quoted cell ends whose text goes on at an offset, -1 if it does not up
// to the limit, and whether its marks are right. It ignores wrong ones if lazy.
func (s *splitter) closing(at, limit int, lazy bool) (end int, right bool) {
	right = true
	for {
		mark := strings.IndexByte(s.table[at:limit], '"')
		if mark < 0 {
			return -1, false
		}
		at += mark + 1
		switch {
		case at == limit || s.table[at] == s.comma || s.table[at] == '\n':
			return at, right
		case s.table[at] == '"':
			at++
		case !lazy:
			return -1, false
		default:
			right = false
		}
	}
}

// doubtful reads a row with wrong quotation marks. If a cell goes on in the next lines,
// they belong to it, unless they are rows: the mark at its beginning is then wrong. right is
// false if the cells may be wrong.
func (s *splitter) doubtful(at int) (cells []string, end int, right bool) {
	end = s.lineEnd(at)
	open, cut := s.open(at, end, false), false
	first, alone := 0, open && s.width > 1 && s.fits(at) // where a row begins; the row's line is one by itself
	for next := end + 1; open && !cut && next < len(s.table); next = end + 1 {
		if fits, quoted := s.begins(next); fits {
			if first == 0 {
				first = next
			}
			if cut = quoted || alone && end == s.lineEnd(at) || first < s.sure; cut {
				s.sure = max(s.sure, next+1)
				break
			}
		}
		end = s.lineEnd(next)
		open = s.open(next, end, true)
	}
	if open && !cut { // to the end of the table
		s.sure = len(s.table)
	}
	if open && first > 0 {
		end = first - 1
	}
	cells, _, _ = s.read(at, end, lazy)
	if len(cells) == s.width || s.width < 2 {
		return cells, end, !open
	}
	if other, _, right := s.read(at, end, literal); len(other) == s.width {
		return other, end, right
	}
	return cells, end, false
}

// lineEnd returns where the line with an offset ends.
func (s *splitter) lineEnd(at int) int {
	if n := strings.IndexByte(s.table[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(s.table)
}

// fits reports whether the line at an offset has the cells of a row.
func (s *splitter) fits(at int) bool {
	cells, _, _ := s.read(at, s.lineEnd(at), literal)
	return len(cells) == s.width
}

// begins reports whether a row can begin at an offset, and whether cells of it are quoted as
// they should.
func (s *splitter) begins(at int) (fits, quoted bool) {
	if s.width < 2 {
		return false, false
	}
	if cells, end, right := s.read(at, len(s.table), strict); right {
		return len(cells) == s.width, len(cells) == s.width && strings.Contains(s.table[at:end], `"`)
	}
	return s.fits(at), false
}

// open reports whether a quoted cell goes on after a line, if one goes on before it or not.
func (s *splitter) open(at, end int, before bool) bool {
	for first := true; ; first = false {
		switch {
		case first && before:
			at, _ = s.closing(at, end, true)
		case at < end && s.table[at] == '"':
			at, _ = s.closing(at+1, end, true)
		default:
			at = s.bare(at, end)
		}
		if at < 0 || at == end {
			return at < 0
		}
		at++
	}
}
