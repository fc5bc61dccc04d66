// Package pairs makes large libraries of sparse files, whose tags, pictures and chapters
// take the memory that those of real audiobooks take.
package pairs

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"lectern/scripts/tagged"
)

// A library consists of pairs of books: one of four MP3 files, and one MP4 file with a
// picture, a description and forty chapters. All texts but the names of people, genres and
// publishers are the book's own; every other book with chapters has titles of its own for
// them.
const (
	filesPerPair = 5
	chapters     = 40
	chapterLen   = 30 * time.Second
	partLen      = 5 * time.Second
)

// Make makes a library of n files, unless it is there.
func Make(dir string, n int) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	making := dir + ".part"
	if err := os.RemoveAll(making); err != nil {
		return err
	}
	if err := os.MkdirAll(making, 0o755); err != nil {
		return err
	}
	pairs := make(chan int)
	errs := make([]error, runtime.NumCPU())
	var work sync.WaitGroup
	for w := range errs {
		work.Go(func() {
			for pair := range pairs {
				if errs[w] == nil {
					errs[w] = makePair(making, pair)
				}
			}
		})
	}
	for pair := range n / filesPerPair {
		pairs <- pair
	}
	close(pairs)
	work.Wait()
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("make library: %w", err)
	}
	return os.Rename(making, dir)
}

// makePair makes the files of a pair of books.
func makePair(dir string, pair int) error {
	author := fmt.Sprintf("%s %s", pick(firstNames, pair), pick(lastNames, pair/3))
	if round := pair / 3 / len(lastNames); round > 0 {
		author = fmt.Sprintf("%s %s-%s", pick(firstNames, pair), pick(lastNames, pair/3), pick(lastNames, round))
	}
	common := []tagged.Tag{
		{Name: "albumartist", Value: author}, {Name: "artist", Value: author}, {Name: "composer", Value: "Read by " + pick(firstNames, pair/7) + " " + pick(lastNames, pair/11)},
		{Name: "genre", Value: pick(genres, pair)}, {Name: "year", Value: strconv.Itoa(1950 + pair%75)},
	}
	title := titleOf(pair, "River")
	folder := filepath.Join(dir, author, title)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for part := range filesPerPair - 1 {
		tags := append(common[:len(common):len(common)],
			tagged.Tag{Name: "album", Value: title}, tagged.Tag{Name: "title", Value: fmt.Sprintf("%s, part %d", title, part+1)},
			tagged.Tag{Name: "track", Value: fmt.Sprintf("%d/%d", part+1, filesPerPair-1)})
		name := fmt.Sprintf("%02d - %s.mp3", part+1, title)
		if err := writeSparse(filepath.Join(folder, name), tagged.File(name, partLen, 4, tags)); err != nil {
			return err
		}
	}
	title = titleOf(pair, "Mountain")
	var marks strings.Builder
	for i := range chapters {
		fmt.Fprintf(&marks, "%d Chapter %d", i*int(chapterLen/time.Second), i+1)
		if pair%2 == 0 {
			fmt.Fprintf(&marks, ": %s", titleOf(pair+i, "Valley"))
		}
		marks.WriteByte('\n')
	}
	var about strings.Builder
	for i := range 12 {
		fmt.Fprintf(&about, "In chapter %d of %s, %s goes to %s. ", i*3, title, author, titleOf(pair*12+i, "Valley"))
	}
	picture, err := coverOf(pair)
	if err != nil {
		return err
	}
	tags := append(common[:len(common):len(common)],
		tagged.Tag{Name: "album", Value: title}, tagged.Tag{Name: "title", Value: title}, tagged.Tag{Name: "comment", Value: about.String()},
		tagged.Tag{Name: "----:ASIN", Value: fmt.Sprintf("B%09d", pair)}, tagged.Tag{Name: "©pub", Value: pick(lastNames, pair%50) + " Press"},
		tagged.Tag{Name: "----:SERIES", Value: titleOf(pair/6, "House")}, tagged.Tag{Name: "----:SERIES-PART", Value: strconv.Itoa(pair%6 + 1)},
		tagged.Tag{Name: tagged.Cover, Value: picture}, tagged.Tag{Name: tagged.Chapters, Value: marks.String()})
	folder = filepath.Join(dir, author, title)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	name := title + ".m4b"
	return writeSparse(filepath.Join(folder, name), tagged.File(name, chapters*chapterLen, 4, tags))
}

// pick picks one of the words.
func pick(words []string, n int) string { return words[n%len(words)] }

// titleOf makes a title that no other number has.
func titleOf(n int, place string) string {
	title := fmt.Sprintf("The %s %s of the %s", pick(adjectives, n), pick(nouns, n/len(adjectives)), place)
	if round := n / (len(adjectives) * len(nouns)); round > 0 {
		title += fmt.Sprintf(" and the %s %s", pick(adjectives, round), pick(nouns, round/len(adjectives)))
	}
	return title
}

var (
	adjectives = strings.Fields("Silent Golden Last Hidden Broken Distant Burning Frozen Crimson Hollow Ancient Gentle Restless Secret Wandering Forgotten Bright Bitter Quiet Endless")
	nouns      = strings.Fields("Garden Mirror Lantern Voyage Winter Empire Daughter Orchard Letter Harbour Crown Shadow Tide Song Clockmaker Bridge Fortress Library Storm Witness")
	firstNames = strings.Fields("Anna Boris Clara David Elena Felix Greta Henry Irene Jonas Karla Louis Marta Niels Olga Peter Rosa Simon Tessa Viktor")
	lastNames  = strings.Fields("Abbott Berger Castell Dumont Eriksen Falk Garnier Holm Ivers Jansen Keller Lindqvist Moreau Novak Okafor Petrov Quint Rossi Sandoval Tanaka Urban Vogel Weber Xavier Young Zeller")
	genres     = strings.Fields("Fantasy Mystery Romance Thriller History Biography Horror Adventure Classics Poetry")
)

// coverSide is the side of a picture in pixels.
const coverSide = 240

// coverOf makes a picture of one colour, as a JPEG.
func coverOf(n int) (string, error) {
	m := image.NewUniform(color.RGBA{uint8(n * 37), uint8(n * 73), uint8(n * 11), 255})
	var b bytes.Buffer
	err := jpeg.Encode(&b, picture{m}, nil)
	return b.String(), err
}

// picture is a uniform image of coverSide.
type picture struct{ *image.Uniform }

func (picture) Bounds() image.Rectangle { return image.Rect(0, 0, coverSide, coverSide) }

// blockLen is the size of the blocks that are left out of a file if they are zero.
const blockLen = 4096

// writeSparse writes a file without the blocks that are zero, so that the silence takes no
// room on the disk.
func writeSparse(path string, data []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Truncate(int64(len(data))); err != nil {
		return err
	}
	var empty [blockLen]byte
	for at := 0; at < len(data); at += blockLen {
		block := data[at:min(at+blockLen, len(data))]
		if bytes.Equal(block, empty[:len(block)]) {
			continue
		}
		if _, err := f.WriteAt(block, int64(at)); err != nil {
			return err
		}
	}
	return f.Close()
}
