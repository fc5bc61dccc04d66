package library

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/view"
)

const (
	// killedVar, in the environment of a test binary, is the folder in which it changes a
	// library until it is killed.
	killedVar   = "LECTERN_KILLED"
	killedBooks = 30
	killedTimes = 20
)

// killedFolder is where a library of books lies: lib 0, lib 1, …, as it moves.
func killedFolder(t testing.TB, dir string) string {
	t.Helper()
	at, err := filepath.Glob(filepath.Join(dir, "lib *"))
	check(t, err)
	if len(at) != 1 {
		t.Fatalf("folders %q", at)
	}
	return at[0]
}

// mend undoes on the disk what a killed program left half done.
func mend(t testing.TB, dir string) (root string) {
	t.Helper()
	root = killedFolder(t, dir)
	away, err := filepath.Glob(filepath.Join(dir, "away", "*"))
	check(t, err)
	renamed, err := filepath.Glob(filepath.Join(root, "*x"))
	check(t, err)
	for _, folder := range slices.Concat(away, renamed) {
		check(t, os.Rename(folder, filepath.Join(root, strings.TrimSuffix(filepath.Base(folder), "x"))))
	}
	return root
}

// byContent returns the books by what is in their files.
func (s *opened) byContent() map[string]*book.Book {
	s.t.Helper()
	books := map[string]*book.Book{}
	for path, b := range s.rows() {
		text, err := os.ReadFile(path)
		if err != nil {
			s.t.Fatalf("a row without a file: %v, %s", err, b.State)
		}
		books[string(text)] = b
	}
	return books
}

// changeOn edits books, moves, removes, keeps and relocates at random, and prints each
// edit that is on the disk: the content of the book and the number of the edit.
func changeOn(t *testing.T, dir string) {
	dice := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	root := mend(t, dir)
	s := kept(t, Options{Catalog: filepath.Join(dir, "c.db")})
	for n := time.Now().UnixNano(); ; n++ {
		s.rest()
		some := filepath.Join(root, strconv.Itoa(dice.IntN(killedBooks)))
		switch dice.IntN(8) {
		case 0: // a folder is renamed while it is scanned
			s.Rescan()
			check(t, os.Rename(some, some+"x"))
			s.Rescan()
			check(t, os.Rename(some+"x", some))
			s.Rescan()
		case 1: // the library moves
			to := filepath.Join(dir, "lib "+strconv.FormatInt(n, 10))
			check(t, os.Rename(root, to))
			check(t, s.MoveRoot(root, to))
			root = to
		case 2: // the root is removed and added again
			s.RemoveRoot(root)
			s.AddRoot(root)
		case 3: // most of the files are gone for a while, and the user keeps them
			for i := range killedBooks * 2 / 3 {
				check(t, os.Rename(filepath.Join(root, strconv.Itoa(i)), filepath.Join(dir, "away", strconv.Itoa(i))))
			}
			s.rescan()
			s.Answer(root, Keep)
			mend(t, dir)
			s.Rescan()
		case 4: // a book is removed and restored
			for _, b := range s.byContent() {
				s.Remove(b.ID)
				s.Unhide(b.ID)
				break
			}
		default:
			for content, b := range s.byContent() {
				number := strconv.FormatInt(n, 10)
				s.editAll([]book.ID{b.ID}, map[string]*string{"title": &number})
				s.until("the edit is on the disk", func() bool { return s.Status().Unsaved == 0 })
				fmt.Println("edited", content, number)
				break
			}
		}
	}
}

// The program is killed again and again while the user edits books, and files and the
// library move, disappear and come back. Each time every book is there once, with its
// last edit that was on the disk, or a later one.
func TestKilledWhileBooksChange(t *testing.T) {
	if dir := os.Getenv(killedVar); dir != "" {
		changeOn(t, dir)
	}
	t.Parallel()
	dir := tree(t)
	check(t, os.Mkdir(filepath.Join(dir, "away"), 0o755))
	for i := range killedBooks {
		write(t, filepath.Join(dir, "lib 0", strconv.Itoa(i), "a.mp3"), "content "+strconv.Itoa(i))
	}
	age(t, dir)
	opts := Options{Catalog: filepath.Join(dir, "c.db")}
	s := kept(t, opts)
	s.AddRoot(killedFolder(t, dir))
	s.rest()
	s.close()
	edited := map[string]int{}
	dice := rand.New(rand.NewPCG(5, 6))
	for round := range killedTimes {
		cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), killedVar+"="+dir)
		out, err := cmd.StdoutPipe()
		check(t, err)
		cmd.Stderr = os.Stderr
		check(t, cmd.Start())
		kill := func() { cmd.Process.Kill() }
		lines, said := bufio.NewScanner(out), ""
		for n := dice.IntN(6); n >= 0 && lines.Scan(); { // edits before the kill
			if strings.HasPrefix(lines.Text(), "edited ") {
				if n--; n < 0 {
					time.AfterFunc(time.Duration(dice.IntN(200))*time.Millisecond, kill)
				}
			}
			note(t, edited, lines.Text())
			said += lines.Text() + "\n"
		}
		for lines.Scan() {
			note(t, edited, lines.Text())
			said += lines.Text() + "\n"
		}
		if cmd.Wait(); cmd.ProcessState.Exited() {
			t.Fatalf("round %d: it ended by itself: %s", round, said)
		}

		root := mend(t, dir)
		s := kept(t, opts)
		s.settle()
		for _, r := range s.Status().Roots {
			if r.Path != root {
				check(t, s.MoveRoot(r.Path, root)) // killed after the folder had moved
			}
		}
		s.AddRoot(root) // killed after the root had been removed
		s.rescan()
		s.rest()
		if n := s.Status().Notices; len(n) > 0 {
			t.Errorf("round %d: %v", round, n)
		}
		check(t, s.SetQuery(view.Query{Hidden: true}))
		s.until("removed books are shown", func() bool { return s.View().Query.Hidden })
		s.rest()
		books := s.byContent()
		for _, b := range books {
			if b.Hidden {
				s.Unhide(b.ID) // killed between the removal and its end
			}
		}
		if len(books) != killedBooks || len(s.Status().Roots) != 1 {
			t.Errorf("round %d: %d books, roots %+v", round, len(books), s.Status().Roots)
		}
		for content, least := range edited {
			b := books[content]
			if b == nil {
				t.Errorf("round %d: %s is lost", round, content)
			} else if n, _ := strconv.Atoi(b.Meta.Title); n < least || b.State != book.Probed {
				t.Errorf("round %d: %s: %d, not %d; %v", round, content, n, least, b.State)
			}
		}
		s.close()
		if t.Failed() {
			return
		}
	}
	if len(edited) < killedBooks/2 {
		t.Errorf("only %d books were edited", len(edited))
	}
}

// note notes an edit that is on the disk.
func note(t *testing.T, edited map[string]int, line string) {
	if at, is := strings.CutPrefix(line, "edited "); is {
		i := strings.LastIndexByte(at, ' ')
		n, err := strconv.Atoi(at[i+1:])
		check(t, err)
		edited[at[:i]] = n
	}
}
