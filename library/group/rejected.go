package group

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/text/words"
)

// rejected adds to the claims of the sources for a field each value in the tags that is
// not used, with the reason.
func rejected(b *book.Book, f book.Field, claims []Claim) []Claim {
	switch f {
	case book.Title:
		for i := range claims {
			if c := &claims[i]; i > 0 && c.Source == book.FromTag {
				c.Rejected = rejectedTitle(b, c.Value)
			}
		}
		return rejectedTags(b, claims, func(t *book.Tags, add func(value string, reason message.Message)) {
			add(line(bounded(t.Album)), rejectedTitle(b, t.Album))
			if len(b.Files) == 1 {
				add(line(bounded(t.Title)), rejectedTitle(b, t.Title))
			}
		})
	case book.Authors:
		return rejectedTags(b, claims, func(t *book.Tags, add func(value string, reason message.Message)) {
			for _, c := range rejectedCredits(b, t.AlbumArtist) {
				add(c.name, rejectedPerson(b, c))
			}
			for _, c := range rejectedCredits(b, t.Artist) {
				reason := rejectedPerson(b, c)
				if reason.IsZero() && t.AlbumArtist != "" && t.AlbumArtist != t.Artist {
					reason = message.New("who is the artist, and there is an album artist")
				}
				add(c.name, reason)
			}
		})
	case book.Narrators:
		return rejectedTags(b, claims, func(t *book.Tags, add func(value string, reason message.Message)) {
			for _, c := range rejectedCredits(b, t.Narrator) {
				reason := rejectedPerson(b, c)
				if c.role&words.Speaks != 0 || words.IsAuthor(c.name) {
					reason = message.Message{}
				}
				add(c.name, reason)
			}
			for _, c := range rejectedCredits(b, t.Artist) {
				reason := message.New("who is the artist, and nothing says that this person reads")
				if has(b.Authors, c.name) || !rejectedPerson(b, c).IsZero() {
					reason = message.Message{}
				} else if t.Narrator != "" {
					reason = message.New("who is the artist, and another tag names the narrator")
				}
				add(c.name, reason)
			}
		})
	case book.Picture:
		return rejectedPictures(b, claims)
	default:
		return claims
	}
}

// rejectedTags adds, once each, the values in the tags of the parts for which list
// gives a reason, unless a claim already has the value. list calls add for each value
// of a file.
func rejectedTags(b *book.Book, claims []Claim, list func(t *book.Tags, add func(value string, reason message.Message))) []Claim {
	parts := map[string][]int{}
	var found []Claim
	for i, file := range b.Files {
		if file.Media == nil {
			continue
		}
		list(file.Media.Tags(), func(value string, reason message.Message) {
			claimed := func(c Claim) bool {
				return c.Source == book.FromTag && strings.Contains(", "+c.Value+", ", ", "+value+", ")
			}
			if value == "" || reason.IsZero() || slices.ContainsFunc(claims, claimed) {
				return
			}
			if parts[value] == nil {
				if len(found) == maxRejected {
					return
				}
				found = append(found, Claim{Source: book.FromTag, Value: value, Rejected: reason})
			}
			if all := parts[value]; len(all) == 0 || all[len(all)-1] != i+1 {
				parts[value] = append(all, i+1)
			}
		})
	}
	for i := range found {
		if len(b.Files) > 1 {
			found[i].Where = partsInWords(parts[found[i].Value])
		}
	}
	return append(claims, found...)
}

// maxRejected is the largest number of rejected values that are listed.
const maxRejected = 20

// rejectedTitle says why a text in a tag is not the title of a book. It is zero if the
// text is the title, or could be.
func rejectedTitle(b *book.Book, tag string) message.Message {
	s := line(bounded(tag))
	if s == "" {
		return message.Message{}
	}
	title := bare(discless(s)).title
	inSeries := func(name string) bool {
		return name != "" && slices.ContainsFunc(b.Series, func(in book.Series) bool { return sameFold(in.Name, name) })
	}
	series, volume, _ := volumeAtEnd(title)
	switch {
	case isUnknown(s):
		return message.New("which stands for an unknown title")
	case sameFold(title, b.Title):
		return message.Message{}
	case words.Is(title, words.Audiobook):
		return message.New("which says only that it is an audiobook")
	case repeats(title, b.Authors):
		return message.New("which is the name of the author")
	case inSeries(title):
		return message.New("which is the name of the series")
	case volume != "" && inSeries(series):
		return message.New("which is the series and the number in it")
	case wholeTitle(s) == "":
		return message.New("which names only a part")
	case wholeTitle(s) == fold(b.Title):
		return message.New("which names a part of the book")
	default:
		return message.Message{}
	}
}

// rejectedCredits returns the people in a tag, with what the tag says about them.
func rejectedCredits(b *book.Book, tag string) []credit {
	return credits(bounded(tag), slices.Concat(b.Authors, b.Narrators))
}

// rejectedPerson says why a person in a tag is not listed in the field: because the
// person is neither an author nor a narrator, or is only the other of the two. It is zero
// if the person could be listed.
func rejectedPerson(b *book.Book, c credit) message.Message {
	switch {
	case isUnknownPerson(c.name):
		return message.New("which stands for an unknown person")
	case isCrowd(c.name):
		return message.New("which stands for several people")
	case c.did != 0:
		for role := range c.did.All() {
			return message.New("who is named as {{.Role}}", "Role", message.New(role))
		}
	case has(b.Authors, c.name) && has(b.Narrators, c.name):
	case has(b.Authors, c.name):
		return message.New("who wrote the book")
	case has(b.Narrators, c.name):
		return message.New("who reads the book")
	}
	return message.Message{}
}

// rejectedPictures adds a sentence about each kind of picture that is not the cover,
// and about each unreadable one.
func rejectedPictures(b *book.Book, claims []Claim) []Claim {
	add := func(sentence message.Message) { claims = append(claims, Claim{Rejected: sentence}) }
	first, embedded := true, 0
	for picture, f := range b.Pictures {
		switch {
		case first:
		case f == nil:
			add(message.New("“{{.File}}” is not named as a cover, so the embedded one is used", "File", line(book.UTF8(filepath.Base(picture)))))
		case embedded == 0:
			add(message.New("the embedded cover is not used, because a picture in the folder is named as a cover"))
		}
		if f != nil {
			embedded++
		}
		first = false
	}
	for _, sentence := range b.Unread() {
		if isPictureFault(sentence) {
			add(message.New(sentence))
		}
	}
	return claims
}

// isPictureFault reports whether a sentence of Book.Unread is about a picture.
func isPictureFault(sentence string) bool {
	if strings.Contains(sentence, " has a cover that ") {
		return true
	}
	for i, r := range sentence {
		if r == ' ' && book.IsPicture(sentence[:i]) {
			return true
		}
	}
	return false
}
