package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// text matches what looks like a text for the user: two words, or a word with a capital letter.
var text = regexp.MustCompile(`\p{L}{2,}\S* \S*\p{L}{2,}|^\p{Lu}\p{Ll}{2,}[….?!:]?$`)

// unseen are the functions whose texts the user does not see, or sees in English.
var unseen = []string{"Debug", "Info", "Warn", "Error", "Errorf", "panic", "MustCompile", "Getenv", "LookupEnv"}

// bypasses returns the texts below folders of a checkout that seem to reach the screen
// without package i18n. known are the texts that do not, by their files; "*" stands for all
// texts of a file.
func bypasses(root string, folders []string, known map[string][]string) (found []string, err error) {
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "e2e" || d.Name() == "uitest" || d.Name() == "testdata"):
				return filepath.SkipDir
			case d.IsDir(), !strings.HasSuffix(path, ".go"), strings.HasSuffix(path, "_test.go"):
				return nil
			}
			files := token.NewFileSet()
			f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			name, err := filepath.Rel(root, path)
			of := known[filepath.ToSlash(name)]
			for _, lit := range bypassesIn(f) {
				if s, _ := constant(lit); s != "Lectern" && !slices.Contains(of, s) && !slices.Contains(of, "*") {
					found = append(found, fmt.Sprintf("%s: %q bypasses package i18n", files.Position(lit.Pos()), s))
				}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// bypassesIn returns the texts of one file that are not arguments of functions that say
// them, or of those whose texts the user does not see.
func bypassesIn(f *ast.File) (found []*ast.BasicLit) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field: // its tag is not a text
			return n.Tag == nil
		case *ast.CallExpr:
			return !handles(n.Fun)
		case *ast.BasicLit:
			if s, ok := constant(n); ok && text.MatchString(s) {
				found = append(found, n)
			}
		}
		return true
	})
	return found
}

// handles reports whether the texts in a call of a function are said, or unseen.
func handles(f ast.Expr) bool {
	switch f := f.(type) {
	case *ast.Ident:
		return slices.Contains(unseen, f.Name)
	case *ast.SelectorExpr:
		if of, ok := f.X.(*ast.Ident); ok && (of.Name == "i18n" || of.Name == "message" || of.Name == "errors") {
			return true
		}
		return slices.Contains(unseen, f.Sel.Name)
	}
	return false
}
