package scan

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// FuzzWalk makes a random tree and compares the walk with a plain reference,
// and each partial walk with the whole one.
func FuzzWalk(f *testing.F) {
	for seed := range uint64(60) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 0))
		root := tree(t)
		folders := growRandom(t, random, root)
		plain := reference{seen: map[string]bool{}}
		plain.walk(t, root, root)
		for len(plain.links) > 0 {
			slices.Sort(plain.links)
			next := plain.links[0]
			plain.links = plain.links[1:]
			plain.walk(t, root, next)
		}
		whole, r := list(t, root, root)
		want(t, whole, plain.files...)
		if len(r.Problems) != 0 {
			t.Error(r.Problems)
		}
		for _, dir := range folders {
			var inside []string
			for _, name := range plain.files {
				if strings.HasPrefix(name, filepath.ToSlash(dir)+"/") {
					inside = append(inside, name)
				}
			}
			part, r := list(t, root, filepath.Join(root, dir))
			want(t, part, inside...)
			if !r.Covers(filepath.Join(root, dir, "x.mp3")) {
				t.Errorf("%s is not covered", dir)
			}
		}
	})
}

// growRandom returns the real folders it made, below root.
func growRandom(t *testing.T, random *rand.Rand, root string) []string {
	outside := tree(t)
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	names := []string{"a", "b", "C", "d.mp3", "é", "\xfe", "a b", ".h", "x.part", "@eaDir"}
	ends := []string{".mp3", ".M4B", ".txt", "", ".opus", ".mp3.tmp"}
	all := []string{""}
	for range random.IntN(30) {
		dir := filepath.Join(pick(all), pick(names))
		if os.Mkdir(filepath.Join(root, dir), 0o755) == nil {
			all = append(all, dir)
		}
	}
	for i := range random.IntN(80) {
		grow(t, root, filepath.Join(pick(all), fmt.Sprint(i)+pick(ends)))
	}
	for range random.IntN(3) {
		grow(t, root, filepath.Join(pick(all), pick(markers)))
	}
	for i := range random.IntN(12) {
		target := filepath.Join(root, pick(all)) // a folder of the tree, perhaps above the link
		if random.IntN(3) == 0 {
			target = filepath.Join(outside, fmt.Sprint(i))
			grow(t, target, "1/o.mp3", "2/3/p.mp3", "2/.ignore")
		} else if hidden(root, target) || holdsMarker(root, target) {
			continue // two links into one hidden folder: a part cannot know of the other
		}
		grow(t, root, filepath.Join(pick(all), fmt.Sprint("l", i))+" -> "+target)
	}
	return all[1:]
}

func holdsMarker(root, dir string) bool {
	entries, _ := os.ReadDir(dir)
	return dir != root && marked(entries)
}

// reference is a simple walk: one folder after the other, links last.
type reference struct {
	files []string
	links []string
	seen  map[string]bool // by real path
}

func (r *reference) walk(t *testing.T, root, dir string) {
	real, err := filepath.EvalSymlinks(dir)
	check(t, err)
	if r.seen[real] {
		return
	}
	r.seen[real] = true
	entries, err := os.ReadDir(dir)
	check(t, err)
	if dir != root && marked(entries) {
		return
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		at, err := os.Stat(path)
		check(t, err)
		switch {
		case at.IsDir() && IgnoredFolder(e.Name(), dir == root):
		case e.Type()&os.ModeSymlink != 0 && at.IsDir():
			r.links = append(r.links, path)
		case e.IsDir():
			r.walk(t, root, path)
		case IsAudio(e.Name()):
			name, err := filepath.Rel(root, path)
			check(t, err)
			r.files = append(r.files, filepath.ToSlash(name))
		}
	}
}
