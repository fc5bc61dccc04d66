package scan

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"lectern/library/text"
)

// Ignorer makes the test whether a path is passed over by patterns, lines in
// gitignore syntax: it is true when the path, or a folder on its way below
// root, is matched. Root itself never is. Both paths are clean; folder says
// whether path is one. The test looks at nothing but the names and is safe on
// any goroutine.
//
// The lines are read as git reads them: the last that matches decides, "!"
// takes back, but not what lies in a folder that is passed over; a "/" at the
// end means folders alone, one elsewhere ties the line to the root; "#" begins
// a comment. Classes by name, as in [[:digit:]], are not known; a line that has
// one, or makes no sense, matches nothing. What git leaves to bytes is
// characters here: "?" is one "é".
func Ignorer(patterns string) func(root, path string, folder bool) bool {
	return parse(patterns).passes
}

// patterns are lines that match something, in their order.
type patterns []pattern

// pattern is a line.
type pattern struct {
	glob   string // in the syntax of doublestar
	base   bool   // it is about names, not paths
	folder bool   // it is about folders alone
	back   bool   // it takes back what lines before it say
}

func parse(text string) (all patterns) {
	for line := range strings.SplitSeq(text, "\n") {
		if p, ok := parseLine(strings.TrimSuffix(line, "\r")); ok {
			all = append(all, p)
		}
	}
	return all
}

func parseLine(line string) (p pattern, ok bool) {
	if strings.HasPrefix(line, "#") {
		return p, false
	}
	line = trimSpaces(line)
	line, p.back = strings.CutPrefix(line, "!")
	line, p.folder = strings.CutSuffix(line, "/")
	p.base = !strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" || strings.Contains(line, "[:") {
		return p, false
	}
	p.glob = glob(line)
	if !p.base && strings.HasSuffix(p.glob, "/**") {
		p.glob += "/*" // to git, what lies in the folder and not the folder
	}
	return p, doublestar.ValidatePattern(p.glob)
}

// trimSpaces cuts spaces off the end, up to one behind a backslash.
func trimSpaces(line string) string {
	end := 0
	for i := 0; i < len(line); i++ {
		if line[i] == '\\' {
			i++
		} else if line[i] == ' ' {
			continue
		}
		end = min(i+1, len(line))
	}
	return line[:end]
}

// glob puts a line into the syntax of doublestar: braces mean nothing, stars
// beside other characters are one star, and "]" may come first in a class.
func glob(line string) string {
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case '\\':
			b.WriteByte(c)
			if i++; i < len(line) {
				b.WriteByte(line[i])
			}
		case '{', '}':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '*':
			from := i
			for i+1 < len(line) && line[i+1] == '*' {
				i++
			}
			alone := (from == 0 || line[from-1] == '/') && (i+1 == len(line) || line[i+1] == '/')
			if alone && i > from {
				b.WriteByte('*')
			}
			b.WriteByte('*')
		case '[':
			b.WriteByte(c)
			if i+1 < len(line) && (line[i+1] == '!' || line[i+1] == '^') {
				b.WriteString("^/") // no class is a "/"
				i++
			}
			if i+1 < len(line) && line[i+1] == ']' {
				b.WriteString(`\]`)
				i++
			}
			for i++; i < len(line) && line[i] != ']'; i++ {
				b.WriteByte(line[i])
				if line[i] == '\\' && i+1 < len(line) {
					i++
					b.WriteByte(line[i])
				}
			}
			if i < len(line) {
				b.WriteByte(']')
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// passes is the test that Ignorer makes.
func (all patterns) passes(root, path string, folder bool) bool {
	if len(all) == 0 || path == root || !text.Within(path, root) {
		return false
	}
	name := relative(root, path)
	for i, c := range name {
		if c == '/' && all.match(name[:i], true) {
			return true
		}
	}
	return all.match(name, folder)
}

// match is the test for a name whose folders are known not to be passed over.
func (all patterns) match(name string, folder bool) bool {
	base := name[strings.LastIndexByte(name, '/')+1:]
	for i := len(all) - 1; i >= 0; i-- {
		p := &all[i]
		against := name
		if p.base {
			against = base
		}
		if (folder || !p.folder) && doublestar.MatchUnvalidated(p.glob, against) {
			return !p.back
		}
	}
	return false
}

// relative is the part of path below root, with slashes.
func relative(root, path string) string {
	name := path[len(root):]
	if os.IsPathSeparator(name[0]) {
		name = name[1:]
	}
	return filepath.ToSlash(name)
}
