package group

import (
	"slices"
	"strings"

	"lectern/library/text"
	"lectern/library/text/words"
)

// volume is what the name of a folder or file says if it is that of a volume of a series, as
// its neighbours have to show.
type volume struct {
	path                string
	series, part, title string // part is "" if the name cannot be that of a volume
	plain               bool   // no dash stands behind the number
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
// Ebb" and "Saltmarsh 1 The Ebb" beside other volumes. By themselves, "Apollo 13 - Lost Moon"
// has a subtitle, and "Apollo 13 Lost Moon" is a title.
func (n *folderName) volumeIn() (v volume) {
	if n.series != "" || n.volume != "" || !text.HasDigit(n.title) {
		return v
	}
	series, part, title := n.title, "", n.subtitle
	if wholeTitle(n.subtitle) != "" {
		series, part, _ = volumeAtEnd(n.title)
	}
	plain := part == ""
	if plain {
		series, part, title = cutVolumeWithin(n.title)
	}
	head, last := lastField(series)
	if words.Is(last, words.Part) && head != "" { // "Moeras deel 1 - Eb"
		series, last = head, ""
	}
	if part == "" || words.Is(series, words.Piece|words.Episode|words.Track|words.Extra) || words.Is(last, words.Disc|words.Side|words.Chapter) || isRemark(series) {
		return v
	}
	return volume{series: series, part: part, title: title, plain: plain}
}

// cutVolumeWithin divides a title at the number of a volume within it: "Saltmarsh 1 The Ebb".
// No article stands before it, and no word in small letters behind it: "The 7 Habits", "Area 51
// and the Moon". series is "" if the number stands in front.
func cutVolumeWithin(s string) (series, part, title string) {
	all := strings.Fields(s)
	for i := range max(0, len(all)-1) {
		if !isCount(all[i]) || len(all[i]) >= maxDigits || number(all[i]) > maxBare {
			continue
		}
		series, title = strings.Join(all[:i], " "), strings.Join(all[i+1:], " ")
		if i > 0 && words.IsArticle(all[i-1]) || !startsWithLetter(title) || startsSmall(title) || wholeTitle(title) == "" {
			return s, "", ""
		}
		return series, trimZeros(all[i]), title
	}
	return s, "", ""
}

// areVolumes reports whether the names of neighbours are those of volumes of one series rather
// than titles with a number: their numbers differ, and so do their titles. If no dash stands
// behind the number, at least two of the others have one, or there are at least three names,
// all with other numbers and titles, from the first or the second volume on: "World War 1
// Battles" and "World War 2 Heroes" are titles. In the folder of a series, the number can also
// stand in front: "1 The Ebb".
func areVolumes(all []volume, plain bool) bool {
	if plain {
		if areVolumes(slices.DeleteFunc(slices.Clone(all), func(v volume) bool { return v.plain }), false) {
			return true
		}
		parts, titles := map[string]bool{}, map[string]bool{}
		for _, v := range all {
			parts[v.part], titles[fold(v.title)] = true, true
		}
		return len(all) > 2 && len(parts) == len(all) && len(titles) == len(all) && (parts["1"] || parts["2"])
	}
	other := func(differs func(v volume) bool) bool { return slices.ContainsFunc(all, differs) }
	return other(func(v volume) bool { return v.part != all[0].part }) && other(func(v volume) bool { return !sameFold(v.title, all[0].title) })
}

// hasVolumes reports whether the neighbours of a bunch show that its name is that of a volume:
// other folders, or the other files of a folder below the root. Files in the root do not
// depend on each other.
func (s *Folder) hasVolumes(n *bunch) bool {
	switch {
	case n.own:
		return s.Around.Volumes
	case !n.file || s.isRoot() || len(s.Parts) < 2:
		return false
	}
	v := asVolume(n.level)
	if v.part == "" {
		return false
	}
	if s.volumes == nil {
		s.volumes = map[string][]volume{}
		for _, p := range s.Parts {
			if w := asVolume(uncopied(plainName(p.File))); w.part != "" {
				s.volumes[fold(w.series)] = append(s.volumes[fold(w.series)], w)
			}
		}
	}
	return areVolumes(s.volumes[fold(v.series)], v.plain)
}
