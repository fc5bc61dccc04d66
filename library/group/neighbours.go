package group

import (
	"lectern/library/text"
	"lectern/library/text/words"
)

// volume is what the name of a folder or file says if it is that of a volume of a series, as
// its neighbours have to show.
type volume struct {
	path                string // of the folder
	series, part, title string // part is "" if the name cannot be that of a volume
}

// asVolume returns what the name of a folder or file says if it is that of a volume.
func asVolume(name string) volume {
	if !text.HasDigit(name) {
		return volume{}
	}
	r := readFolder(name, false)
	if r.subtitle != "" && arePeople(r.title) { // "Ada Brook - Saltmarsh 12 - The Ebb"
		r = readFolder(r.subtitle, false, r.title)
	}
	return r.volumeIn()
}

// volumeIn returns the volume that a name has if its title is none, as "Saltmarsh 1 - The
// Ebb" beside other volumes. By itself, "Apollo 13 - Lost Moon" has a subtitle.
func (n *folderName) volumeIn() (v volume) {
	if n.series != "" || n.volume != "" || !text.HasDigit(n.title) || wholeTitle(n.subtitle) == "" {
		return v
	}
	series, part, _ := volumeAtEnd(n.title)
	head, last := lastField(series)
	if words.Is(last, words.Part) && head != "" { // "Moeras deel 1 - Eb"
		series, last = head, ""
	}
	if series == "" || words.Is(series, words.Piece|words.Episode|words.Track|words.Extra) || words.Is(last, words.Disc|words.Side|words.Chapter) || unitWords.Of(last) || isRemark(series) {
		return v
	}
	return volume{series: series, part: part, title: n.subtitle}
}

// unitWords are keys of words before the number of a piece of a course, a show or a work, which
// are not series: "Week 1 - Hello".
var unitWords = keys(
	"Day", "Week", "Month", "Year", "Season", "Unit", "Level", "Module", "Step", "Stage", "Grade", "Phase", "Block", "Psalm", "Op", "Opus",
	"Tag", "Woche", "Monat", "Jahr", "Staffel", "Einheit", "Stufe", "Modul", "Schritt", "Jour", "Semaine", "Mois", "Saison", "Unité", "Niveau", "Étape",
	"Día", "Semana", "Mes", "Temporada", "Unidad", "Nivel", "Paso", "Giorno", "Settimana", "Stagione", "Unità", "Livello", "Dag", "Seizoen", "Säsong",
)

// volumes holds the names of neighbours that can be those of volumes of one series.
type volumes struct {
	all           []volume // in any order
	parts, titles bool     // they have several parts, several titles
	early         bool     // one is the first or second
}

func (s *volumes) add(v volume) {
	s.all = append(s.all, v)
	s.count(&v)
}

func (s *volumes) count(v *volume) {
	s.parts = s.parts || v.part != s.all[0].part
	s.titles = s.titles || !sameFold(v.title, s.all[0].title)
	s.early = s.early || v.part == "1" || v.part == "2"
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
	for i := range all {
		s.count(&all[i])
	}
}

// areVolumes reports whether the names are those of volumes rather than titles with a number:
// their numbers differ, and so do their titles.
func (s *volumes) areVolumes() bool { return s != nil && s.parts && s.titles }

// hasVolumes reports whether the neighbours of a bunch show that its name is that of a volume:
// other folders, or the other files of one artist in a folder below the root, from the first
// or second volume on. Files in the root do not depend on each other.
func (s *Folder) hasVolumes(n *bunch) bool {
	switch {
	case n.own:
		return s.Around.Volumes
	case !n.file || s.isRoot() || len(s.Parts) < 2:
		return false
	}
	v, of := asVolume(n.level), artistOf(n.parts[0].File)
	if v.part == "" || of == "" {
		return false
	}
	key := func(v volume, artist string) string { return fold(v.series) + "\x00" + artist }
	if s.volumes == nil {
		s.volumes = map[string]*volumes{}
		for _, p := range s.Parts {
			if w := asVolume(uncopied(plainName(p.File))); w.part != "" {
				k := key(w, artistOf(p.File))
				if s.volumes[k] == nil {
					s.volumes[k] = &volumes{}
				}
				s.volumes[k].add(w)
			}
		}
	}
	all := s.volumes[key(v, of)]
	return all.areVolumes() && all.early
}
