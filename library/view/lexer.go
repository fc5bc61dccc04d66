package view

import (
	"strings"
	"unicode"

	"lectern/library/text"
)

// kind is the kind of a token.
type kind uint8

const (
	endToken kind = iota
	valueToken
	orToken
	openToken  // (
	closeToken // )
)

// token is the smallest meaningful part of a query. Columns count characters
// from 1.
type token struct {
	kind     kind
	not      bool // a minus precedes it
	field    Field
	operator string // one of operators, or ""
	text     string // the value without quotes
	quoted   bool
	open     bool   // in quotes that are not closed
	stranger string // the unknown word before a colon, if it was meant as a field

	column, value, end int // of its first character, of its value, and after its end
}

// operators can precede a value. Longer ones come first.
var operators = [...]string{">=", "<=", ">", "<", "="}

// lexer splits a query into tokens.
type lexer struct {
	text []rune
	at   int
}

func newLexer(text string) *lexer { return &lexer{text: []rune(text)} }

// next returns the next token.
func (l *lexer) next() token {
	l.skip()
	t := token{column: l.at + 1}
	if l.at == len(l.text) {
		t.value, t.end = t.column, t.column
		return t
	}
	if text.Straight(l.text[l.at]) == '-' {
		t.not = true
		l.at++
	}
	t.value = l.at + 1
	switch l.text[l.at] {
	case '(':
		t.kind = openToken
		l.at++
	case ')':
		t.kind = closeToken
		l.at++
	default:
		t.kind = valueToken
		l.word(&t)
	}
	t.end = l.at + 1
	return t
}

// skip skips white space, and minuses with nothing after them.
func (l *lexer) skip() {
	for l.at < len(l.text) {
		end := l.at
		for end < len(l.text) && text.Straight(l.text[end]) == '-' {
			end++
		}
		switch {
		case end > l.at && (end == len(l.text) || unicode.IsSpace(l.text[end]) || l.text[end] == ')'):
			l.at = end
		case end == l.at && unicode.IsSpace(l.text[l.at]):
			l.at++
		default:
			return
		}
	}
}

// word reads a word or phrase, with or without a field.
func (l *lexer) word(t *token) {
	if l.phrase(t) {
		return
	}
	first := l.at
	for ; l.at < len(l.text) && !endsWord(l.text[l.at]); l.at++ {
		if l.text[l.at] != ':' || t.field != Anywhere {
			continue
		}
		word := string(l.text[first:l.at])
		field, ok := fieldOf(word)
		if !ok {
			if l.asksField(word) {
				t.stranger = word
			}
			break
		}
		l.at++
		t.field = field
		l.operator(t)
		t.value = l.at + 1
		if l.phrase(t) {
			return
		}
		break
	}
	if t.field != Anywhere {
		first = l.at
	}
	for l.at < len(l.text) && !endsWord(l.text[l.at]) {
		l.at++
	}
	t.text = plainQuotes(string(l.text[first:l.at]))
	if t.field == Anywhere && !t.not && strings.EqualFold(t.text, orWord) {
		t.kind = orToken
	}
}

// asksField reports whether the word before the current colon was meant as a
// field, unlike the words in "Dune: Messiah", "http://x", "10:30" and
// "std::string".
func (l *lexer) asksField(word string) bool {
	if len(word) < 2 || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return false
	}
	next := l.at + 1
	return next < len(l.text) && !endsWord(l.text[next]) && !strings.ContainsRune(`:/\`, l.text[next])
}

// orWord stands between alternatives.
const orWord = "or"

// operator reads the operator before a value. A text takes only "=".
func (l *lexer) operator(t *token) {
	for _, o := range operators {
		if (o == "=" && t.field.isText() || t.field.isAmount()) && strings.HasPrefix(string(l.text[l.at:min(l.at+2, len(l.text))]), o) {
			t.operator = o
			l.at += len(o)
			return
		}
	}
}

// phrase reads a phrase in quotes, if one comes next. Two quotes within it are
// a literal quote; an open phrase ends with the query. White space becomes a
// space, so that no phrase matches across fields.
func (l *lexer) phrase(t *token) bool {
	if l.at == len(l.text) || !isQuote(l.text[l.at]) {
		return false
	}
	t.quoted = true
	var b strings.Builder
	for l.at++; l.at < len(l.text); l.at++ {
		r := l.text[l.at]
		switch {
		case isQuote(r) && l.at+1 < len(l.text) && isQuote(l.text[l.at+1]):
			l.at++
			r = '"'
		case isQuote(r):
			l.at++
			t.text = b.String()
			return true
		case unicode.IsSpace(r):
			r = ' '
		}
		b.WriteRune(r)
	}
	t.text, t.open = b.String(), true
	return true
}

// plainQuotes replaces every kind of double quote by the quote of a keyboard.
func plainQuotes(s string) string {
	return strings.Map(func(r rune) rune {
		if isQuote(r) {
			return '"'
		}
		return r
	}, s)
}

func isQuote(r rune) bool { return text.Straight(r) == '"' }

func endsWord(r rune) bool { return r == '(' || r == ')' || unicode.IsSpace(r) }

// quote returns text in the form of a query: bare if the lexer reads it back
// unchanged, otherwise in quotes.
func quote(prefix, text string) string {
	text = plainQuotes(text)
	l := newLexer(prefix + text)
	if t := l.next(); t.kind == valueToken && !t.not && !t.quoted && t.stranger == "" && prefix+text == t.prefix()+t.text && t.text == text &&
		l.next().kind == endToken {
		return prefix + text
	}
	return prefix + `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// prefix returns the text before the value.
func (t token) prefix() string {
	if t.field == Anywhere {
		return ""
	}
	return t.field.String() + ":" + t.operator
}
