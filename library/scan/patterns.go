package scan

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/text/unicode/norm"

	"lectern/library/text"
)

// Ignorer returns a function that reports whether patterns, lines in gitignore
// syntax, ignore a path: whether they match it or a folder between root and it.
// Root itself is never ignored. Both paths must be clean; folder says whether
// path is a folder. The function looks only at names and is safe on any
// goroutine.
//
// Lines are read as git reads them. The last matching line decides; "!"
// re-includes a path, but not below an ignored folder; a trailing "/" matches
// folders only, and any other "/" anchors the line to the root; "#" begins a
// comment. A line that is invalid or has a named class such as [[:digit:]]
// matches nothing. Unlike in git, "?" matches a whole character, such as "é", not a
// byte.
func Ignorer(patterns string) func(root, path string, folder bool) bool {
	return parse(patterns).passes
}

// patterns are the valid lines, in order.
type patterns []pattern

// pattern is one line.
type pattern struct {
	glob   string // in doublestar's syntax
	base   bool   // matches names, not paths
	folder bool   // matches folders only
	back   bool   // re-includes what earlier lines ignore
}

func parse(text string) (all patterns) {
	for line := range strings.SplitSeq(norm.NFC.String(text), "\n") {
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
		p.glob += "/*" // git matches the folder's content, not the folder
	}
	return p, doublestar.ValidatePattern(p.glob)
}

// trimSpaces removes trailing spaces, except one after a backslash.
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

// glob converts a line to doublestar's syntax: braces have no meaning, stars
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
				b.WriteString("^/") // no class matches "/"
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

// passes implements the function that Ignorer returns.
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

// match reports whether a name is ignored whose folders are not.
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

// relative returns the part of path below root, with slashes, and with composed accents, as
// parse has them: macOS decomposes those of names.
func relative(root, path string) string {
	name := path[len(root):]
	if os.IsPathSeparator(name[0]) {
		name = name[1:]
	}
	return norm.NFC.String(filepath.ToSlash(name))
}
