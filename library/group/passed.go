package group

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text/words"
)

// passed adds to the claims for a field what was decided against: each value in the tags
// that is not used, with the reason. claims are those of the sources.
func passed(b *book.Book, f book.Field, claims []Claim) []Claim {
	switch f {
	case book.Title:
		for i := range claims {
			if c := &claims[i]; i > 0 && c.Source == book.FromTag {
				c.Passed = passedTitle(b, c.Value)
			}
		}
		return passedTags(b, claims, func(t *book.Tags, add func(value, reason string)) {
			add(line(bounded(t.Album)), passedTitle(b, t.Album))
			if len(b.Files) == 1 {
				add(line(bounded(t.Title)), passedTitle(b, t.Title))
			}
		})
	case book.Authors:
		return passedTags(b, claims, func(t *book.Tags, add func(value, reason string)) {
			for _, c := range passedCredits(b, t.AlbumArtist) {
				add(c.name, passedPerson(b, c))
			}
			for _, c := range passedCredits(b, t.Artist) {
				reason := passedPerson(b, c)
				if reason == "" && t.AlbumArtist != "" && t.AlbumArtist != t.Artist {
					reason = "is the artist, and there is an album artist"
				}
				add(c.name, reason)
			}
		})
	case book.Narrators:
		return passedTags(b, claims, func(t *book.Tags, add func(value, reason string)) {
			for _, c := range passedCredits(b, t.Narrator) {
				reason := passedPerson(b, c)
				if c.role&words.Speaks != 0 || words.Is(c.name, words.Author|words.ReadBySelf) {
					reason = ""
				}
				add(c.name, reason)
			}
			for _, c := range passedCredits(b, t.Artist) {
				reason := "is the artist, and nothing says that this person reads"
				if has(b.Authors, c.name) || passedPerson(b, c) != "" {
					reason = ""
				} else if t.Narrator != "" {
					reason = "is the artist, and another tag names the narrator"
				}
				add(c.name, reason)
			}
		})
	case book.Picture:
		return passedPictures(b, claims)
	default:
		return claims
	}
}

// passedTags adds the values of the tags of the parts for which tell has a reason, each
// once, unless a claim has the value already.
func passedTags(b *book.Book, claims []Claim, tell func(t *book.Tags, add func(value, reason string))) []Claim {
	parts := map[string][]int{}
	var found []Claim
	for i, file := range b.Files {
		if file.Media == nil {
			continue
		}
		tell(&file.Media.Tags, func(value, reason string) {
			claimed := func(c Claim) bool {
				return c.Source == book.FromTag && strings.Contains(", "+c.Value+", ", ", "+value+", ")
			}
			if value == "" || reason == "" || slices.ContainsFunc(claims, claimed) || len(found) == maxPassed {
				return
			}
			if parts[value] == nil {
				found = append(found, Claim{Source: book.FromTag, Value: value, Passed: reason})
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

// maxPassed limits how many values that are not used are listed.
const maxPassed = 20

// passedTitle says why a text in a tag is not the title of a book, "" if it is, or if
// nothing is wrong with it.
func passedTitle(b *book.Book, tag string) string {
	s := line(bounded(tag))
	if s == "" {
		return ""
	}
	title := bare(discless(s)).title
	inSeries := func(name string) bool {
		return name != "" && slices.ContainsFunc(b.Series, func(in book.Series) bool { return sameFold(in.Name, name) })
	}
	series, volume, _ := volumeBehind(title)
	switch {
	case isUnknown(s):
		return "stands for an unknown title"
	case sameFold(title, b.Title):
		return ""
	case inSeries(title):
		return "is the name of the series"
	case volume != "" && inSeries(series):
		return "is the series and the number in it"
	case wholeTitle(s) == "":
		return "names only a part"
	case wholeTitle(s) == fold(b.Title):
		return "names a part of the book"
	default:
		return ""
	}
}

// passedCredits returns the people in a tag.
func passedCredits(b *book.Book, tag string) []credit {
	return credits(bounded(tag), slices.Concat(b.Authors, b.Narrators))
}

// passedPerson says why a person in a tag is neither an author nor a narrator, or is not
// the other, "" if nothing is wrong with it.
func passedPerson(b *book.Book, c credit) string {
	switch {
	case isUnknown(c.name):
		return "stands for an unknown person"
	case isCrowd(c.name):
		return "stands for several people"
	case c.did != 0:
		for role := range c.did.All() {
			return "is named as " + role
		}
	case has(b.Authors, c.name) && has(b.Narrators, c.name):
	case has(b.Authors, c.name):
		return "wrote the book"
	case has(b.Narrators, c.name):
		return "reads the book"
	}
	return ""
}

// passedPictures adds a sentence for each picture that is not the cover.
func passedPictures(b *book.Book, claims []Claim) []Claim {
	add := func(sentence string) { claims = append(claims, Claim{Passed: sentence}) }
	first, embedded := true, 0
	for picture, f := range b.Pictures {
		switch {
		case first:
		case f == nil:
			add("“" + line(book.UTF8(filepath.Base(picture))) + "” is not named as a cover, and the embedded one wins over it")
		case embedded == 0:
			add("the embedded cover is not used, because a picture in the folder is named as a cover")
		}
		if f != nil {
			embedded++
		}
		first = false
	}
	for _, sentence := range b.Unread() {
		if isPictureFault(sentence) {
			add(sentence)
		}
	}
	return claims
}

// isPictureFault reports whether a sentence about a file that could not be read is about
// a cover.
func isPictureFault(sentence string) bool {
	if strings.Contains(sentence, " has a cover that ") {
		return true
	}
	for i, r := range sentence {
		if r == ' ' && pictureExts[strings.ToLower(filepath.Ext(sentence[:i]))] {
			return true
		}
	}
	return false
}

// pictureExts are the extensions of pictures that can be covers.
var pictureExts = lowered(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif", ".jxl")
