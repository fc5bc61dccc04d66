package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// entry is a message as catalogues have it.
type entry struct {
	ID    string `json:"id"` // the English text, for any number but 1; after "context|" if it has one
	Zero  string `json:"zero,omitempty"`
	One   string `json:"one,omitempty"`
	Two   string `json:"two,omitempty"`
	Few   string `json:"few,omitempty"`
	Many  string `json:"many,omitempty"`
	Other string `json:"other"`
}

// takers are the functions that take English texts, by the import paths of their packages:
// how many arguments come before the texts, and how many texts there are.
var takers = map[string]map[string]struct{ before, texts int }{
	"lectern/ui/i18n":         {"Text": {0, 1}, "TextIn": {1, 1}, "Mark": {0, 1}, "MarkIn": {1, 1}, "Count": {1, 2}},
	"lectern/library/message": {"New": {0, 1}, "NewError": {0, 1}, "NewReason": {0, 1}, "Wrap": {1, 1}, "Mark": {0, 1}, "Count": {1, 2}},
}

// collect returns the messages in the Go files below a folder, without tests, in the order
// of their keys.
func collect(root string) ([]entry, error) {
	all := map[string]entry{}
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch name := d.Name(); {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "build" || name == "testdata" || name == "scripts"):
			return filepath.SkipDir
		case d.IsDir(), !strings.HasSuffix(name, ".go"), strings.HasSuffix(name, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		return collectFile(files, f, all)
	})
	entries := make([]entry, 0, len(all))
	for _, e := range all {
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.ID, b.ID) })
	return entries, err
}

// collectFile adds the messages of one file.
func collectFile(files *token.FileSet, f *ast.File, all map[string]entry) (err error) {
	packages := map[string]string{} // their import paths, by the names in this file
	for _, i := range f.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		name := path[strings.LastIndex(path, "/")+1:]
		if i.Name != nil {
			name = i.Name.Name
		}
		packages[name] = path
	}
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || err != nil {
			return err == nil
		}
		s, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		of, ok := s.X.(*ast.Ident)
		if !ok {
			return true
		}
		takes, ok := takers[packages[of.Name]][s.Sel.Name]
		if !ok {
			return true
		}
		said := make([]string, 0, 2)
		for _, a := range call.Args[takes.before:][:takes.texts] {
			if text, is := constant(a); is {
				said = append(said, text)
			}
		}
		if len(said) < takes.texts {
			return true // a variable: Mark has the text elsewhere
		}
		e := entry{ID: said[len(said)-1], Other: said[len(said)-1]}
		if takes.texts == 2 {
			e.One = said[0]
		}
		if strings.HasSuffix(s.Sel.Name, "In") {
			context, _ := constant(call.Args[0])
			e.ID = context + "|" + e.ID
		}
		if had, ok := all[e.ID]; ok && had != e {
			err = fmt.Errorf("%s: %q has two forms for one", files.Position(call.Pos()), e.ID)
		}
		all[e.ID] = e
		return true
	})
	return err
}

// constant returns the text of a literal, or of a sum of literals.
func constant(x ast.Expr) (string, bool) {
	switch x := x.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(x.Value)
		return text, err == nil && x.Kind == token.STRING
	case *ast.BinaryExpr:
		a, ok := constant(x.X)
		b, also := constant(x.Y)
		return a + b, ok && also && x.Op == token.ADD
	case *ast.ParenExpr:
		return constant(x.X)
	}
	return "", false
}
