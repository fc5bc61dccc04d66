package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path"
	"strings"

	"lectern/scripts/tagged"
)

// file is a file of a library: audio with tags, or a text.
type file struct {
	path string
	tags []tagged.Tag
	text string
}

// laid is a book as a tool lays it out, and what its files and folders say about it.
// Lectern cannot read more.
type laid struct {
	files []file
	said  title
}

// tool lays books out in its way. The options are drawn once for a library, not for
// each book, as the user of a tool has one set of options.
type tool struct {
	name string
	lay  func(options *rand.Rand) func(t title) laid
}

// tools are five tools, with the options that their users choose from.
var tools = []tool{
	{"Audiobookshelf", audiobookshelf},
	{"Libation", libation},
	{"OpenAudible", openAudible},
	{"Plex guide", plexGuide},
	{"LibriVox", libriVox},
}

// fileName returns a text as a file name: without the characters that Windows forbids.
func fileName(s string) string {
	return strings.TrimRight(strings.NewReplacer(":", "", "/", "-", "?", "", `"`, "", "*", "", "<", "", ">", "", "|", "").Replace(s), ". ")
}

// asin returns a made-up product number, different for each title.
func asin(t title) string {
	n := uint32(2166136261)
	for _, c := range []byte(t.name) {
		n = (n ^ uint32(c)) * 16777619
	}
	return fmt.Sprintf("B0%08X", n)
}

// audiobookshelf lays out Author/Series/Vol. N - Year - Title {Narrator}, as its
// documentation says, with or without tags and metadata.json.
func audiobookshelf(o *rand.Rand) func(title) laid {
	volume := []string{"Vol. %s - ", "Book %s - ", "%s. ", "Volume %s. "}[o.IntN(4)]
	tagged, noted, parts, narrated, dated := o.IntN(2) == 0, o.IntN(3) == 0, o.IntN(3), o.IntN(2) == 0, o.IntN(2) == 0
	return func(t title) laid {
		said := t
		name := fileName(t.name)
		if dated {
			name = fmt.Sprintf("%d - %s", t.year, name)
		}
		if t.series != "" {
			name = fmt.Sprintf(volume, t.part) + name
		}
		if narrated {
			name += " {" + t.narrator + "}"
		}
		folder := path.Join(fileName(strings.Join(t.authors, ", ")), fileName(t.series), name)
		if !narrated && !tagged && !noted {
			said.narrator = ""
		}
		if !dated && !tagged && !noted {
			said.year = 0
		}
		var files []file
		for n := range 1 + 3*parts {
			f := file{path: path.Join(folder, fmt.Sprintf("%02d.mp3", n+1))}
			if parts == 0 {
				f.path = path.Join(folder, fileName(t.name)+".m4b")
			}
			if tagged {
				f.tags = plainTags(f.path, t, n+1)
			}
			files = append(files, f)
		}
		if noted {
			text, _ := json.Marshal(map[string]any{
				"title": t.name, "authors": t.authors, "narrators": []string{t.narrator}, "series": seriesTexts(t),
				"publishedYear": fmt.Sprint(t.year), "language": t.language,
			})
			files = append(files, file{path: path.Join(folder, "metadata.json"), text: string(text)})
		}
		return laid{files, said}
	}
}

// seriesTexts returns the series of a title as a list of at most one text.
func seriesTexts(t title) []string {
	if t.series == "" {
		return []string{}
	}
	return []string{t.series + " #" + t.part}
}

// plainTags returns the tags that most programs write: the author is the artist, the
// narrator the composer.
func plainTags(name string, t title, track int) []tagged.Tag {
	authors := strings.Join(t.authors, ", ")
	names := map[bool][]string{true: {"TIT2", "TALB", "TPE1", "TPE2", "TCOM", "TDRC", "TXXX:SERIES", "TXXX:SERIES-PART"},
		false: {"©nam", "©alb", "©ART", "aART", "©wrt", "©day", "----:com.apple.iTunes:SERIES", "----:com.apple.iTunes:SERIES-PART"}}[path.Ext(name) == ".mp3"]
	title := t.name
	if path.Ext(name) == ".mp3" {
		title = fmt.Sprintf("Chapter %d", track)
	}
	tags := []tagged.Tag{{Name: names[0], Value: title}, {Name: names[1], Value: t.name}, {Name: names[2], Value: authors}, {Name: names[3], Value: authors}, {Name: names[4], Value: t.narrator}, {Name: names[5], Value: fmt.Sprint(t.year)}}
	if t.series != "" {
		tags = append(tags, tagged.Tag{Name: names[6], Value: t.series}, tagged.Tag{Name: names[7], Value: t.part})
	}
	if path.Ext(name) == ".mp3" {
		tags = append(tags, tagged.Tag{Name: "TRCK", Value: fmt.Sprint(track)})
	}
	return tags
}

// libation lays out Title [ASIN]/Title [ASIN].m4b, with look-alikes for the colon.
func libation(o *rand.Rand) func(title) laid {
	byAuthor, split := o.IntN(2) == 0, o.IntN(3) == 0
	return func(t title) laid {
		said := t
		said.series, said.part = "", "" // Libation does not write the series
		base := strings.NewReplacer(":", "꞉", "?", "？", "/", "∕", `"`, "“").Replace(t.name) + " [" + asin(t) + "]"
		folder := base
		if byAuthor {
			folder = path.Join(fileName(strings.Join(t.authors, ", ")), base)
		}
		authors := strings.Join(t.authors, ", ")
		var files []file
		count := 1
		if split {
			count = 4
		}
		for n := range count {
			f := file{path: path.Join(folder, base+".m4b")}
			name := t.name + " (Unabridged)"
			if split {
				f.path = path.Join(folder, fmt.Sprintf("%s - %02d - Chapter %d.mp3", base, n+1, n+1))
				f.tags = []tagged.Tag{{Name: "TIT2", Value: fmt.Sprintf("Chapter %d", n+1)}, {Name: "TALB", Value: name}, {Name: "TPE1", Value: authors}, {Name: "TPE2", Value: authors}, {Name: "TCOM", Value: t.narrator},
					{Name: "TDRC", Value: fmt.Sprint(t.year)}, {Name: "TRCK", Value: fmt.Sprintf("%d/%d", n+1, count)}, {Name: "TXXX:ASIN", Value: asin(t)}}
			} else {
				f.tags = []tagged.Tag{{Name: "©nam", Value: name}, {Name: "©alb", Value: name}, {Name: "©ART", Value: authors}, {Name: "aART", Value: authors}, {Name: "©wrt", Value: t.narrator}, {Name: "©nrt", Value: t.narrator},
					{Name: "©day", Value: fmt.Sprintf("%d-01-01", t.year)}, {Name: "©gen", Value: "Audiobook"}, {Name: "----:com.apple.iTunes:AUDIBLE_ASIN", Value: asin(t)}}
			}
			files = append(files, f)
		}
		return laid{files, said}
	}
}

// openAudible lays out a flat folder of "Title.m4b" or "Author - Title.mp3", or
// Author/Series/Title, with everything in the tags.
func openAudible(o *rand.Rand) func(title) laid {
	shape, ext := o.IntN(3), []string{".mp3", ".m4b"}[o.IntN(2)]
	return func(t title) laid {
		name := map[int]string{
			0: fileName(t.name) + ext,
			1: fileName(t.authors[0]) + " - " + fileName(t.name) + ext,
			2: path.Join(fileName(t.authors[0]), fileName(t.series), fileName(t.name)+ext),
		}[shape]
		authors := strings.Join(t.authors, ", ")
		var tags []tagged.Tag
		if ext == ".mp3" {
			tags = []tagged.Tag{{Name: "TIT2", Value: t.name}, {Name: "TALB", Value: t.name}, {Name: "TPE1", Value: authors}, {Name: "TPE2", Value: authors}, {Name: "TCOM", Value: t.narrator}, {Name: "TDRC", Value: fmt.Sprint(t.year)},
				{Name: "TCON", Value: "Audiobook"}, {Name: "TXXX:narrated_by", Value: t.narrator}}
			if t.series != "" {
				tags = append(tags, tagged.Tag{Name: "TXXX:series", Value: t.series}, tagged.Tag{Name: "TXXX:series_sequence", Value: t.part})
			}
		} else {
			tags = []tagged.Tag{{Name: "©nam", Value: t.name}, {Name: "©alb", Value: t.name}, {Name: "©ART", Value: authors}, {Name: "aART", Value: authors}, {Name: "©wrt", Value: t.narrator}, {Name: "©day", Value: fmt.Sprint(t.year)}, {Name: "©gen", Value: "Audiobook"}}
			if t.series != "" {
				tags = append(tags, tagged.Tag{Name: "----:com.apple.iTunes:series", Value: t.series}, tagged.Tag{Name: "----:com.apple.iTunes:series_sequence", Value: t.part})
			}
		}
		return laid{[]file{{path: name, tags: tags}}, t}
	}
}

// plexGuide lays out Author/Series/Year - Title/Title (Year) [Series N] - pt01. The
// album artist is the author; the artist is the author and the narrator.
func plexGuide(o *rand.Rand) func(title) laid {
	parts, grouped := 1+3*o.IntN(2), o.IntN(2) == 0
	return func(t title) laid {
		folder := path.Join(fileName(t.authors[0]), fileName(t.series), fmt.Sprintf("%d - %s", t.year, fileName(t.name)))
		authors := strings.Join(t.authors, ", ")
		var files []file
		for n := range parts {
			name := fmt.Sprintf("%s (%d)", fileName(t.name), t.year)
			if t.series != "" {
				name += fmt.Sprintf(" [%s %s]", fileName(t.series), t.part)
			}
			if parts > 1 {
				name += fmt.Sprintf(" - pt%02d", n+1)
			}
			tags := []tagged.Tag{{Name: "©nam", Value: t.name}, {Name: "©alb", Value: t.name}, {Name: "aART", Value: authors}, {Name: "©ART", Value: authors + ", " + t.narrator}, {Name: "©wrt", Value: t.narrator}, {Name: "©day", Value: fmt.Sprint(t.year)},
				{Name: "----:com.apple.iTunes:ASIN", Value: asin(t)}}
			if t.series != "" && grouped {
				tags = append(tags, tagged.Tag{Name: "©grp", Value: fmt.Sprintf("%s, Book #%s", t.series, t.part)})
			} else if t.series != "" {
				tags = append(tags, tagged.Tag{Name: "©mvn", Value: t.series}, tagged.Tag{Name: "----:com.apple.iTunes:SERIES-PART", Value: t.part})
			}
			files = append(files, file{path: path.Join(folder, name+".m4b"), tags: tags})
		}
		return laid{files, t}
	}
}

// libriVox lays out a folder of numbered mp3s, as the LibriVox archive does. A group
// reading names the reader of each part.
func libriVox(o *rand.Rand) func(title) laid {
	nested, grouped := o.IntN(2) == 0, o.IntN(2) == 0
	return func(t title) laid {
		said := t
		said.series, said.part, said.year = "", "", 0
		if !grouped {
			said.narrator = ""
		}
		slug := strings.ToLower(strings.Join(strings.FieldsFunc(t.name, func(r rune) bool { return r < 0x80 && !(r|0x20 >= 'a' && r|0x20 <= 'z') }), ""))
		last := t.authors[0][strings.LastIndexByte(t.authors[0], ' ')+1:]
		folder := slug + "_librivox"
		if nested {
			folder = path.Join(fileName(t.authors[0]), fileName(t.name))
		}
		var files []file
		for n := range 5 {
			tags := []tagged.Tag{{Name: "TIT2", Value: fmt.Sprintf("%02d - Chapter %d", n+1, n+1)}, {Name: "TALB", Value: t.name}, {Name: "TPE1", Value: strings.Join(t.authors, " & ")},
				{Name: "TRCK", Value: fmt.Sprint(n + 1)}, {Name: "TCON", Value: "Speech"}, {Name: "COMM", Value: "https://librivox.org"}}
			if grouped {
				tags = append(tags, tagged.Tag{Name: "TCOM", Value: t.narrator})
			}
			files = append(files, file{path: path.Join(folder, fmt.Sprintf("%s_%02d_%s_64kb.mp3", slug, n+1, strings.ToLower(last))), tags: tags})
		}
		return laid{files, said}
	}
}
