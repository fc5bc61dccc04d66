package group_test

import (
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// TestCast: who wrote a book and who reads it, from its tags, folders and sidecars
// together.
func TestCast(t *testing.T) {
	type tags = book.Tags
	for _, c := range []struct {
		why             string
		folder          string
		tags            []*tags
		wrote, narrates string
	}{
		{"read by the author", "T", []*tags{{Artist: "Ann Lee", Narrator: "Read by the author"}}, "Ann Lee", "Ann Lee"},
		{"the author, in Spanish", "T", []*tags{{Artist: "Ann Lee", Narrator: "Leído por la autora"}}, "Ann Lee", "Ann Lee"},
		{"the author, in German", "T", []*tags{{Artist: "Ann Lee", Narrator: "Autorenlesung"}}, "Ann Lee", "Ann Lee"},
		{"the author, in Italian", "T", []*tags{{Artist: "Ann Lee", Description: "Letto dall’autrice"}}, "Ann Lee", "Ann Lee"},
		{"the author, in French", "A/T {lu par l'auteur}", []*tags{{}}, "A", "A"},
		{"the author and another", "T", []*tags{{Artist: "Ann Lee", Narrator: "the author; Bo Day"}}, "Ann Lee", "Ann Lee|Bo Day"},
		{"somebody called Author", "T", []*tags{{Artist: "Ann Lee", Narrator: "Theo Author"}}, "Ann Lee", "Theo Author"},

		{"roles of performers", "T", []*tags{{Artist: "Ann Lee", Narrator: "Gus Player (piano); Dora Quill (spoken vocals)"}}, "Ann Lee", "Dora Quill"},
		{"a role in Russian", "T", []*tags{{Artist: "Ann Lee", Narrator: "Иван Петров (чтец)"}}, "Ann Lee", "Иван Петров"},
		{"the part of an actor", "T", []*tags{{Artist: "Ann Lee", Narrator: "Jane Doe (as Alice)"}}, "Ann Lee", "Jane Doe (as Alice)"},
		{"translator", "T", []*tags{{Artist: "Ann Lee, Karl Turner - translator"}}, "Ann Lee", ""},
		{"translator, in French", "T", []*tags{{Artist: "Ann Lee; Jean Dupont (traducteur)"}}, "Ann Lee", ""},
		{"translator after a comma", "T", []*tags{{Artist: "Ann Lee, Karl Turner, translator"}}, "Ann Lee", ""},
		{"translated by", "T", []*tags{{Artist: "Ann Lee; Translated by Karl Turner"}}, "Ann Lee", ""},
		{"translator, in Chinese", "T", []*tags{{Artist: "村上春树 著; 林少华 译"}}, "村上春树", ""},
		{"translator in brackets", "T", []*tags{{Artist: "Ann Lee (translated by Karl Turner)"}}, "Ann Lee", ""},
		{"translator, shortened", "T", []*tags{{Artist: "Ann Lee, transl. Karl Turner"}, {Artist: "Ann Lee, trad. Karl Turner"}}, "Ann Lee", ""},
		{"author and narrator, with their roles", "T", []*tags{{Artist: "Ann Lee (author), Dora Quill (narrator)"}}, "Ann Lee", "Dora Quill"},
		{"author, with a colon", "T", []*tags{{Artist: "Autor: Ann Lee; Sprecherin: Dora Quill"}}, "Ann Lee", "Dora Quill"},
		{"somebody called Ed", "T", []*tags{{Artist: "Ed Marsh; Reader Digest"}}, "Ed Marsh|Reader Digest", ""},
		{"foreword", "T", []*tags{{Artist: "Ann Lee; Bo Day - Vorwort"}}, "Ann Lee", ""},
		{"author and narrator", "T", []*tags{{Artist: "Ann Lee (author, narrator); Bo Day (foreword)"}}, "Ann Lee", "Ann Lee"},
		{"author and narrator, with “and”", "T", []*tags{{Artist: "Ann Lee (author & narrator), Bo Day (narrator)"}}, "Ann Lee", "Ann Lee|Bo Day"},
		{"author and narrator, in German", "T", []*tags{{Artist: "Ann Lee (Autorin und Sprecherin)"}}, "Ann Lee", "Ann Lee"},
		{"author and narrator, in French", "T", []*tags{{Artist: "Ann Lee [auteur et narratrice]; Bo Day"}}, "Ann Lee|Bo Day", "Ann Lee"},
		{"author and narrator, in Polish", "T", []*tags{{Artist: "Ann Lee (autor i lektor)"}}, "Ann Lee", "Ann Lee"},
		{"narrator and translator", "T", []*tags{{Artist: "Ann Lee; Bo Day (translator and narrator)"}}, "Ann Lee", "Bo Day"},
		{"two roles with a slash", "T", []*tags{{Artist: "Ann Lee (author/editor); Bo Day (illustrator)"}}, "Ann Lee", ""},
		{"an editor alone", "T", []*tags{{Artist: "Edited by Ed Marsh"}}, "Ed Marsh", ""},
		{"an editor alone, in Italian", "T", []*tags{{Artist: "a cura di Ed Marsh"}}, "Ed Marsh", ""},
		{"an editor beside an author", "T", []*tags{{Artist: "Ann Lee; Hrsg. von Ed Marsh"}}, "Ann Lee", ""},

		{"a musician alone", "T", []*tags{{Artist: "Ada Brook, piano"}}, "Ada Brook", ""},
		{"a musician in the author's folder", "Ann Lee/T", []*tags{{Artist: "Ada Brook, piano"}}, "Ann Lee", ""},
		{"a last name for two", "T", []*tags{{Artist: "Jacob und Wilhelm Grimm"}}, "Jacob Grimm|Wilhelm Grimm", ""},
		{"a last name for three", "T", []*tags{{Artist: "Charlotte, Emily & Anne Brontë"}}, "Charlotte Brontë|Emily Brontë|Anne Brontë", ""},
		{"a pair in reverse and a whole name", "T", []*tags{{Artist: "Niven, Larry and Jerry Pournelle"}}, "Larry Niven|Jerry Pournelle", ""},
		{"two pairs in reverse", "T", []*tags{{Artist: "Pratchett, Terry and Gaiman, Neil"}}, "Terry Pratchett|Neil Gaiman", ""},
		{"a last name with a particle", "T", []*tags{{Artist: "Alexander und Wilhelm von Humboldt"}}, "Alexander von Humboldt|Wilhelm von Humboldt", ""},
		{"two last names", "T", []*tags{{Artist: "Strunk & White"}}, "Strunk|White", ""},
		{"two whole names", "T", []*tags{{Artist: "Nell Garrow et Tess Plum"}}, "Nell Garrow|Tess Plum", ""},
		{"one name and a whole one", "T", []*tags{{Artist: "Plato and Benjamin Jowett"}}, "Plato|Benjamin Jowett", ""},
		{"one name and the narrator", "T", []*tags{{Artist: "Mono & Phil Marsh", Narrator: "Phil Marsh"}}, "Mono", "Phil Marsh"},

		{"one name, and the narrator is known", "T", []*tags{{Artist: "Mono, Phil Marsh", Narrator: "Phil Marsh"}}, "Mono", "Phil Marsh"},
		{"one name, and the folder is known", "Mono/T", []*tags{{Artist: "Mono, Phil Marsh"}}, "Mono|Phil Marsh", ""},
		{"one name, and the folder names the narrator", "Mono/T {Phil Marsh}", []*tags{{Artist: "Mono, Phil Marsh"}}, "Mono", "Phil Marsh"},

		{"artist and composer alike", "T", []*tags{{Artist: "Ann Lee", Narrator: "Ann Lee"}}, "Ann Lee", "Ann Lee"},
		{"the folder is the composer's", "Ann Lee/T", []*tags{{Artist: "Dora Quill", Narrator: "Ann Lee"}}, "Ann Lee", "Dora Quill"},
		{"the folder is the composer's, last name first", "Lee, Ann/T", []*tags{{AlbumArtist: "Dora Quill", Artist: "Dora Quill", Narrator: "Ann Lee"}}, "Ann Lee", "Dora Quill"},
		{"the folder is the artist's, and the album artist reads", "Ann Lee/T", []*tags{{AlbumArtist: "Dora Quill", Artist: "Ann Lee", Narrator: "Dora Quill"}}, "Ann Lee", "Dora Quill"},
		{"the folder is the artist's", "Ann Lee/T", []*tags{{Artist: "Ann Lee", Narrator: "Dora Quill"}}, "Ann Lee", "Dora Quill"},
		{"the folder is neither's", "Shelf/T", []*tags{{Artist: "Ann Lee", Narrator: "Dora Quill"}}, "Ann Lee", "Dora Quill"},

		{"each chapter has its reader", "A/T", []*tags{{Artist: "A", Narrator: "N"}, {Artist: "A", Narrator: "M"}, {Artist: "A", Narrator: "N"}}, "A", "N|M"},
		{"each story has its author", "T", []*tags{{Artist: "A B"}, {Artist: "C D"}, {Artist: "E F"}, {Artist: "Unknown Artist"}}, "A B|C D|E F", ""},
		{"each story has its author, and the album is anybody's", "T", []*tags{{AlbumArtist: "Various Artists", Artist: "A B"}, {AlbumArtist: "Various Artists", Artist: "C D"}}, "A B|C D", ""},
		{"each story has its author, and the album an editor", "T", []*tags{{AlbumArtist: "Edited by Ed Marsh", Artist: "A B"}, {AlbumArtist: "Edited by Ed Marsh", Artist: "C D"}}, "A B|C D", ""},
		{"the editor of the folder reads nothing", "Ed Marsh/T", []*tags{{AlbumArtist: "Ed Marsh (editor)", Artist: "Nora Finch"}, {AlbumArtist: "Ed Marsh (editor)", Artist: "Bo Day"}}, "Ed Marsh", ""},
		{"an editor, and one reader of all", "T", []*tags{{AlbumArtist: "Ed Marsh (editor)", Artist: "Nora Finch"}, {AlbumArtist: "Ed Marsh (editor)", Artist: "Nora Finch"}}, "Ed Marsh", ""},
		{"the album has an author", "T", []*tags{{AlbumArtist: "A B", Artist: "C D"}, {AlbumArtist: "A B", Artist: "E F"}}, "A B", ""},
	} {
		var parts []group.Part
		for i, tags := range c.tags {
			tags.Album, tags.Track = "T", i+1
			parts = append(parts, part(book.ID(i+1), c.folder+"/"+string(rune('1'+i))+".mp3", tags))
		}
		s := folderOf(c.folder, parts...)
		b := group.Books(s)[0]
		if strings.Join(b.Authors, "|") != c.wrote || strings.Join(b.Narrators, "|") != c.narrates {
			t.Errorf("%s: authors %q, narrators %q", c.why, b.Authors, b.Narrators)
		}
		for f, value := range map[book.Field]string{book.Authors: strings.Join(b.Authors, ", "), book.Narrators: strings.Join(b.Narrators, ", ")} {
			if claims := group.Claims(s, b.ID, f); value != "" && (len(claims) == 0 || claims[0].Value != value) {
				t.Errorf("%s: %s is %q because of %+v", c.why, f, value, claims)
			}
		}
	}
}
