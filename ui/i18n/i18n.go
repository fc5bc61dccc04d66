package i18n

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"lectern/assets"
	said "lectern/library/message"
)

// speaker says messages in one language.
type speaker struct {
	tag       language.Tag
	localizer *i18n.Localizer
	printer   *message.Printer // writes numbers
	point     string           // between a number and its decimals
	fixed     sync.Map         // messages without values, by their keys
}

// inUse is the speaker of the language in use, nil until the first message.
var inUse atomic.Pointer[speaker]

func current() *speaker {
	if s := inUse.Load(); s != nil {
		return s
	}
	inUse.CompareAndSwap(nil, newSpeaker(language.English))
	return inUse.Load()
}

// newSpeaker reads the catalogue of a language.
func newSpeaker(tag language.Tag) *speaker {
	b := i18n.NewBundle(tag)
	b.RegisterUnmarshalFunc("json", json.Unmarshal)
	name := tag.String() + ".json"
	data, err := assets.Messages.ReadFile("messages/" + name)
	if err != nil {
		panic(err) // the file is part of the program
	}
	b.MustParseMessageFileBytes(data, name)
	p := message.NewPrinter(tag)
	point := strings.Trim(p.Sprint(number.Decimal(1.1)), "1")
	return &speaker{tag: tag, localizer: i18n.NewLocalizer(b, tag.String()), printer: p, point: point}
}

// Languages returns the languages that have a catalogue, English first.
func Languages() []language.Tag {
	files, err := assets.Messages.ReadDir("messages")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	all := []language.Tag{language.English}
	for _, f := range files {
		if tag := language.MustParse(strings.TrimSuffix(f.Name(), ".json")); tag != language.English {
			all = append(all, tag)
		}
	}
	return all
}

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
func Use(tag language.Tag) { inUse.Store(newSpeaker(tag)) }

// Language returns the language in use.
func Language() language.Tag { return current().tag }

// Text returns a message in the language in use. english must be a constant, so that
// scripts/messages finds it, or come from Mark. values are names and values in turn: the
// message has {{.Name}} where the value goes. A variable of a package must not hold the
// result, because the language is not yet known when it is initialised.
func Text(english string, values ...any) string {
	return said.Fill(current().text(english, english), values)
}

// Known returns a text in the language in use. ok is false if it is in no catalogue: then the
// text stays as it is.
func Known(english string) (text string, ok bool) { return current().known(english, english) }

// TextIn is like Text for an English text with two meanings, which other languages tell
// apart: context is a note for translators, such as "sort order". It is a constant, too.
func TextIn(context, english string, values ...any) string {
	return said.Fill(current().text(context+"|"+english, english), values)
}

// Count returns a message about n things, in the plural form for n: one is the English
// text for 1, many the text for all other numbers. {{.Count}} is the number. Otherwise it is
// like Text; many is the key.
func Count(n int, one, many string, values ...any) string {
	s := current()
	text, _ := s.say(&i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: many, One: one, Other: many}, PluralCount: n}) // an error comes with the English text
	return said.Fill(text, append(values[:len(values):len(values)], "Count", s.number(n)))
}

// List returns texts as a list: "Lewis, Tolkien, Verne".
func List(texts ...string) string {
	if len(texts) == 1 {
		return texts[0]
	}
	return strings.Join(texts, Comma())
}

// Comma returns what stands between the texts of a list.
func Comma() string {
	return Text(said.Mark("{{.First}}, {{.Rest}}"), "First", "", "Rest", "")
}

// Sentences returns two sentences in turn.
func Sentences(first, rest string) string {
	return Text(said.Mark("{{.First}} {{.Rest}}"), "First", first, "Rest", rest)
}

// Mark returns an English text as it is, and makes scripts/messages add it to the catalogue:
// Text says it later.
func Mark(english string) string { return english }

// MarkIn is like Mark for an English text with two meanings: see TextIn.
func MarkIn(context, english string) string { return context + "|" + english }

// Message returns what the library says.
func Message(m said.Message) string { return sayMessage(m, quoted) }

// Error returns the message of an error, or its text if it has none.
func Error(err error) string { return sayError(err, quoted) }

// TerminalMessage is like Message, for a terminal: quoted values are Go strings there, whose
// control characters do no harm.
func TerminalMessage(m said.Message) string { return sayMessage(m, strconv.Quote) }

// TerminalError is to Error what TerminalMessage is to Message.
func TerminalError(err error) string { return sayError(err, strconv.Quote) }

// quoted returns a text in the quotes of the language.
func quoted(text string) string { return Text(said.Mark("“{{.Text}}”"), "Text", text) }

// sayMessage returns what the library says, with a function that quotes values.
func sayMessage(m said.Message, quote func(string) string) string {
	if m.IsZero() {
		return ""
	}
	values := make([]any, len(m.Values))
	for i, v := range m.Values {
		switch v := v.(type) {
		case said.Message:
			values[i] = sayMessage(v, quote)
		case error:
			values[i] = sayError(v, quote)
		case int:
			values[i] = Number(v)
		case said.Quoted:
			values[i] = quote(string(v))
		default:
			values[i] = v
		}
	}
	if m.One != "" {
		return Count(m.Count, m.One, m.English, values...)
	}
	return Text(m.English, values...)
}

// sayError returns the message of an error, or its text if it has none.
func sayError(err error, quote func(string) string) string {
	if e, ok := errors.AsType[*said.Error](err); ok {
		return sayMessage(e.Message, quote)
	}
	return Text(err.Error())
}

// Number returns a number with separators between groups of digits.
func Number(n int) string { return current().number(n) }

func (s *speaker) number(n int) string {
	if n >= 0 && n < 1000 { // nothing to separate
		return strconv.Itoa(n)
	}
	return s.printer.Sprint(number.Decimal(n))
}

// Decimal returns a number with a number of decimals, without separators between groups of
// digits.
func Decimal(x float64, decimals int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', decimals, 64), ".", current().point, 1)
}

// text returns a message by its key, without its values; in English if the catalogue lacks
// it.
func (s *speaker) text(key, english string) string {
	text, _ := s.known(key, english)
	return text
}

// known returns a message by its key, without its values. If the catalogue lacks it, ok is
// false and the text English.
func (s *speaker) known(key, english string) (text string, ok bool) {
	if text, ok := s.fixed.Load(key); ok {
		return text.(string), true
	}
	text, err := s.say(&i18n.LocalizeConfig{MessageID: key})
	if err != nil { // other texts, such as errors of the system, are without number
		return english, false
	}
	s.fixed.Store(key, text)
	return text, true
}

// say returns a message without its values.
func (s *speaker) say(m *i18n.LocalizeConfig) (string, error) {
	m.TemplateParser = template.IdentityParser{} // said.Fill takes a tenth of the time of a template
	return s.localizer.Localize(m)
}
