package group

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lectern/library/book"
	"lectern/library/message"
)

// Claim is the value that one source has for a field.
type Claim struct {
	Source book.Source
	Where  message.Message // "part 1", "parts 1–12", "the folder “…”", "metadata.json"; zero for the tags of the only file
	Shared bool            // the parts of the book have the value in common, and none has it alone
	Value  string          // as displayed; "" if the user emptied the field
	// File is the first file with this value in its tags, nil if the source is not a
	// tag. Tag is what that file calls the tag. Claims leaves it empty; only a caller
	// that may read the disk can set it.
	File *book.File
	Tag  string
	Of   book.Field // the field whose tag has the value: a subtitle can name the series
	// Rejected says why the value is not used, as the rest of a sentence: "which is the
	// name of the series". In a Claim without a Value and a Source it is a whole
	// sentence. It is zero if the value could be used.
	Rejected message.Message
}

// Claims lists the values that all sources have for a field, the strongest source
// first. The first value is the one in use. Rejected values in the tags come last.
// Claims returns nil if the folder has no such book, or no source has the field. For
// the cover and the chapters it names only the source.
func Claims(s Folder, id book.ID, f book.Field) []Claim {
	bunches := split(&s)
	i := slices.IndexFunc(bunches, func(n bunch) bool { return n.parts[0].File.ID == id })
	if i < 0 {
		return nil
	}
	return s.claims(&bunches[i], f)
}

// FileClaims is Claims for a row of Files, which shows a single file.
func FileClaims(s Folder, id book.ID, f book.Field) []Claim {
	i := slices.IndexFunc(s.Parts, func(p Part) bool { return p.File.ID == id })
	if i < 0 {
		return nil
	}
	n := single(&s, []*Part{&s.Parts[i]})
	claims := s.claims(&n, f)
	if f != book.Title || len(claims) > 0 && claims[0].Source == book.FromEdit {
		return claims
	}
	own := Claim{Where: inFile(n.parts[0].File.Name())}
	if own.Value, own.Source = partTitle(n.parts[0].File); own.Source == book.FromTag {
		own.Where, own.File = message.Message{}, n.parts[0].File
	}
	claims = slices.DeleteFunc(claims, func(c Claim) bool { return c.Source == own.Source && c.Value == own.Value })
	return slices.Insert(claims, 0, own)
}

// claims is Claims for a bunch.
func (s *Folder) claims(n *bunch, f book.Field) []Claim {
	b := s.bind(n)
	if f == book.Picture || f == book.ChapterList {
		if b.Sources[f] == book.Nowhere {
			return nil
		}
		return rejected(b, f, []Claim{{Source: b.Sources[f], Where: message.New(b.Sources[f].String())}})
	}
	claims := editClaims(n, f)
	var weak, sheet []Claim // from an .nfo file and a cue sheet: these only fill what others leave empty
	if b.Notes != nil {
		m := noteMeta(b.Notes)
		if !b.Notes.IsExact(book.Narrators) {
			m.Narrators = resolve(m.Narrators, b.Authors)
		}
		if v := displayed(m, f); v != "" {
			from := noteSource(b.Notes, f)
			c := Claim{Source: from, Where: message.New(from.String()), Value: v}
			switch {
			case from == book.FromCue:
				sheet = append(sheet, c)
			case from == book.FromNFO:
				weak = append(weak, c)
			default:
				claims = append(claims, c)
			}
		}
	}
	names := s.readNames(n)
	names.weigh(b.Series, b.Authors)
	names.withoutPeople(b.Authors, b.Narrators)
	title, from := n.commonTitle(b.Files)
	if from == book.FromName {
		title = names.readCommon(title, n.parts)
	}
	if f == book.Title && title != "" {
		c := Claim{Source: from, Where: message.New("what the parts have in common"), Shared: true, Value: title}
		if n.extra {
			c.Shared, c.Where = false, message.Message{}
			if from == book.FromName {
				c.Where = inFile(b.Files[0].Name())
			}
		}
		claims = append(claims, c)
	}
	claims = append(claims, tagClaims(b, names, f)...)
	claims = append(claims, weak...)
	if !names.inFolder(f) {
		claims = append(claims, sheet...)
	}
	if f == book.Narrators {
		names.Narrators = resolve(names.Narrators, b.Authors)
	}
	if v := displayed(&names.Meta, f); v != "" {
		claims = append(claims, Claim{Source: names.from(f), Where: s.nameOf(n, names, f), Value: v})
	}
	if names.inFolder(f) {
		claims = append(claims, sheet...)
	}
	if v := fileEdition(b); f == book.Edition && v != "" && !n.file {
		claims = append(claims, Claim{Source: book.FromName, Where: inFile(b.Files[0].Name()), Value: v})
	}
	if f == book.Title {
		name := b.Files[0].Name()
		if v := fileTitle(name); !n.file {
			claims = append(claims, Claim{Source: book.FromName, Where: inFile(name), Value: v})
		}
	}
	if len(claims) == 0 {
		return nil
	}
	return rejected(b, f, claims)
}

// editClaims returns the value that the user typed.
func editClaims(n *bunch, f book.Field) []Claim {
	for _, p := range n.parts {
		var m book.Meta
		if value, typed := p.Edits[f.String()]; typed && setTyped(&m, f, value) {
			return []Claim{{Source: book.FromEdit, Where: message.New(book.FromEdit.String()), Value: displayed(&m, f)}}
		}
	}
	return nil
}

// tagClaims returns the values in the tags of the parts: first the value on
// which they agree, then the others in order of the parts.
func tagClaims(b *book.Book, n *names, f book.Field) (claims []Claim) {
	agreedTags := agreed(b.Files)
	if agreedTags == nil {
		return nil
	}
	read := func(t *book.Tags) string {
		m, play := tagMeta(t, albumOf(t), n)
		m.Authors, m.Narrators, m.Contributors = cast(b, withoutArtist(t, play), n)
		m.Title = withoutPeople(m.Title, m.Authors, m.Narrators, n.Title)
		m.Narrators = resolve(m.Narrators, b.Authors)
		addVolume(m.Series, n)
		return displayed(m, f)
	}
	parts := map[string][]int{}
	var values []string
	for i, file := range b.Files {
		if file.Media == nil {
			continue
		}
		t := *file.Media.Tags()
		if len(b.Files) > 1 && f == book.Title && t.Title != agreedTags.Title {
			t.Title = "" // it is the title of the part, not of the book
		}
		if v := read(&t); v != "" {
			if parts[v] == nil {
				values = append(values, v)
			}
			parts[v] = append(parts[v], i+1)
		}
	}
	v := read(agreedTags)
	switch i := slices.Index(values, v); i {
	case -1:
		if v != "" && len(values) > 1 { // the people of all parts
			values = slices.Insert(values, 0, v)
			for i := range b.Files {
				parts[v] = append(parts[v], i+1)
			}
		}
	case 0:
	default:
		values = slices.Insert(slices.Delete(values, i, i+1), 0, v)
	}
	for _, v := range values {
		where := partsInWords(parts[v])
		if len(b.Files) == 1 {
			where = message.Message{}
		}
		file := b.Files[parts[v][0]-1]
		claims = append(claims, Claim{Source: book.FromTag, Where: where, Value: v, File: file, Of: taggedField(file, f)})
	}
	return claims
}

// taggedField returns the field whose tag has the value of a field. A series or an
// edition without a tag of its own is in the title or the subtitle; contributors can be
// among the authors or the narrators.
func taggedField(file *book.File, f book.Field) book.Field {
	if file.Media == nil {
		return f
	}
	t := file.Media.Tags()
	switch {
	case f == book.Edition:
		_, f = taggedEdition(t)
	case f == book.Contributors && t.Contributors == "":
		if f = book.Authors; len(contributors(credits(bounded(t.AlbumArtist), nil), credits(bounded(t.Artist), nil))) == 0 {
			f = book.Narrators
		}
	case f == book.InSeries && t.Series == "":
		m := book.Meta{Title: cmp.Or(albumOf(t), meaningfulTitle(t.Title))}
		if titleSeries(&m, t); len(m.Series) > 0 {
			return book.Title
		}
		return book.Subtitle
	}
	return f
}

// partsInWords returns "part 1" or "parts 1–4, 6".
func partsInWords(parts []int) message.Message {
	var s strings.Builder
	for i := 0; i < len(parts); {
		j := i + 1
		for j < len(parts) && parts[j] == parts[j-1]+1 {
			j++
		}
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString(strconv.Itoa(parts[i]))
		if j > i+1 {
			fmt.Fprintf(&s, "–%d", parts[j-1])
		}
		i = j
	}
	if len(parts) == 1 {
		return message.New("part {{.Part}}", "Part", s.String())
	}
	return message.New("parts {{.Parts}}", "Parts", s.String())
}

// nameOf returns the name of the folder or file from which a field was read.
func (s *Folder) nameOf(n *bunch, names *names, f book.Field) message.Message {
	l := names.above
	switch {
	case names.inFile&(1<<f) != 0:
		return inFile(n.parts[0].File.Name())
	case f == book.Authors || f == book.Contributors:
		return inFolder(l.author)
	case f == book.InSeries && l.series != "":
		return inFolder(l.series)
	case n.file:
		return inFile(n.parts[0].File.Name())
	default:
		return inFolder(l.title)
	}
}

func inFile(name string) message.Message {
	return message.New("the file “{{.Name}}”", "Name", line(name))
}

func inFolder(name string) message.Message {
	return message.New("the folder “{{.Name}}”", "Name", line(name))
}

// displayed returns the displayed form of a field, "" if it is empty.
func displayed(m *book.Meta, f book.Field) string {
	between := ", "
	if f == book.InSeries {
		between = "; "
	}
	return strings.Join(m.Values(f), between)
}
