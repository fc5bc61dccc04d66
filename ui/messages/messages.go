package messages

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"lectern/assets"
)

// speaker says messages in one language.
type speaker struct {
	tag       language.Tag
	localizer *i18n.Localizer
	printer   *message.Printer // writes numbers
	fixed     sync.Map         // messages without values, by their English text
}

// current is the speaker of the language in use.
var current = sync.OnceValue(func() *atomic.Pointer[speaker] {
	var p atomic.Pointer[speaker]
	p.Store(newSpeaker(language.English))
	return &p
})

// bundle holds the catalogues of all languages.
var bundle = sync.OnceValue(func() *i18n.Bundle {
	b := i18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("json", json.Unmarshal)
	files, err := assets.Messages.ReadDir("messages")
	if err != nil {
		panic(err) // the files are part of the program
	}
	for _, f := range files {
		data, err := assets.Messages.ReadFile("messages/" + f.Name())
		if err != nil {
			panic(err)
		}
		b.MustParseMessageFileBytes(data, f.Name())
	}
	return b
})

func newSpeaker(tag language.Tag) *speaker {
	return &speaker{tag: tag, localizer: i18n.NewLocalizer(bundle(), tag.String()), printer: message.NewPrinter(tag)}
}

// Languages returns the languages that have a catalogue, English first.
func Languages() []language.Tag { return bundle().LanguageTags() }

// Match returns the language with a catalogue that fits best the languages a user prefers, the
// most preferred first. It is English if none fits.
func Match(preferred ...language.Tag) language.Tag {
	all := Languages()
	_, i, sure := language.NewMatcher(all).Match(preferred...)
	if sure == language.No {
		return language.English
	}
	return all[i]
}

// Use makes a language with a catalogue the language of all further messages. It may be
// called from any goroutine.
func Use(tag language.Tag) { current().Store(newSpeaker(tag)) }

// Language returns the language in use.
func Language() language.Tag { return current().Load().tag }

// Text returns a message in the language in use. english must be a constant, so that
// scripts/messages finds it, or come from Mark. values are names and values in turn: the
// message has {{.Name}} where the value goes.
func Text(english string, values ...any) string {
	s := current().Load()
	if len(values) == 0 {
		if said, ok := s.fixed.Load(english); ok {
			return said.(string)
		}
	}
	said := s.say(&i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: english, Other: english}})
	if len(values) == 0 {
		s.fixed.Store(english, said)
		return said
	}
	return fill(said, values)
}

// Count returns a message about n things, in the plural form for n: one is the English
// text for 1, many the text for all other numbers. {{.Count}} is the number. Otherwise it is
// like Text; many is the key.
func Count(n int, one, many string, values ...any) string {
	s := current().Load()
	said := s.say(&i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: many, One: one, Other: many}, PluralCount: n})
	return fill(said, append(values, "Count", s.number(n)))
}

// Mark returns an English text as it is, and makes scripts/messages add it to the catalogue:
// Text says it later.
func Mark(english string) string { return english }

// Number returns a number with separators between groups of digits.
func Number(n int) string { return current().Load().number(n) }

func (s *speaker) number(n int) string { return s.printer.Sprint(number.Decimal(n)) }

// say returns a message without its values, in English if the catalogue lacks it.
func (s *speaker) say(m *i18n.LocalizeConfig) string {
	m.TemplateParser = template.IdentityParser{} // fill takes a tenth of the time of a template
	said, _ := s.localizer.Localize(m)           // an error comes with the English text
	return said
}

// fill puts values into a message. They are names and values in turn.
func fill(text string, values []any) string {
	pairs := make([]string, len(values))
	for i, v := range values {
		if pairs[i] = fmt.Sprint(v); i%2 == 0 {
			pairs[i] = "{{." + pairs[i] + "}}"
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
