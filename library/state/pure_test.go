package state

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestPure checks that the package starts no goroutine, uses no channel, and reads
// neither clock nor disk.
func TestPure(t *testing.T) {
	set := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, what := range impure(file) {
			t.Errorf("%s: %s", set.Position(what.at), what.is)
		}
	}
}

// TestImpure checks that TestPure can fail.
func TestImpure(t *testing.T) {
	const code = "package state\nimport \"os\"\nimport \"time\"\nfunc f(c chan int) { go f(nil); c <- 1; <-c; select {}; time.Now(); time.Since(x) }"
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	if found := impure(file); len(found) != 8 {
		t.Errorf("%v", found)
	}
}

// fault is something that a pure package does not do.
type fault struct {
	at token.Pos
	is string
}

// clock lists the functions of package time that read the clock or wait.
var clock = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

func impure(file *ast.File) (found []fault) {
	add := func(n ast.Node, is string) { found = append(found, fault{n.Pos(), is}) }
	for _, i := range file.Imports {
		switch path, _ := strconv.Unquote(i.Path.Value); path {
		case "context", "database/sql", "io", "io/fs", "net", "os", "os/exec", "sync", "sync/atomic", "syscall":
			add(i, "imports "+path)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			add(n, "starts a goroutine")
		case *ast.ChanType, *ast.SendStmt, *ast.SelectStmt:
			add(n, "uses a channel")
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				add(n, "uses a channel")
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clock, n.Sel.Name) {
				add(n, "reads the clock")
			}
		}
		return true
	})
	return found
}
