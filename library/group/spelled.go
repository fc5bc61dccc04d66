package group

import (
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lectern/library/text"
	"lectern/library/text/words"
)

// cutSpelled returns the number in words or Roman numerals at the front of s,
// or "" if there is none: "Two: The Well", "IV", "Twenty One". Nothing may follow it but
// a colon or full stop: "Book I Read" has none.
func cutSpelled(s string) (number, rest string) {
	end := strings.IndexAny(s, ":.")
	if end < 0 {
		end = len(s)
	}
	if number = words.Number(s[:end]); number == "" {
		return "", s
	}
	return number, s[end:]
}

// cutSpelledAtEnd removes a spelled number from the end of a name, together
// with the word before it, which must have one of the kinds: "Dune - Part Two",
// "Kapitel Einundzwanzig". number is "" if there is none.
func cutSpelledAtEnd(s string, kinds words.Kind) (rest, word, number string) {
	s = strings.TrimRight(s, " )]")
	if s == "" || text.IsDigit(s[len(s)-1]) {
		return s, "", ""
	}
	at := len(s)
	for range words.MaxNumber {
		if at = strings.LastIndexByte(s[:at], ' '); at <= 0 {
			break
		}
		before := strings.TrimRight(s[:at], " ")
		from := lastWord(before)
		if word = before[from:]; words.Is(word, kinds) {
			if number = words.Number(s[at+1:]); number != "" {
				return before[:from], word, number
			}
		}
	}
	return s, "", ""
}

// matterOf returns whether a name names front or back matter, and which, perhaps with a
// number. It is 0 for other names.
func matterOf(name string) words.Kind {
	return words.KindOf(strings.TrimRight(name, " 0123456789")) & (words.Front | words.Back | words.Story | words.Credits)
}

// matterMark is what sorts a name of matter among those of chapters: a foreword before a
// prologue before all chapters, an epilogue behind them before an afterword, and the credits
// at either end.
func matterMark(kind words.Kind) string {
	switch {
	case kind&words.Back != 0 && kind&words.Story != 0:
		return behindAll + "\x01"
	case kind&words.Back != 0 && kind&words.Credits != 0:
		return behindAll + "\x03"
	case kind&words.Back != 0:
		return behindAll + "\x02"
	case kind&words.Story != 0:
		return "\x02"
	case kind&words.Credits != 0:
		return "\x01\x01"
	default:
		return "\x01"
	}
}

// matterInFront is matterOf for a name that goes on after the matter: "Prologue: Wind",
// "Vorwort von Ada Brook".
func matterInFront(name string) words.Kind {
	end, width := divider(name)
	if width == 0 {
		words := strings.Fields(name)
		if len(words) < 3 || !writtenBy[words[1]] {
			return 0
		}
		end = len(words[0])
	}
	return matterOf(strings.TrimRight(name[:end], " "))
}

// writtenBy holds words between a foreword and the name of its author.
var writtenBy = map[string]bool{
	"by": true, "von": true, "par": true, "de": true, "di": true, "por": true, "door": true, "van": true, "av": true, "af": true, "od": true, "от": true,
}

// placeOf returns a path in the form used for natural sorting. Numbers in words and
// Roman and Chinese numerals become digits if they number a part; front matter sorts
// before its siblings and back matter after them. The extension is left out: "1" comes
// before "1.5". Accents are composed, because macOS decomposes them in the names that it
// writes.
func placeOf(path string) string {
	path = norm.NFC.String(path)
	names := strings.Split(strings.TrimSuffix(path, filepath.Ext(path)), string(filepath.Separator))
	for i, name := range names {
		if matterInFront(name) == 0 { // in "Prologue_Wind", the underscore divides
			name = line(withSpaces(name))
		}
		names[i] = placeName(name)
	}
	return strings.Join(names, string(filepath.Separator))
}

func placeName(name string) string {
	at := strings.LastIndex(name, dash) + 1
	if at > 0 {
		at += len(dash) - 1
	}
	matter := matterOf(name[at:])
	if matter == 0 {
		matter, at = matterInFront(name), 0
	}
	if matter != 0 {
		return name[:at] + matterMark(matter) + name[at:]
	}
	if rest, number := words.CutSet(name); number != "" {
		return strings.TrimLeft(rest+" "+number, " ")
	}
	name = words.Digits(name)
	if n := words.Number(name); n != "" && len(name) > 1 { // "Seven"
		return n
	}
	fields := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '_' })
	if len(fields) < 2 {
		return name
	}
	fields, changed := numberEnds(fields)
	for i := 0; i < len(fields); i++ {
		n, used := numberAt(fields[i:])
		switch {
		case n == "":
		case i > 0 && isPiece(fields[i-1]): // "Chapter Seven"
			fields[i], changed = n, true
			fields = slices.Delete(fields, i+1, i+used)
		case i+used < len(fields) && isPiece(fields[i+used]): // "Seventh Chapter"
			fields[i], fields[i+1], changed = fields[i+used], n, true
			fields = slices.Delete(fields, i+2, i+used+1)
		}
	}
	if !changed {
		return name
	}
	return strings.Join(fields, " ")
}

// numberEnds replaces a number in words or a Roman numeral at the front of a name, if a
// sign separates it from the rest, and a Roman numeral at its end, by digits: "IV. Angst",
// "Two - The Well", "Henry V".
func numberEnds(fields []string) (ends []string, changed bool) {
	front := slices.IndexFunc(fields, func(word string) bool {
		return word == "-" || word == "–" || strings.HasSuffix(word, ".") || strings.HasSuffix(word, ")") || strings.HasSuffix(word, ":")
	})
	if 0 <= front && front < len(fields)-1 {
		if n := words.Number(strings.TrimRight(strings.Join(fields[:front+1], " "), " -–.):")); n != "" {
			fields = slices.Delete(fields, 0, front)
			fields[0], changed = n, true
		}
	}
	last := len(fields) - 1
	if n := words.Number(fields[last]); last > 0 && n != "" && strings.Trim(fields[last], "IVXLC") == "" && !isPiece(fields[last-1]) {
		fields[last], changed = n, true
	}
	return fields, changed
}

// numberAt returns the number in words at the front of fields, and how many fields it
// takes.
func numberAt(fields []string) (number string, used int) {
	if first := fields[0][0]; text.IsDigit(first) {
		return "", 0
	}
	var bare [words.MaxNumber]string
	for i := range min(len(fields), len(bare)) {
		bare[i] = strings.TrimRight(fields[i], ".,:-)]")
		if used = i + 1; len(bare[i]) < len(fields[i]) {
			break // the number ends before a full stop
		}
	}
	return words.NumberIn(bare[:used])
}

// isPiece reports whether a word can stand before or after a number that counts pieces.
func isPiece(word string) bool { return words.Is(strings.Trim(word, "([-.,:)]"), words.Piece) }
