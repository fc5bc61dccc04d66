package group

import (
	"math/rand/v2"
	"testing"
)

// TestTreeForgets: in whatever order book folders come and go, the tree says the same
// as a new one, and keeps no folder without a book folder in or below it.
func TestTreeForgets(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	names := []string{"A", "B", "Saltmarsh 1 - Ebb", "Saltmarsh 1 - Flow", "Saltmarsh 2 - Flow", "Saltmarsh 3 - Ebb", "Saltmarsh 1 Mud", "Saltmarsh 2 Reed", "Saltmarsh 3 Fog", "Bo Day - 1984", "Bo Day - Ebb", "Bo Day - Reed", "Jane Eyre - 1847", "Jane Eyre - Unabridged"}
	var tree Tree
	homes := map[string]bool{}
	for range 5000 {
		home := "/r"
		for range 1 + r.IntN(4) {
			home += "/" + names[r.IntN(len(names))]
		}
		if homes[home] {
			tree.Remove("/r", home, func(string) {})
			delete(homes, home)
		} else {
			tree.Add("/r", home, func(string) {})
			homes[home] = true
		}
	}
	var fresh Tree
	for home := range homes {
		fresh.Add("/r", home, func(string) {})
	}
	for home := range homes {
		if got, want := tree.Around("/r", home), fresh.Around("/r", home); got != want {
			t.Errorf("%s: %+v, want %+v", home, got, want)
		}
	}
	if len(tree.roots["/r"]) != len(fresh.roots["/r"]) {
		t.Errorf("%d nodes, want %d", len(tree.roots["/r"]), len(fresh.roots["/r"]))
	}
	for home := range homes {
		tree.Remove("/r", home, func(string) {})
	}
	if len(tree.roots["/r"]) != 1 || len(tree.roots["/r"]["/r"].in) != 0 {
		t.Errorf("%d nodes of no book", len(tree.roots["/r"]))
	}
}
