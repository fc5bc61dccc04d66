package words

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"lectern/library/message"
	"lectern/library/text"
)

// Contribution is a set of the things that people do for a book, other than writing and
// reading it.
type Contribution uint32

// The contributions.
const (
	Translator Contribution = 1 << iota
	Editor
	Foreword
	Introduction
	Afterword
	Illustrator
	Adapter
	Director
	Producer
	Composer
	Engineer
	CoverArtist
	Photographer
	Essay
	Commentary
	Consultant
	Publisher
	Contributor // in any other way
)

// contributionNames are the contributions in English, in order.
var contributionNames = [...]string{
	message.Mark("translator"), message.Mark("editor"), message.Mark("foreword"), message.Mark("introduction"), message.Mark("afterword"),
	message.Mark("illustrator"), message.Mark("adapter"), message.Mark("director"), message.Mark("producer"), message.Mark("composer"), message.Mark("engineer"),
	message.Mark("cover artist"), message.Mark("photographer"), message.Mark("essay"), message.Mark("commentary"),
	message.Mark("consultant"), message.Mark("publisher"), message.Mark("contributor"),
}

// Help has the words for a contribution.
type Help struct {
	As    Contribution
	Words string // separated by commas
}

// All yields the English word for each contribution in the set.
func (c Contribution) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i, name := range contributionNames {
			if c>>i&1 != 0 && !yield(name) {
				return
			}
		}
	}
}

// String returns the English words for the contributions in the set.
func (c Contribution) String() string { return strings.Join(slices.Collect(c.All()), ", ") }

// contributions holds the contributions by their words.
var contributions = sync.OnceValue(func() *text.Table[Contribution] {
	all := map[string]Contribution{}
	add := func(words string, as Contribution) {
		for word := range Split(words) {
			all[text.Key(word)] |= as
		}
	}
	for i := range Languages {
		l := &Languages[i]
		add(l.Edits, Editor)
		add(l.EditedBy, Editor)
		for _, h := range slices.Concat(l.Helps, l.HelpedBy) {
			add(h.Words, h.As)
		}
	}
	return text.TableOf(all)
})

// ContributionOf returns the contribution that a word in any language means beside the name
// of a person: Translator for "Übersetzerin" and "traduit par". It is 0 for any other text.
func ContributionOf(word string) Contribution { return contributions().Of(word) }

// RoleOfField returns the English word for the role of the people in a field, by its name:
// "translator" for "translators" and "translatedby". It is "" for any other name, and for
// "contributors".
func RoleOfField(field string) string {
	did := ContributionOf(field)
	if did == 0 {
		did = ContributionOf(strings.TrimSuffix(field, "s"))
	}
	for role := range did.All() {
		if did != Contributor {
			return role
		}
	}
	return ""
}
