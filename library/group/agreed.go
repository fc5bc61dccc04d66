package group

import (
	"slices"
	"strings"

	"lectern/library/book"
)

// agreed combines the tags of a book's files. Each field has its most common value; on
// a tie, the value that comes first in playing order. The people are the people of all
// files: each story of a collection has its author, each part its narrator. The title
// is set only if all files have the same one. agreed returns nil if no file has been
// read.
func agreed(files []*book.File) *book.Tags {
	if len(files) == 1 {
		if m := files[0].Media; m != nil {
			return m.Tags()
		}
		return nil
	}
	all := make([]*book.Tags, 0, len(files))
	for _, f := range files {
		if f.Media != nil {
			all = append(all, f.Media.Tags())
		}
	}
	if len(all) == 0 {
		return nil
	}
	t := new(book.Tags)
	for tag := range book.TagCount {
		switch i := tag.Info(); {
		case tag == book.TitleTag, tag == book.SeriesPartTag, tag == book.TrackTag, tag == book.DiscTag, tag == book.TracksTag:
		case i.Kind == book.People || i.Of == book.Authors:
			*i.Text(t) = everybody(all, i.Text)
		case i.Text != nil:
			*i.Text(t) = most(all, i.Text)
		case i.List != nil:
			*i.List(t) = mostLists(all, i.List)
		default:
			*i.Number(t) = most(all, i.Number)
		}
	}
	none := ""
	t.SeriesPart = most(all, func(u *book.Tags) *string {
		if u.Series != t.Series {
			return &none
		}
		return &u.SeriesPart
	})
	if t.Narrator == "" { // "Read by Dora Quill" in the comment of each part
		t.Narrator = everybody(all, func(u *book.Tags) *string {
			narrator := readIn(u)
			return &narrator
		})
	}
	if len(all) == len(files) {
		t.Title = all[0].Title
		for _, u := range all[1:] {
			if u.Title != t.Title {
				t.Title = ""
			}
		}
	}
	return t
}

// everybody returns the different values of a tag, in order, separated by ";".
func everybody(all []*book.Tags, get func(*book.Tags) *string) string {
	first := ""
	var different []string
	for _, t := range all {
		switch v := *get(t); {
		case v == "" || v == first || isUnknown(line(bounded(v))) || isNameless(v):
		case first == "":
			first = v
		case len(different) < maxPeople && !slices.Contains(different, v):
			different = append(different, v)
		}
	}
	if different == nil {
		return first
	}
	return first + ";" + strings.Join(different, ";")
}

// maxPeople limits how many different values of a tag for people count for a book.
const maxPeople = 200

// most returns the most common non-zero value; on a tie, the first.
func most[T comparable](all []*book.Tags, get func(*book.Tags) *T) (common T) {
	var none T
	var count map[T]int // allocated once values differ
	for i, t := range all {
		v := *get(t)
		switch {
		case v == none:
			continue
		case common == none:
			common = v
		case count == nil && v != common:
			count = make(map[T]int)
			for _, t := range all[:i] {
				count[*get(t)]++
			}
		}
		if count != nil {
			count[v]++
		}
	}
	if count == nil {
		return common
	}
	for _, t := range all {
		if v := *get(t); v != none && count[v] > count[common] {
			common = v
		}
	}
	return common
}

// mostLists returns the most common list. It shares memory with the tags.
func mostLists(all []*book.Tags, get func(*book.Tags) *[]string) []string {
	var first []string
	same := true
	for _, t := range all {
		list := *get(t)
		if len(first) == 0 {
			first = list
		}
		same = same && (len(list) == 0 || slices.Equal(list, first))
	}
	if same {
		return first
	}
	key := func(t *book.Tags) *string {
		joined := strings.Join(*get(t), "\x00")
		return &joined
	}
	common := most(all, key)
	i := slices.IndexFunc(all, func(t *book.Tags) bool { return *key(t) == common })
	return *get(all[i])
}

// oneAlbum reports whether all files that could be read have the same album.
func oneAlbum(files []*book.File) bool {
	album := ""
	for _, f := range files {
		if f.Media == nil {
			continue
		}
		switch a := albumOf(f.Media.Tags()); {
		case a == "" || album != "" && !sameFold(a, album):
			return false
		default:
			album = a
		}
	}
	return album != ""
}
