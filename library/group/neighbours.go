package group

import (
	"cmp"
	"hash/fnv"
	"path/filepath"
	"strings"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// volume is what the name of a folder or file says if it is that of a volume of a series, as
// its neighbours have to show.
type volume struct {
	series, part, title string // part is "" if the name cannot be that of a volume
	front               bool   // the series and its number are the title, before a subtitle
	person              bool   // the title can be the name of an author: "Ada Brook - Apollo 13"
	sure                bool   // it is one without neighbours, too
	sign                string // what stands around the number in front of the title, if there is no series: see asNumbered
	width               int    // the digits of this number
}

// key returns the key of the names that a name can be a volume with.
func (v *volume) key() string {
	if v.sign != "" {
		return "\x00" + v.sign
	}
	return fold(v.series)
}

// asVolume returns what the name of a folder or file says if it is that of a volume.
func asVolume(name string) (v volume) {
	if !text.HasDigit(name) {
		return v
	}
	r := readFolder(name, false)
	if r.series == "" && r.subtitle != "" && arePeople(r.title) { // "Ada Brook - Saltmarsh 12 - The Ebb"
		in := readFolder(r.subtitle, false, r.title)
		v = in.volumeIn()
	}
	if v.part == "" {
		v = r.volumeIn()
	}
	if v.part == "" {
		v = asNumbered(name)
	}
	return v
}

// volumeIn returns the volume that a name has if its title is none, as "Saltmarsh 1 - The
// Ebb" or "The Ebb (Saltmarsh 1)" beside other volumes. By itself, "Apollo 13 - Lost Moon" has
// a subtitle.
func (n *folderName) volumeIn() volume {
	switch {
	case n.series != "" && n.volume != "":
		return volume{series: n.series, part: n.volume, title: n.title + n.subtitle, sure: true}
	case n.subtitle == "" && text.HasDigit(n.title):
		return volumeInTitle(n.title)
	case !text.HasDigit(n.title):
		return n.volumeInSubtitle()
	case wholeTitle(n.subtitle) == "":
		return volume{}
	}
	series, part := placeAtEnd(n.title)
	return volume{series: series, part: part, title: n.subtitle, front: true}.checked()
}

// volumeInTitle divides "Saltmarsh 1. The Ebb", "Saltmarsh, Tome 1 : The Ebb", "Saltmarsh [1]
// The Ebb", "[Saltmarsh 1] The Ebb" and "The Ebb (Saltmarsh 1)".
func volumeInTitle(s string) volume {
	for _, sep := range [...]string{". ", ": ", "; "} {
		first, rest, found := strings.Cut(s, sep)
		if !found || wholeTitle(rest) == "" {
			continue
		}
		if series, part := placeAtEnd(first); part != "" {
			return volume{series: series, part: part, title: rest}.checked()
		}
	}
	open := strings.LastIndexAny(s, "([")
	if open < 0 {
		return volume{}
	}
	end := strings.IndexAny(s[open:], ")]") + open
	if end < open {
		return volume{}
	}
	before, inner, after := strings.TrimRight(s[:open], " "), s[open+1:end], strings.TrimLeft(s[end+1:], " ")
	switch {
	case before == "" && wholeTitle(after) != "", after == "" && wholeTitle(before) != "" && wholeTitle(before) == fold(before): // "[Saltmarsh 1] The Ebb", "The Ebb (Saltmarsh 1)"
		series, part := placeAtEnd(inner)
		return volume{series: series, part: part, title: before + after}.checked()
	case before != "" && isCount(inner) && len(inner) <= maxDigits && startsWithLetter(after): // "Saltmarsh [1] The Ebb"
		return volume{series: before, part: trimZeros(inner), title: after}.checked()
	}
	return volume{}
}

// volumeInSubtitle divides "The Ebb - Saltmarsh 1" and "Saltmarsh - Tome 1 - The Ebb".
func (n *folderName) volumeInSubtitle() volume {
	first, rest, more := strings.Cut(n.subtitle, dash)
	if !more {
		series, part := placeAtEnd(n.subtitle)
		return volume{series: series, part: part, title: n.title, person: arePeople(n.title)}.checked()
	}
	if word, _, _ := strings.Cut(first, " "); !isTome(word) && !isTomeNumber(word) || wholeTitle(rest) == "" {
		return volume{}
	}
	_, part := placeAtEnd("- " + first)
	return volume{series: n.title, part: part, title: rest}.checked()
}

// placeAtEnd divides a series and its number: "Saltmarsh 1", "Saltmarsh T01", "Дозоры-2".
func placeAtEnd(s string) (series, part string) {
	s = unwrap(strings.TrimRight(s, " "))
	if series, part, _ = volumeAtEnd(s); part != "" {
		return series, part
	}
	if head, last := lastField(s); head != "" && isTomeNumber(last) {
		return trimName(head), trimZeros(last[1:])
	}
	return hyphenedPlace(s)
}

// isTomeNumber reports whether a word is the number of a volume in French: "T01".
func isTomeNumber(word string) bool {
	return len(word) > 1 && word[0] == 'T' && isCount(word[1:]) && len(word) <= 1+maxDigits
}

// checked returns the volume if its series can be one, rather than a word for a part, a unit, a
// publisher or a remark.
func (v volume) checked() volume {
	head, last := lastField(v.series)
	if words.Is(last, words.Part) && head != "" { // "Moeras deel 1 - Eb"
		v.series, last = trimName(head), ""
	}
	if v.series == "" || v.part == "" || words.Is(v.series, words.Piece|words.Episode|words.Track|words.Extra) || words.Is(last, words.Disc|words.Side|words.Chapter) ||
		unitWords.Of(last) || words.IsOf(last) || isRemark(v.series) || strings.LastIndexAny(v.series, "([") > strings.LastIndexAny(v.series, ")]") {
		return volume{}
	}
	if !v.front && (words.IsSeries(v.series) || words.Is(last, words.Version) || imprints.Of(v.series) || imprints.Of(v.series+" "+v.part) || statesEdition(v.series)) {
		return volume{}
	}
	return v
}

// unitWords are keys of words before the number of a piece of a course, a show or a work, which
// are not series: "Week 1 - Hello".
var unitWords = keys(
	"Day", "Week", "Month", "Year", "Season", "Unit", "Level", "Module", "Step", "Stage", "Grade", "Phase", "Block", "Psalm", "Op", "Opus",
	"Tag", "Woche", "Monat", "Jahr", "Staffel", "Radio", "Einheit", "Stufe", "Modul", "Schritt", "Jour", "Semaine", "Mois", "Saison", "Unité", "Niveau", "Étape",
	"Día", "Semana", "Mes", "Temporada", "Unidad", "Nivel", "Paso", "Giorno", "Settimana", "Stagione", "Unità", "Livello", "Dag", "Seizoen", "Säsong",
)

// volumes holds the names of neighbours that can be those of volumes of one series.
type volumes struct {
	all           []neighbour // in any order
	parts, titles bool        // they have several parts, several titles
	early         bool        // one is the first or second
	titled        bool        // one has a title that cannot be the name of an author
	unsure        bool        // one needs the others
	padded        int         // the width of the numbers with zeros in front
	highest       int         // the highest number, of those without a series
}

// neighbour is a volume among others.
type neighbour struct {
	path        string // of the folder
	part, title uint64 // hashes
	number      int16  // of those without a series
	width       int8
	early       bool
	unsure      bool // it needs the others
	person      bool
}

func (s *volumes) add(path string, v volume) {
	n := neighbour{path: path, part: hash(v.part), title: hash(fold(v.title)), width: int8(v.width), early: v.part == "1" || v.part == "2", unsure: !v.sure, person: v.person}
	if v.sign != "" {
		n.number = int16(number(v.part))
	}
	s.all = append(s.all, n)
	s.count(n)
}

func (s *volumes) count(n neighbour) {
	s.parts = s.parts || n.part != s.all[0].part
	s.titles = s.titles || n.title != s.all[0].title
	s.early, s.unsure, s.titled = s.early || n.early, s.unsure || n.unsure, s.titled || !n.person
	s.highest = max(s.highest, int(n.number))
	if width := int(n.width); width > 1 && n.number < [...]int16{2: 10, 3: 100}[width] {
		s.padded = max(s.padded, width)
	}
}

// remove removes the volume in a folder.
func (s *volumes) remove(path string) {
	all, last := s.all, len(s.all)-1
	for i := range all {
		if all[i].path == path {
			all[i], all = all[last], all[:last]
			break
		}
	}
	*s = volumes{all: all}
	for _, n := range all {
		s.count(n)
	}
}

// areVolumes reports whether the names are those of volumes rather than titles with a number:
// their numbers differ, and so do their titles.
func (s *volumes) areVolumes() bool { return s != nil && s.unsure && s.parts && s.titles && s.titled }

// evidence is what areVolumes and have depend on, except for the name itself.
type evidence struct {
	volumes, many, complete bool
	padded                  int
}

func (s *volumes) evidence() evidence {
	if s.highest == 0 { // they have a series
		return evidence{volumes: s.areVolumes()}
	}
	return evidence{s.areVolumes(), len(s.all) >= fewestNumbered, s.highest <= len(s.all), s.padded}
}

// have reports whether a name is that of a volume because of the others. Of numbers without a
// series there have to be at least three, as wide as one with a zero in front, or, behind a
// sign, from 1 without gaps: "10 Lanternfield" beside "01 Dune" and "02 Emma".
func (s *volumes) have(v volume) bool {
	if !s.areVolumes() || v.sign == "" || startsWithLetter(v.sign) {
		return s.areVolumes()
	}
	e := s.evidence()
	if e.padded > 0 {
		return e.many && v.width == e.padded
	}
	return e.many && e.complete && v.sign != " "
}

// fewestNumbered is the smallest number of names that show that the numbers in front of them
// count them.
const fewestNumbered = 3

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// hasVolumes reports whether the neighbours of a bunch show that its name is that of a volume:
// other folders, or the other files of one artist, or in the folder of one author, below the
// root, from the first or second volume on. Files in the root do not depend on each other.
func (s *Folder) hasVolumes(n *bunch) bool {
	switch {
	case n.own:
		return s.Around.Volumes
	case !n.file || s.isRoot() || len(s.Parts) < 2:
		return false
	}
	author := "" // of the files without an artist
	if base := filepath.Base(s.Folder); isAuthor(base) {
		author = base
	}
	key := func(v volume, f *book.File) string {
		if artist := cmp.Or(artistOf(f), author); artist != "" || v.sign != "" {
			return v.key() + "\x00" + artist
		}
		return ""
	}
	v := asVolume(n.level)
	of := key(v, n.parts[0].File)
	if v.part == "" || of == "" {
		return false
	}
	if s.volumes == nil {
		s.volumes = map[string]*volumes{}
		for _, p := range s.Parts {
			if w := asVolume(uncopied(plainName(p.File))); w.part != "" {
				k := key(w, p.File)
				if s.volumes[k] == nil {
					s.volumes[k] = &volumes{}
				}
				s.volumes[k].add("", w)
			}
		}
	}
	all := s.volumes[of]
	return all.have(v) && (all.early || v.sign != "")
}
