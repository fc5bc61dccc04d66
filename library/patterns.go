package library

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/library/scan"
)

// nothingElse is the pattern that ignores everything in a root.
const nothingElse = "/*"

// onlyThese returns the patterns that ignore everything in a root except these files.
func onlyThese(names []string) string {
	patterns := nothingElse
	for _, name := range names {
		patterns = including(patterns, name, false)
	}
	return patterns
}

// including returns patterns with lines that stop them from ignoring a file, or a folder
// with its content, of this name below the root. What else is in the folders on the way
// stays ignored.
func including(patterns, name string, folder bool) string {
	root := string(filepath.Separator)
	parts := strings.Split(filepath.ToSlash(name), "/")
	for i := range parts {
		at, end := strings.Join(parts[:i+1], "/"), i == len(parts)-1
		if !scan.Ignorer(patterns)(root, filepath.Join(root, at), folder || !end) {
			continue
		}
		patterns = strings.TrimRight(patterns, "\n") + "\n!" + anchored(at)
		if !end {
			patterns += "/\n" + anchored(at) + nothingElse
		} else if folder {
			patterns += "/"
		}
	}
	return patterns
}

func onlySome(patterns string) bool {
	return slices.Contains(strings.Split(patterns, "\n"), nothingElse)
}

// wholeAgain removes the lines of onlyThese and including from patterns.
func wholeAgain(patterns string) string {
	all := strings.Split(patterns, "\n")
	lines := slices.DeleteFunc(slices.Clone(all), func(line string) bool {
		folder, rest := strings.CutSuffix(line, nothingElse)
		return strings.HasPrefix(line, "!/") || rest && (folder == "" || slices.Contains(all, "!"+folder+"/"))
	})
	return strings.Join(lines, "\n")
}

// anchored returns the pattern that matches only this name below the root, in gitignore
// syntax. A character that a line cannot hold becomes "?", which matches any character.
func anchored(name string) string {
	var b strings.Builder
	b.WriteByte('/')
	for i, r := range name {
		switch {
		case r == utf8.RuneError, r == '\n', r == '\r', r == 0, r == '[' && strings.HasPrefix(name[i:], "[:"):
			b.WriteByte('?')
		case strings.ContainsRune(`\*?[] `, r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
