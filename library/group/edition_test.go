package group_test

import (
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// TestEdition: the edition from tags, folders and sidecars.
func TestEdition(t *testing.T) {
	type tags = book.Tags
	title := func(s string) *tags { return &tags{Album: s} }
	for _, c := range []struct {
		folder string
		tags   *tags
		notes  book.Meta
		want   string
		from   book.Source
	}{
		{tags: title("Dune (Unabridged)"), want: "Unabridged", from: book.FromTag},
		{tags: title("Dune (Unabridged) (Disc 1)"), want: "Unabridged", from: book.FromTag},
		{tags: title("Dune: Ungekürzte Lesung"), want: "Ungekürzte Lesung", from: book.FromTag},
		{tags: title("Dune – gekürzt"), want: "gekürzt", from: book.FromTag},
		{tags: title("Dune, texte intégral"), want: "texte intégral", from: book.FromTag},
		{tags: title("Dune [versión abreviada]"), want: "versión abreviada", from: book.FromTag},
		{tags: title("Dune (в сокращении)"), want: "в сокращении", from: book.FromTag},
		{tags: title("Diuna (słuchowisko)"), want: "słuchowisko", from: book.FromTag},
		{tags: title("Dyyni | kuunnelma"), want: "kuunnelma", from: book.FromTag},
		{tags: title("沙丘（广播剧）"), want: "广播剧", from: book.FromTag},
		{tags: title("砂丘 【オーディオドラマ】"), want: "オーディオドラマ", from: book.FromTag},
		{tags: title("Dune (1 of 3) [Dramatized Adaptation]"), want: "Dramatized Adaptation", from: book.FromTag},
		{tags: title("Dune (Full-Cast Edition) (Unabridged Audiobook)"), want: "Full-Cast Edition, Unabridged Audiobook", from: book.FromTag},
		{tags: title("Dune (Audiobook)")},
		{tags: title("Unabridged")},
		{tags: title("Abridged: a life")},
		{tags: title("The Unabridged Man")},
		{tags: title("Dune (Uncut Gems)")},
		{tags: &tags{Album: "Dune", Title: "Dune (Unabridged)"}, want: "Unabridged", from: book.FromTag},
		{tags: &tags{Album: "Dune", Subtitle: "Unabridged"}, want: "Unabridged", from: book.FromTag},
		{tags: &tags{Album: "Dune", SeriesPart: "4, Dramatized Adaptation", Series: "S"}, want: "Dramatized Adaptation", from: book.FromTag},
		{tags: &tags{Album: "Dune (Unabridged)", Edition: "Gold"}, want: "Gold", from: book.FromTag},
		{tags: &tags{Album: "Dune", Edition: "unknown"}},
		{folder: "A/Dune (Unabridged)", tags: title("Dune"), want: "Unabridged", from: book.FromFolder},
		{folder: "A/Dune - Onverkort - 1999", tags: title("Dune"), want: "Onverkort", from: book.FromFolder},
		{folder: "A/Dune_(Unabridged)", tags: title("Dune"), want: "Unabridged", from: book.FromFolder},
		{folder: "A/Dune (Unabridged)", tags: title("Dune (Abridged)"), want: "Abridged", from: book.FromTag},
		{tags: title("Dune (Abridged)"), notes: book.Meta{Edition: "Unabridged"}, want: "Unabridged", from: book.FromOPF},
		{tags: title("Dune (Abridged)"), notes: book.Meta{Title: "Dune (Unabridged)"}, want: "Unabridged", from: book.FromOPF},
		{tags: title("Dune (Abridged)"), notes: book.Meta{Subtitle: "Hörspiel"}, want: "Hörspiel", from: book.FromOPF},
	} {
		if c.folder == "" {
			c.folder = "A/T"
		}
		s := folderOf(c.folder, part(1, c.folder+"/x.mp3", c.tags))
		s.Notes = notedMeta(c.notes)
		b := group.Books(s)[0]
		if b.Edition != c.want || b.Sources[book.Edition] != c.from {
			t.Errorf("%s, %+v, %+v: edition %q by %s, want %q by %s", c.folder, *c.tags, c.notes, b.Edition, b.Sources[book.Edition], c.want, c.from)
		}
		if claims := group.Claims(s, 1, book.Edition); len(claims) == 0 != (c.want == "") || c.want != "" && (claims[0].Value != c.want || claims[0].Source != c.from) {
			t.Errorf("%s, %+v: %q because of %+v", c.folder, *c.tags, c.want, claims)
		}
	}
	s := folderOf("A/T", part(1, "A/T/T (Unabridged).m4b", title("T")))
	if b := group.Books(s)[0]; b.Edition != "Unabridged" || b.Sources[book.Edition] != book.FromName || group.Claims(s, 1, book.Edition)[0].Source != book.FromName {
		t.Errorf("by its file: %q by %s", b.Edition, b.Sources[book.Edition])
	}
	s = folderOf("A/T", part(1, "A/T/1.mp3", title("T (Unabridged)")), part(2, "A/T/2.mp3", title("T")), part(3, "A/T/3.mp3", title("T (Unabridged)")))
	if b := group.Books(s)[0]; len(b.Files) != 3 || b.Edition != "Unabridged" {
		t.Errorf("in most parts: %d files, %q", len(b.Files), b.Edition)
	}
}

// TestClaimsOfParts: if parts have the value of a field in different tags, the claim
// names a field that has tags.
func TestClaimsOfParts(t *testing.T) {
	full := "S, Full Cast"
	s := folderOf("A/T", part(1, "A/T/1.mp3", &book.Tags{Album: "T"}), part(2, "A/T/2.mp3", &book.Tags{Album: "T", Artist: "A; B (editor)"}),
		part(3, "A/T/3.mp3", &book.Tags{Album: "T (Unabridged)", Series: full, Narrator: "C (director)"}), part(4, "A/T/4.mp3", &book.Tags{Album: "T (Uncut)", Series: full}))
	if b := group.Books(s)[0]; len(b.Files) != 4 || b.Edition != "Full Cast" {
		t.Fatalf("%d files, %q", len(b.Files), b.Edition)
	}
	for f := range book.Fields {
		for _, c := range group.Claims(s, 1, f) {
			if c.Of >= book.Fields {
				t.Errorf("%s: %+v", f, c)
			}
		}
	}
}

// notedMeta returns notes of an OPF file with the fields of m.
func notedMeta(m book.Meta) *book.Notes {
	n := &book.Notes{Meta: m}
	for f := range book.Fields {
		if m.Has(f) {
			n.From[f] = book.FromOPF
		}
	}
	return n
}

// TestContributors: people who did something other than writing and reading a book.
func TestContributors(t *testing.T) {
	type tags = book.Tags
	for _, c := range []struct {
		why    string
		folder string
		tags   []*tags
		notes  book.Meta
		want   string
		of     book.Field // the field whose tag names the contributors
	}{
		{why: "after a dash", tags: []*tags{{Artist: "Ann Lee, Karl Turner - translator"}}, want: "Karl Turner (translator)", of: book.Authors},
		{why: "in French", tags: []*tags{{Artist: "Ann Lee; Jean Dupont (traducteur)"}}, want: "Jean Dupont (translator)", of: book.Authors},
		{why: "in front, in German", tags: []*tags{{AlbumArtist: "Ann Lee; Übersetzt von Karl Turner"}}, want: "Karl Turner (translator)", of: book.Authors},
		{why: "in Italian", tags: []*tags{{Artist: "Ann Lee; prefazione di Bo Day; illustrazioni di Al Ridge"}}, want: "Bo Day (foreword)|Al Ridge (illustrator)", of: book.Authors},
		{why: "in Dutch", tags: []*tags{{Artist: "Ann Lee; Bo Day (vertaler)"}}, want: "Bo Day (translator)", of: book.Authors},
		{why: "in Polish", tags: []*tags{{Artist: "Ann Lee; przełożyła Ewa Nowak"}}, want: "Ewa Nowak (translator)", of: book.Authors},
		{why: "in Czech", tags: []*tags{{Artist: "Ann Lee; Jan Novák (režie)"}}, want: "Jan Novák (director)", of: book.Authors},
		{why: "in Russian", tags: []*tags{{Artist: "Ann Lee; перевод: Иван Петров"}}, want: "Иван Петров (translator)", of: book.Authors},
		{why: "in Greek", tags: []*tags{{Artist: "Ann Lee; Μαρία Παππά (μετάφραση)"}}, want: "Μαρία Παππά (translator)", of: book.Authors},
		{why: "in Turkish", tags: []*tags{{Artist: "Ann Lee; Çeviren: Ali Kaya"}}, want: "Ali Kaya (translator)", of: book.Authors},
		{why: "in Chinese", tags: []*tags{{Artist: "村上春树 著; 林少华 译"}}, want: "林少华 (translator)", of: book.Authors},
		{why: "two roles", tags: []*tags{{Artist: "Ann Lee (author/editor); Bo Day (foreword, notes)"}}, want: "Ann Lee (editor)|Bo Day (foreword)|Bo Day (commentary)", of: book.Authors},
		{why: "an editor alone", tags: []*tags{{Artist: "Edited by Ed Marsh"}}, want: "Ed Marsh (editor)", of: book.Authors},
		{why: "among the narrators", tags: []*tags{{Artist: "Ann Lee", Narrator: "Dora Quill; Bo Day (director)"}}, want: "Bo Day (director)", of: book.Narrators},
		{why: "no role that is known", tags: []*tags{{Artist: "Ann Lee", Narrator: "Dora Quill; Gus Player (piano)"}}},
		{why: "a tag of its own", tags: []*tags{{Artist: "Ann Lee", Contributors: "Turner, Karl (translator); Bo Day, Al Ridge (editor)"}},
			want: "Karl Turner (translator)|Bo Day (editor)|Al Ridge (editor)", of: book.Contributors},
		{why: "in the tag and among the authors", tags: []*tags{{Artist: "Ann Lee; Karl Turner (Übersetzer)", Contributors: "Karl Turner (translator); Bo Day"}},
			want: "Karl Turner (translator)|Bo Day (contributor)", of: book.Contributors},
		{why: "the role twice", tags: []*tags{{Contributors: "Karl Turner (translator) (translator)"}}, want: "Karl Turner (translator)", of: book.Contributors},
		{why: "nobody", tags: []*tags{{Artist: "Ann Lee; Unknown (translator)", Contributors: "(translator); ;"}}},
		{why: "of all parts", tags: []*tags{{Artist: "Ann Lee; K T (translator)"}, {Artist: "Bo Day; E M (translator)"}}, want: "K T (translator)|E M (translator)"},
		{why: "in the tags of all parts", tags: []*tags{{Contributors: "K T (translator)"}, {Contributors: "E M (editor)"}}, want: "K T (translator)|E M (editor)", of: book.Contributors},
		{why: "twice, with two roles", tags: []*tags{{Artist: "Ann Lee; Bo Day (Übersetzer); Bo Day (Vorwort)"}}, want: "Bo Day (translator)|Bo Day (foreword)", of: book.Authors},
		{why: "of the folder", folder: "Ann Lee; Karl Turner (translator)/T", tags: []*tags{{}}, want: "Karl Turner (translator)"},
		{why: "of a sidecar", tags: []*tags{{Artist: "Ann Lee; K T (translator)"}}, notes: book.Meta{Contributors: []string{"Turner, Karl (translator)", "Bo Day"}},
			want: "Karl Turner (translator)|Bo Day (contributor)"},
		{why: "among the authors of a sidecar", tags: []*tags{{Artist: "Ann Lee"}}, notes: book.Meta{Authors: []string{"Ann Lee", "Karl Turner - translator"}}, want: "Karl Turner (translator)"},
		{why: "among its narrators", tags: []*tags{{Artist: "Ann Lee"}}, notes: book.Meta{Narrators: []string{"Bo Day (Regie)", "Dora Quill"}}, want: "Bo Day (director)"},
	} {
		if c.folder == "" {
			c.folder = "T"
		}
		var parts []group.Part
		for i, tags := range c.tags {
			tags.Album, tags.Track = "T", i+1
			parts = append(parts, part(book.ID(i+1), c.folder+"/"+string(rune('1'+i))+".mp3", tags))
		}
		s := folderOf(c.folder, parts...)
		s.Notes = notedMeta(c.notes)
		b := group.Books(s)[0]
		if got := strings.Join(b.Contributors, "|"); got != c.want {
			t.Errorf("%s: contributors %q, want %q", c.why, got, c.want)
		}
		claims := group.Claims(s, b.ID, book.Contributors)
		if (len(claims) == 0) != (c.want == "") || c.want != "" && (claims[0].Value != strings.ReplaceAll(c.want, "|", ", ") || claims[0].Source != b.Sources[book.Contributors]) {
			t.Errorf("%s: %q by %s because of %+v", c.why, b.Contributors, b.Sources[book.Contributors], claims)
		}
		if c.of != 0 && claims[0].Of != c.of {
			t.Errorf("%s: the tag is that of %s, want %s", c.why, claims[0].Of, c.of)
		}
	}
}
