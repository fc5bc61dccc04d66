package group_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// rootOf returns a folder of files that lie directly in the root.
func rootOf(root string, parts ...group.Part) group.Folder {
	for i := range parts {
		f := *parts[i].File
		f.Root, f.Path = root, filepath.Join(root, f.Name())
		parts[i].File = &f
	}
	return group.Folder{Root: root, Folder: root, Parts: parts, Notes: &book.Notes{Folder: root, Picture: root + "/folder.jpg"}}
}

// track returns a file with title, artist, album and track.
func track(id book.ID, path, title, artist, album string, number int) group.Part {
	return part(id, path, &book.Tags{Title: title, Artist: artist, Album: album, Track: number})
}

// long gives files a length of ten hours.
func long(parts ...group.Part) []group.Part {
	for _, p := range parts {
		p.File.Media.Duration = 10 * time.Hour
	}
	return parts
}

// faulty returns a file that could not be read.
func faulty(id book.ID, path string) group.Part {
	p := part(id, path, nil)
	p.File.State, p.File.Fault = book.Failed, &book.Fault{Kind: book.Unreadable, Reason: "empty file"}
	return p
}

// formOf returns a folder below a root that says in which form its files are.
func formOf(root, form string, parts ...group.Part) group.Folder {
	s := rootOf(filepath.Join(root, form), parts...)
	s.Root = root
	for i := range s.Parts {
		s.Parts[i].File.Root = root
	}
	return s
}

// A root that is the folder of one book is that book, with the picture in the root.
// Files of different books in a root are books of their own.
func TestRootOfOneBook(t *testing.T) {
	var librivox []group.Part
	for i := 1; i <= 30; i++ {
		librivox = append(librivox, track(book.ID(i), fmt.Sprintf("prideandprejudice_%02d_austen.mp3", i), fmt.Sprintf("Chapter %d", i), "Jane Austen", "Pride and Prejudice", i))
	}
	for _, c := range []struct {
		name    string
		folder  group.Folder
		titles  []string
		picture bool
	}{
		{"LibriVox", rootOf("/d/pride_and_prejudice", librivox...), []string{"Pride and Prejudice"}, true},
		{"OverDrive", rootOf("/d/Becoming", part(1, "Becoming-Part01.mp3", album("Becoming")), part(2, "Becoming-Part02.mp3", album("Becoming")),
			part(3, "Becoming-Part03.mp3", album("Becoming"))), []string{"Becoming"}, true},
		{"names that count", rootOf("/d/Das Parfüm", part(1, "Das Parfüm 1.mp3", nil), part(2, "Das Parfüm 2.mp3", nil), part(3, "Das Parfüm 3.mp3", nil)),
			[]string{"Das Parfüm"}, true},
		{"in a folder for the sound", formOf("/d/Emma", "audio", part(1, "01.mp3", nil), part(2, "02.mp3", nil)), []string{"Emma"}, true},
		{"different books in a form", formOf("/d/Books", "MP3", part(1, "Emma.mp3", nil), part(2, "Dune.mp3", nil)), []string{"Emma", "Dune"}, false},
		{"figures", rootOf("/d/Emma", part(1, "01.mp3", nil), part(2, "02.mp3", nil)), []string{"Emma"}, true},
		{"a music album", rootOf("/d/OK Computer", track(1, "a.flac", "Airbag", "Radiohead", "OK Computer", 1), track(2, "b.flac", "Lucky", "Radiohead", "OK Computer", 2)),
			[]string{"OK Computer"}, true},
		{"a part that cannot be read", rootOf("/d/Emma", track(1, "01 a.mp3", "a", "X", "Emma", 1), faulty(2, "02 b.mp3"), track(3, "03 c.mp3", "c", "X", "Emma", 3)),
			[]string{"Emma"}, true},
		{"two albums", rootOf("/d/Books", track(1, "a1.mp3", "1", "X", "Emma", 1), track(2, "a2.mp3", "2", "X", "Emma", 2), track(3, "b1.mp3", "1", "Y", "Dune", 1), track(4, "b2.mp3", "2", "Y", "Dune", 2)),
			[]string{"Emma", "Dune"}, false},
		{"a book beside", rootOf("/d/Books", track(1, "a1.mp3", "1", "X", "Emma", 1), track(2, "a2.mp3", "2", "X", "Emma", 2), part(3, "Dune.m4b", nil)),
			[]string{"Emma", "Dune"}, false},
		{"different books", rootOf("/d/Books", part(1, "Emma.mp3", album("Emma")), part(2, "Dune.mp3", album("Dune")), part(3, "It.mp3", nil)),
			[]string{"Emma", "Dune", "It"}, false},
		{"titles with numbers", rootOf("/d/Books", part(1, "7 Habits.mp3", nil), part(2, "12 Rules for Life.mp3", nil)), []string{"7 Habits", "12 Rules for Life"}, false},
		{"copies", rootOf("/d/Books", track(1, "Emma.mp3", "Emma", "X", "Emma", 1), track(2, "Emma copy.mp3", "Emma", "X", "Emma", 1)), []string{"Emma", "Emma"}, false},
		{"figures in a folder of anything", rootOf("/d/Downloads", part(1, "01.mp3", nil), part(2, "02.mp3", nil)), []string{"01", "02"}, false},
		{"a series", rootOf("/d/Longwater", long(track(1, "First Rain.m4b", "First Rain", "P", "Longwater", 1), track(2, "Second Flood.m4b", "Second Flood", "P", "Longwater", 2))...),
			[]string{"First Rain", "Second Flood"}, false},
		{"names that count, written in two ways", rootOf("/d/Emma", part(1, "The Emma 1.mp3", nil), part(2, "The_Emma_2.mp3", nil)), []string{"Emma"}, true},
		{"a volume, and one that is not read yet", rootOf("/d/Reed", track(1, "Fen 1.mp3", "", "X", "Fen 1", 1), part(2, "Fen 2.mp3", nil)), []string{"Fen 1", "Fen 2"}, false},
		{"one number each", rootOf("/d/Reed", part(1, "Emma 1.mp3", nil), part(2, "Dune 2.mp3", nil)), []string{"Emma 1", "Dune 2"}, false},
		{"one number each by two artists", rootOf("/d/Reed", track(1, "Fen 1.mp3", "", "A. Brook", "", 0), track(2, "Fen 2.mp3", "", "B. Day", "", 0)), []string{"Fen 1", "Fen 2"}, false},
		{"figures by one artist", rootOf("/d/Emma", track(1, "01.mp3", "", "X", "", 0), track(2, "02.mp3", "", "X", "", 0)), []string{"Emma"}, true},
		{"figures and titles", rootOf("/d/Emma", track(1, "01 - Mud.mp3", "Mud", "X", "", 0), track(2, "02 - Fog.mp3", "Fog", "X", "", 0)), []string{"Emma"}, true},
		{"names that count, and titles", rootOf("/d/Emma", track(1, "Emma 1.mp3", "Mud", "X", "", 0), track(2, "Emma 2.mp3", "Fog", "X", "", 0)), []string{"Mud", "Fog"}, false},
		{"names that count, and one title", rootOf("/d/Emma", track(1, "Emma 1.mp3", "Mud", "X", "", 0), track(2, "Emma 2.mp3", "Mud", "X", "", 0)), []string{"Mud"}, true},
		{"one album and titles of parts", rootOf("/d/Books", track(1, "a.mp3", "Prologue", "X", "Emma", 0), track(2, "b.mp3", "Chapter 1", "X", "Emma", 0)), []string{"Emma"}, true},
		{"one album and titles", rootOf("/d/Books", track(1, "a.mp3", "Mud", "X", "Emma", 0), track(2, "b.mp3", "Fog", "X", "Emma", 0)), []string{"Emma", "Emma"}, false},
		{"one album and one title", rootOf("/d/Books", track(1, "a.mp3", "Prologue", "X", "Emma", 0), track(2, "b.mp3", "Prologue", "X", "Emma", 0)), []string{"Emma", "Emma"}, false},
		{"volumes", rootOf("/d/HP", part(1, "HP 1.m4b", nil), part(2, "HP 2.m4b", nil)), []string{"HP 1", "HP 2"}, false},
	} {
		for range 2 {
			books := group.Books(c.folder)
			var titles []string
			for _, b := range books {
				titles = append(titles, b.Title)
				if got := b.Sources[book.Picture] == book.FromPicture; got != c.picture {
					t.Errorf("%s: the picture is the cover: %v", c.name, got)
				}
			}
			if !slices.Equal(titles, c.titles) {
				t.Errorf("%s: %q, want %q", c.name, titles, c.titles)
			}
			slices.Reverse(c.folder.Parts)
		}
	}
}

// Files of different books in one folder are not one book, and unreadable files beside
// them join none of these books.
func TestLooseInAFolder(t *testing.T) {
	for _, c := range []struct {
		name   string
		folder group.Folder
		want   []string
	}{
		{"own titles and artists", folderOf("Misc", track(1, "Misc/The Hobbit.mp3", "The Hobbit", "J.R.R. Tolkien", "", 0),
			track(2, "Misc/Dracula.mp3", "Dracula", "Bram Stoker", "", 0), track(3, "Misc/Emma.mp3", "Emma", "Jane Austen", "", 0)),
			[]string{"The Hobbit: The Hobbit.mp3", "Dracula: Dracula.mp3", "Emma: Emma.mp3"}},
		{"parts and rubbish beside", folderOf("Downloads", track(1, "Downloads/Dune Part 1.mp3", "Dune Part 1", "Frank Herbert", "", 0),
			track(2, "Downloads/Dune Part 2.mp3", "Dune Part 2", "Frank Herbert", "", 0), track(3, "Downloads/The Hobbit.mp3", "The Hobbit", "J.R.R. Tolkien", "", 0),
			part(4, "Downloads/ringtone.mp3", &book.Tags{}), faulty(5, "Downloads/empty.mp3")),
			[]string{"Dune: Dune Part 1.mp3, Dune Part 2.mp3", "The Hobbit: The Hobbit.mp3", "ringtone: ringtone.mp3", "empty: empty.mp3"}},
		{"albums and rubbish beside", folderOf("Downloads", part(1, "Downloads/a.mp3", album("Emma")), part(2, "Downloads/b.mp3", album("Dune")),
			part(3, "Downloads/ringtone.mp3", &book.Tags{}), faulty(4, "Downloads/empty.mp3")),
			[]string{"Emma: a.mp3", "Dune: b.mp3", "ringtone: ringtone.mp3", "empty: empty.mp3"}},
		{"rubbish beside two books", folderOf("A/Mix", track(1, "A/Mix/The Hobbit.mp3", "The Hobbit", "J.R.R. Tolkien", "", 0), track(2, "A/Mix/Emma.mp3", "Emma", "Jane Austen", "", 0),
			part(3, "A/Mix/ringtone 2.mp3", &book.Tags{})),
			[]string{"The Hobbit: The Hobbit.mp3", "Emma: Emma.mp3", "ringtone 2: ringtone 2.mp3"}},
		{"rubbish beside two albums", folderOf("A/Mix", part(1, "A/Mix/a.mp3", album("Emma")), part(2, "A/Mix/b.mp3", album("Dune")), part(3, "A/Mix/ringtone.mp3", &book.Tags{}), faulty(4, "A/Mix/empty.mp3")),
			[]string{"Emma: a.mp3", "Dune: b.mp3", "ringtone: ringtone.mp3", "empty: empty.mp3"}},
		{"parts, a chapter and another book", folderOf("A/Mix", track(1, "A/Mix/Dune Part 1.mp3", "Dune Part 1", "Frank Herbert", "", 0), track(2, "A/Mix/Dune Part 2.mp3", "Dune Part 2", "Frank Herbert", "", 0),
			track(3, "A/Mix/Emma.mp3", "Emma", "Jane Austen", "", 0), track(4, "A/Mix/a.mp3", "Chapter 1", "Frank Herbert", "", 0), part(5, "A/Mix/ringtone 2.mp3", &book.Tags{})),
			[]string{"Dune: Dune Part 1.mp3, Dune Part 2.mp3", "Emma: Emma.mp3", "a: a.mp3", "ringtone 2: ringtone 2.mp3"}},
		{"numbered files beside two books", folderOf("A/Mix", track(1, "A/Mix/The Hobbit.mp3", "The Hobbit", "J.R.R. Tolkien", "", 0), track(2, "A/Mix/Emma.mp3", "Emma", "Jane Austen", "", 0),
			part(3, "A/Mix/Fen 1.mp3", nil), part(4, "A/Mix/Fen 2.mp3", nil)),
			[]string{"The Hobbit: The Hobbit.mp3", "Emma: Emma.mp3", "Fen: Fen 1.mp3, Fen 2.mp3"}},
		{"one part beside a book", folderOf("A/Mix", part(1, "A/Mix/Dune Part 1.mp3", nil), track(2, "A/Mix/Emma.mp3", "Emma", "Jane Austen", "", 0)), []string{"Mix: Dune Part 1.mp3, Emma.mp3"}},
		{"stories in an order", folderOf("A/Stories", track(1, "A/Stories/01 - One.mp3", "One", "X", "", 0), track(2, "A/Stories/02 - Two.mp3", "Two", "Y", "", 0)),
			[]string{"Stories: 01 - One.mp3, 02 - Two.mp3"}},
		{"stories with tracks", folderOf("A/Stories", track(1, "A/Stories/One.mp3", "One", "X", "", 1), track(2, "A/Stories/Two.mp3", "Two", "Y", "", 2)),
			[]string{"Stories: One.mp3, Two.mp3"}},
		{"one artist", folderOf("A/Emma", track(1, "A/Emma/One.mp3", "One", "X", "", 0), track(2, "A/Emma/Two.mp3", "Two", "X", "", 0)),
			[]string{"Emma: One.mp3, Two.mp3"}},
		{"a part that cannot be read", folderOf("A/Emma", part(1, "A/Emma/1.mp3", &book.Tags{Title: "One"}), faulty(2, "A/Emma/2.mp3")), []string{"Emma: 1.mp3, 2.mp3"}},
	} {
		if got := outline(group.Books(c.folder)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}
