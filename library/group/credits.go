package group

import (
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// credit is a person in a text, with what the text says that the person did.
type credit struct {
	name string
	role words.Kind // 0 if the text does not say
	did  words.Contribution
	note bool // brackets after the name hold something other than a known role, in small letters
	more bool // the same, or in capitals
}

// credits returns the people in s: see People. known are people whose names are known
// from elsewhere: "Mono, Phil Marsh" is not Phil Marsh Mono if one of the two is known.
func credits(s string, known []string) []credit { return appendCredits(nil, s, known) }

// appendCredits is credits with room for the people: all is empty.
func appendCredits(all []credit, s string, known []string) []credit {
	if s = line(joinLines(bounded(s))); s == "" {
		return all
	}
	s = withoutLives(s)
	plain := words.AreNames(s)
	if !plain {
		if rest, narrator, ok := cutRead(s); ok {
			s = rest + ";" + narrator
		}
		s = withoutDash(withoutStops(withoutBrackets(onCovers(cutBy(s)))), known)
	}
	people(s, known, func(name string) {
		c := credit{name: name}
		if !plain {
			c = creditOf(name)
		}
		at := slices.IndexFunc(all, func(o credit) bool { return same(o.name, c.name) })
		switch {
		case c.name == "":
		case at < 0:
			all = append(all, c)
		default:
			o := &all[at]
			o.did |= c.did
			if c.role == 0 {
				o.role = 0
			} else if o.role != 0 {
				o.role |= c.role
			}
		}
	})
	return all
}

// creditOf returns the person in a text with a single name. The name is "" if the text
// has none: "translator".
func creditOf(s string) credit {
	rest, role, did := words.CutRole(s)
	c := cutRole(rest) // "Read by: Ann Lee (narrator)" has two
	c.role |= role
	c.did |= did
	if c.name = withoutOthers(c.name); startsSmall(s) && isRoles(s) {
		c.name = ""
	}
	return c
}

// withoutOthers removes "et al." and the like, in any language, from a name. It returns
// "" if there is nothing else.
func withoutOthers(name string) string {
	if (startsSmall(name) || !strings.Contains(name, " ")) && words.Is(name, words.Others) {
		return ""
	}
	for at := len(name); ; {
		if at = strings.LastIndexByte(name[:at], ' '); at <= 0 || len(name)-at > maxOthers {
			break
		}
		if (startsSmall(name[at+1:]) || name[at+1] >= utf8.RuneSelf) && words.Is(name[at+1:], words.Others) {
			return strings.TrimRight(name[:at], " ,")
		}
	}
	return name
}

// maxOthers limits the length in bytes of words for others.
const maxOthers = 32

// cutRole removes a role from the end of a name: "Karl Turner - translator", "Dora
// Quill (spoken vocals)", "林少华 译".
func cutRole(s string) credit {
	if end := s[len(s)-1]; end == ')' || end == ']' {
		if at := strings.LastIndexAny(s, "(["); at > 0 {
			inner, name := s[at+1:len(s)-1], strings.TrimRight(s[:at], " ")
			if role, did := roleOf(inner); role != 0 {
				return credit{name: name, role: role, did: did}
			}
			return credit{name: s, note: startsSmall(inner) && !strings.HasPrefix(inner, "as "), more: true}
		}
	}
	for _, between := range [...]string{" - ", " – ", " — ", ": "} {
		if at := lastIndex(s, between); at > 0 {
			if role, did := roleOf(s[at+len(between):]); role != 0 {
				return credit{name: strings.TrimSpace(s[:at]), role: role, did: did}
			}
		}
	}
	if at := strings.LastIndexByte(s, ' '); at > 0 && words.IsEastAsian(s[at+1:]) {
		if role, did := roleOf(s[at+1:]); role != 0 {
			return credit{name: strings.TrimSpace(s[:at]), role: role, did: did}
		}
	}
	return cutAttachedRole(s)
}

// cutAttachedRole removes a role of at least two letters from the end of an East Asian
// name without a space: "李雷播讲".
func cutAttachedRole(s string) credit {
	const letter = len("李")
	if len(s) < 4*letter || !words.IsEastAsian(s[len(s)-letter:]) {
		return credit{name: s}
	}
	for at := 2 * letter; at <= len(s)-2*letter; at++ {
		if !utf8.RuneStart(s[at]) || len(s)-at > 4*letter {
			continue
		}
		if role, did := roleOf(s[at:]); role != 0 {
			return credit{name: s[:at], role: role, did: did}
		}
	}
	return credit{name: s}
}

// roleOf returns the roles in a text that consists of roles, and which contributions they
// are: "author, narrator". It returns 0 for any other text.
func roleOf(s string) (roles words.Kind, did words.Contribution) {
	if len(s) > maxRole {
		return 0, 0
	}
	for _, word := range [...]string{s, strings.TrimSuffix(s, "s")} { // "narrators"
		if role := words.KindOf(word) & words.Role; role != 0 {
			return role, words.ContributionOf(word)
		}
	}
	parts := splitRoles(s)
	if len(parts) < 2 {
		return 0, 0
	}
	for _, part := range parts {
		role := words.KindOf(strings.TrimSpace(part)) & words.Role
		if role == 0 {
			return 0, 0
		}
		roles |= role
		did |= words.ContributionOf(strings.TrimSpace(part))
	}
	return roles, did
}

// splitRoles splits a text at the signs and words that stand between roles: "author &
// narrator", "Autor und Sprecher".
func splitRoles(s string) (parts []string) {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",/&;+|", r) }) {
		from := 0
		for i, r := range part {
			if r != ' ' || i < from {
				continue
			}
			word, after, ok := strings.Cut(part[i+1:], " ")
			if _, and := words.IsAnd(word); ok && (and || strings.EqualFold(word, "and")) {
				parts = append(parts, part[from:i])
				from = len(part) - len(after)
			}
		}
		parts = append(parts, part[from:])
	}
	return parts
}

// isRoles reports whether a text consists of roles.
func isRoles(s string) bool {
	role, _ := roleOf(s)
	return role != 0
}

// maxRole limits the length in bytes of a text that is read as a role.
const maxRole = 80

// writers returns the people who wrote: those without a role, and those with the role
// of an author. If there are none, it returns the editors.
func writers(all []credit) []string {
	wrote := named(all, func(c credit) bool { return c.role == 0 || isWriter(c) })
	if len(wrote) == 0 {
		wrote = named(all, func(c credit) bool { return c.role&words.Edits != 0 })
	}
	return wrote
}

// onlyEdited reports whether a text names people, and says of each that they edited only.
func onlyEdited(all []credit) bool {
	return len(all) > 0 && !slices.ContainsFunc(all, func(c credit) bool { return c.role&words.Edits == 0 || isWriter(c) })
}

// haveOtherArtists reports whether not all files have the same artist.
func haveOtherArtists(files []*book.File) bool {
	return slices.ContainsFunc(files, func(f *book.File) bool { return tagsOf(f).Artist != tagsOf(files[0]).Artist })
}

// isWriter reports whether the text says that the person wrote.
func isWriter(c credit) bool { return c.role&words.Wrote != 0 }

// speakers returns the people who read: those without a role, and those with the role
// of a narrator. Somebody with another role, as in "Gus Player (piano)", does not read.
func speakers(all []credit) []string {
	speaks := func(c credit) bool { return c.role&words.Speaks != 0 }
	if slices.ContainsFunc(all, speaks) {
		return persons(named(all, func(c credit) bool { return speaks(c) || c.role == 0 && !c.more }))
	}
	return persons(named(all, func(c credit) bool { return c.role == 0 && !c.note }))
}

// authorIn returns a text if it stands for the author as narrator. Some such texts are
// also roles: "author".
func authorIn(s string) []string {
	if s = line(s); words.IsAuthor(s) {
		return []string{s}
	}
	return nil
}

// persons returns narrators without those who stand for several people: "diverse
// Sprecher".
func persons(names []string) []string {
	several := func(name string) bool {
		_, noun, _ := strings.Cut(name, " ")
		return isCrowd(name) && (noun == "" || words.Is(name, words.Crowd) || words.Is(noun, words.Role) || words.Is(strings.TrimSuffix(noun, "s"), words.Role))
	}
	if !slices.ContainsFunc(names, several) {
		return names
	}
	return slices.DeleteFunc(slices.Clone(names), several)
}

// contributors returns the people with contributions, each with the English word for the
// role: "Karl Turner (translator)". Somebody with two roles is there twice.
func contributors(lists ...[]credit) (people []string) {
	seen := map[string]bool{}
	for _, all := range lists {
		for _, c := range all {
			if c.did == 0 || isUnknownPerson(c.name) {
				continue
			}
			for role := range c.did.All() {
				shown := c.name + " (" + role + ")"
				if key := text.Key(shown); !seen[key] {
					seen[key] = true
					people = append(people, shown)
				}
			}
		}
	}
	return people
}

// contributions returns the people in a list of contributors, whose items are separated
// by ";". The role at the end of an item applies to all its people. People without a
// role contributed in some way.
func contributions(s string, known []string) (all []credit) {
	for group := range strings.SplitSeq(bounded(s), ";") {
		if group = line(group); group == "" {
			continue
		}
		of := cutRole(group)
		for _, c := range credits(of.name, known) {
			if c.did |= of.did; c.did == 0 && c.role == 0 && of.role == 0 && !strings.HasSuffix(c.name, ")") {
				c.did = words.Contributor
			}
			all = append(all, c)
		}
	}
	return all
}

func named(all []credit, want func(credit) bool) (names []string) {
	for i, c := range all {
		if want(c) && !isUnknownPerson(c.name) {
			if names == nil {
				names = make([]string, 0, len(all)-i)
			}
			names = append(names, c.name)
		}
	}
	return names
}

// withoutArtist returns tags without an artist who is none. An empty name changes nothing.
func withoutArtist(t *book.Tags, none string) *book.Tags {
	if none == "" || !sameFold(t.Artist, none) && !sameFold(t.AlbumArtist, none) {
		return t
	}
	others := *t
	for _, artist := range [...]*string{&others.Artist, &others.AlbumArtist} {
		if sameFold(*artist, none) {
			*artist = ""
		}
	}
	return &others
}

// cast decides from the tags t of a book who wrote it, who reads it and who contributed.
// names is what the folders and files say, b what stronger sources say.
func cast(b *book.Book, t *book.Tags, names *names) (authors, narrators, others []string) {
	if t == nil {
		return nil, nil, nil
	}
	wrote, reads := stronger(b, book.Authors), stronger(b, book.Narrators)
	var room [16]string
	known := append(append(append(append(room[:0], wrote...), reads...), names.Authors...), names.Narrators...)
	known = plain(plain(known, t.Artist), t.Narrator)
	if t.AlbumArtist != t.Artist {
		known = plain(known, t.AlbumArtist)
	}
	var rooms [3][4]credit
	readings := appendCredits(rooms[0][:0], t.Narrator, known)
	narrators = narratorsIn(t, readings, known)
	known = append(known, narrators...)
	writings := appendCredits(rooms[1][:0], t.Artist, known)
	artists := writers(writings)
	album := artists
	var albumWritings []credit
	if t.AlbumArtist != t.Artist {
		albumWritings = appendCredits(rooms[2][:0], t.AlbumArtist, known)
		album = writers(albumWritings)
	}
	others = contributors(contributions(t.Contributors, known), albumWritings, writings, readings)
	switch {
	case len(album) == 1 && isNobody(album[0]) && len(artists) > 0:
		album = artists
	case allIn(album, narrators) && !anyIn(artists, narrators) && (anyIn(artists, names.Authors) || anyIn(artists, wrote)): // the album artist reads
		album = artists
	case len(album) == 0:
		album = artists
	case onlyEdited(albumWritings) && !anyIn(album, names.Authors) && haveOtherArtists(b.Files) && !slices.ContainsFunc(artists, isCrowd): // each story of an anthology has its author
		album = artists
	}
	// Some programs write the author as composer and the narrator as artist. The book
	// is by the person after whom its folder is named.
	if wrote = append(wrote, names.Authors...); len(album) > 0 && allIn(narrators, wrote) && !anyIn(album, wrote) && !anyIn(artists, wrote) {
		return narrators, artists, others
	}
	readers := narrators
	switch {
	case len(reads) > 0:
		readers = slices.Concat(reads, narrators)
	case len(narrators) == 0:
		readers = names.Narrators
	}
	both := append(named(writings, isWriter), named(albumWritings, isWriter)...) // "Ann Lee (author and narrator); Bo Day"
	authors = chooseAuthors(without(album, without(readers, both, both), artists), album, artists, names.Authors)
	if len(authors) == 0 && len(names.Authors) == 0 { // "Ada Brook, piano" alone
		authors = named(slices.Concat(albumWritings, writings), func(c credit) bool { return c.role == words.Plays && c.did == 0 })
	}
	return authors, narrators, others
}

// narratorsIn returns the people who read a book, as its tags say. readings are the credits
// of its tag for narrators.
func narratorsIn(t *book.Tags, readings []credit, known []string) []string {
	if narrators := speakers(readings); len(narrators) > 0 {
		return narrators
	}
	if narrators := authorIn(bounded(t.Narrator)); len(narrators) > 0 {
		return narrators
	}
	if narrators := speakers(credits(readIn(t), known)); len(narrators) > 0 {
		return narrators
	}
	// "Ada Brook (author), Nora Finch (narrator)"
	return named(credits(bounded(t.Artist), known), func(c credit) bool { return c.role&words.Speaks != 0 })
}

// chooseAuthors returns the authors of a book: those of the artists who do not read it,
// mostly. album are the artists of the album, artists those of its files, and folder the
// authors whom the folder names. If it returns nil, the folder knows better.
func chooseAuthors(silent, album, artists, folder []string) []string {
	authors := silent
	switch {
	case len(silent) == 1 && len(folder) > 0 && !has(folder, silent[0]) && isCrowd(silent[0]):
		return nil
	case len(silent) > 0:
	case len(folder) == 0, !slices.Equal(album, artists), anyIn(album, folder):
		authors = album // they wrote it and read it
	}
	if len(authors) == 1 && isNobody(authors[0]) && arePeople(strings.Join(folder, ";")) {
		return nil // "Various" or "Audible", and the folder names the author
	}
	return authors
}

// isNobody reports whether the name of an artist stands for several people, a company or
// a kind of recording.
func isNobody(name string) bool {
	if strings.Contains(name, " ") {
		return isCrowd(name)
	}
	return words.Is(name, words.Crowd|words.Audiobook) || isNameless(name) && !mononyms.Of(name)
}

// stronger returns the people in a field if its source is stronger than the tags.
func stronger(b *book.Book, f book.Field) []string {
	if b.Sources[f] <= book.FromTag {
		return nil
	}
	return slices.Clone(*f.Info().List(&b.Meta))
}

// plain appends the people of a tag that is certainly a list of names: only ";"
// separates them.
func plain(names []string, tag string) []string {
	for name := range strings.SplitSeq(bounded(tag), ";") {
		if name = line(name); name != "" && isPlain(name) {
			names = append(names, cutRole(name).name)
		}
	}
	return names
}

// bounded returns the part of a tag that is read.
func bounded(tag string) string {
	if len(tag) <= maxTag {
		return tag
	}
	return strings.ToValidUTF8(tag[:maxTag], "")
}

// allIn reports whether there are people and each of them is among others.
func allIn(people, others []string) bool {
	return len(people) > 0 && !slices.ContainsFunc(people, func(p string) bool { return !has(others, p) })
}

// anyIn reports whether one of the people is among others.
func anyIn(people, others []string) bool {
	return slices.ContainsFunc(people, func(p string) bool { return has(others, p) })
}

// resolve replaces "the author" among the narrators with the authors.
func resolve(narrators, authors []string) []string {
	if !slices.ContainsFunc(narrators, words.IsAuthor) {
		return narrators
	}
	var people []string
	for _, name := range narrators {
		those := []string{name}
		if words.IsAuthor(name) {
			those = authors
		}
		for _, p := range those {
			if !has(people, p) {
				people = append(people, p)
			}
		}
	}
	return people
}
