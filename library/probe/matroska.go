package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"time"

	"lectern/library/book"
)

// This file reads what ffprobe leaves out of Matroska files: all values of a tag, the
// level that a tag describes, which edition chapters belong to, and the length of a file
// without one (RFC 9559).

// Elements of Matroska, with the mark of the length of their IDs.
const (
	matroskaSegment  = 0x18538067
	matroskaSeekHead = 0x114D9B74
	matroskaSeekID   = 0x53AB
	matroskaSeekAt   = 0x53AC
	matroskaCluster  = 0x1F43B675
	matroskaTagList  = 0x1254C367
	matroskaTag      = 0x7373
	matroskaTargets  = 0x63C0
	matroskaLevel    = 0x68CA
	matroskaTrack    = 0x63C5
	matroskaEdition  = 0x63C9
	matroskaChapter  = 0x63C4
	matroskaAttached = 0x63C6
	matroskaSimple   = 0x67C8
	matroskaName     = 0x45A3
	matroskaValue    = 0x4487

	matroskaChapters      = 0x1043A770
	matroskaEditionEntry  = 0x45B9
	matroskaDefault       = 0x45DB
	matroskaUnlisted      = 0x45BD
	matroskaAtom          = 0xB6
	matroskaChapterStart  = 0x91
	matroskaChapterEnd    = 0x92
	matroskaChapterHidden = 0x98
	matroskaDisplay       = 0x80
	matroskaDisplayed     = 0x85

	matroskaAttachments = 0x1941A469
	matroskaFileName    = 0x466E
	matroskaFile        = 0x465C
)

// element is an element of EBML (RFC 8794).
type element struct {
	id      uint32
	at, end int64 // where its content begins and ends, at most at the end of the element around it
}

// elements calls see with each element between two offsets until see returns false. An
// element of unknown length extends to the end.
func (s *source) elements(ctx context.Context, at, end int64, see func(element) bool) {
	for n := 0; n < maxChunks && at < end && (n%patience != 0 || ctx.Err() == nil); n++ {
		h := s.peek(at, 12)
		if len(h) == 0 || h[0] < 0x10 {
			return
		}
		k := bits.LeadingZeros8(h[0]) + 1
		if k > len(h) {
			return
		}
		var id uint32
		for _, b := range h[:k] {
			id = id<<8 | uint32(b)
		}
		e := element{id: id, end: end}
		length, body := elementLen(h, k)
		switch {
		case length >= 0:
			e.at = at + int64(body)
			e.end = e.at + min(length, end-e.at)
		case k < len(h) && h[k] != 0: // unknown
			e.at = at + int64(k+bits.LeadingZeros8(h[k])+1)
		default:
			return
		}
		if e.at > end || !see(e) {
			return
		}
		at = e.end
	}
}

// content returns the content of an element, at most maxValue bytes of it.
func (s *source) content(e element) []byte { return s.load(e.at, min(e.end-e.at, maxValue)) }

// maxSeeks is the number of places after the audio that are read.
const maxSeeks = 16

// matroskaTags returns the tags of the file as a whole, not those of its chapters, its cover
// and its chapters. It finds what comes after the audio by the index at the beginning.
func (s *source) matroskaTags(ctx context.Context) (tagSet, *book.Cover, []book.Chapter) {
	t := &matroskaText{s: s, ctx: ctx}
	read := func(e element) {
		switch e.id {
		case matroskaTagList:
			t.list(e)
		case matroskaAttachments:
			t.attachments(e)
		case matroskaChapters:
			t.editions(e)
		}
	}
	s.elements(ctx, 0, s.size, func(e element) bool {
		if e.id != matroskaSegment {
			return true
		}
		var index []int64
		s.elements(ctx, e.at, e.end, func(in element) bool {
			switch in.id {
			case matroskaSeekHead:
				index = append(index, s.matroskaSeeks(ctx, in)...)
			case matroskaCluster:
				slices.Sort(index)
				index = slices.Compact(index)
				for _, at := range index[:min(len(index), maxSeeks)] {
					if at += e.at; at > in.at && at < e.end {
						s.elements(ctx, at, e.end, func(in element) bool { read(in); return false })
					}
				}
				return false
			default:
				read(in)
			}
			return true
		})
		return false
	})
	return t.tags(), t.cover, t.chapters
}

// matroskaSeeks returns where tags, attachments and chapters begin, counted from the content
// of the segment.
func (s *source) matroskaSeeks(ctx context.Context, head element) (found []int64) {
	s.elements(ctx, head.at, head.end, func(seek element) bool {
		var of, at int64
		s.elements(ctx, seek.at, seek.end, func(e element) bool {
			switch e.id {
			case matroskaSeekID:
				of = unsigned(s.content(e))
			case matroskaSeekAt:
				at = unsigned(s.content(e))
			}
			return true
		})
		if of == matroskaTagList || of == matroskaAttachments || of == matroskaChapters {
			found = append(found, at)
		}
		return true
	})
	return found
}

// matroskaText collects tags by what they describe: a collection, the book, and its
// parts.
type matroskaText struct {
	s                       *source
	ctx                     context.Context
	collection, whole, part tagSet
	values                  joins
	cover                   *book.Cover
	named                   bool // the name of the cover's file begins with "cover."
	chapters                []book.Chapter
	edition                 int // rank of the edition whose chapters these are
}

// Levels of what a tag describes (RFC 9559, 5.1.8.1.1.1).
const (
	matroskaAlbum = 50 // the usual level
	matroskaPart  = 40
)

// list reads the tags in a list.
func (t *matroskaText) list(list element) {
	t.s.elements(t.ctx, list.at, list.end, func(tag element) bool {
		if tag.id != matroskaTag {
			return true
		}
		level, all := int64(0), true
		t.s.elements(t.ctx, tag.at, tag.end, func(e element) bool {
			if e.id == matroskaTargets {
				t.s.elements(t.ctx, e.at, e.end, func(e element) bool {
					switch e.id {
					case matroskaLevel:
						level = unsigned(t.s.content(e))
					case matroskaTrack, matroskaEdition, matroskaChapter, matroskaAttached:
						all = all && len(bytes.Trim(t.s.content(e), "\x00")) == 0
					}
					return true
				})
			}
			return true
		})
		if !all {
			return true
		}
		to := &t.whole
		switch {
		case level > matroskaAlbum:
			to = &t.collection
		case level < matroskaAlbum && level > 0:
			to = &t.part
		}
		t.s.elements(t.ctx, tag.at, tag.end, func(e element) bool {
			if e.id == matroskaSimple {
				t.simple(e, to, level)
			}
			return true
		})
		return true
	})
}

// attachments finds the cover: the first attached picture whose name begins with "cover.",
// or else the first picture.
func (t *matroskaText) attachments(list element) {
	t.s.elements(t.ctx, list.at, list.end, func(attached element) bool {
		var name string
		var file element
		t.s.elements(t.ctx, attached.at, attached.end, func(e element) bool {
			switch e.id {
			case matroskaFileName:
				name = string(t.s.content(e))
			case matroskaFile:
				file = e
			}
			return true
		})
		named := strings.HasPrefix(strings.ToLower(name), "cover.")
		if !book.IsPicture(name) || t.cover != nil && (t.named || !named) {
			return true
		}
		if c := t.s.cover(file.at, file.end-file.at); c != nil {
			t.cover, t.named = c, named
		}
		return true
	})
}

// What adds to the rank of an edition.
const (
	preferred = 1 // it is the default
	listed    = 2 // it is not hidden
)

// editions reads the chapters of the default edition or, if none is, of the first: those that
// players show. Hidden editions count only if there are no others. ffprobe returns the chapters
// of all editions.
func (t *matroskaText) editions(list element) {
	t.s.elements(t.ctx, list.at, list.end, func(edition element) bool {
		if edition.id != matroskaEditionEntry {
			return true
		}
		var all []book.Chapter
		rank := listed
		t.s.elements(t.ctx, edition.at, edition.end, func(e element) bool {
			set := func(flag int) {
				if unsigned(t.s.content(e)) != 0 {
					rank += flag
				}
			}
			switch e.id {
			case matroskaDefault:
				set(preferred)
			case matroskaUnlisted:
				set(-listed)
			case matroskaAtom:
				if c, shown := t.atom(e); shown && len(all) < maxChapters {
					all = append(all, c)
				}
			}
			return true
		})
		if len(all) > 0 && (t.chapters == nil || rank > t.edition) {
			t.chapters, t.edition = all, rank
		}
		return true
	})
}

// atom reads a chapter, without those within it. Of its titles in several languages, the first
// counts. Its end is −1 if it has none.
func (t *matroskaText) atom(atom element) (c book.Chapter, shown bool) {
	c.End, shown = -1, true
	t.s.elements(t.ctx, atom.at, atom.end, func(e element) bool {
		switch e.id {
		case matroskaChapterStart:
			c.Start = time.Duration(unsigned(t.s.content(e))) // nanoseconds
		case matroskaChapterEnd:
			c.End = time.Duration(unsigned(t.s.content(e)))
		case matroskaChapterHidden:
			shown = unsigned(t.s.content(e)) == 0
		case matroskaDisplay:
			t.s.elements(t.ctx, e.at, e.end, func(e element) bool {
				if e.id == matroskaDisplayed && c.Title == "" {
					c.Title = clean(claimedUTF8(bytes.TrimRight(t.s.content(e), "\x00")))
				}
				return true
			})
		}
		return true
	})
	return c, shown && c.Start >= 0
}

// matroskaNames are names of Matroska that no other format has (Matroska Media Container
// Tag Specifications, section 3).
var matroskaNames = map[string]string{"datereleased": "date", "leadperformer": "artist", "writtenby": "artist", "totalparts": "tracktotal"}

// simple reads a tag: a name and a value. level is 0 if the file does not say it. Programs
// that do not, such as ffmpeg, mean the number of the track by a part.
func (t *matroskaText) simple(tag element, to *tagSet, level int64) {
	var name, value string
	t.s.elements(t.ctx, tag.at, tag.end, func(e element) bool {
		switch e.id {
		case matroskaName:
			name = spell(string(t.s.content(e)))
		case matroskaValue:
			value = string(bytes.TrimRight(t.s.content(e), "\x00"))
		}
		return true
	})
	if other := matroskaNames[name]; other != "" {
		name = other
	}
	if name == "partnumber" {
		switch {
		case level > matroskaAlbum:
			return
		case level == matroskaAlbum:
			name = "seriespart"
		case level == matroskaPart:
			name = "discnumber"
		default:
			name = "tracknumber"
		}
	}
	known := ffprobeNames.of(name)
	if name == cueSheet {
		known = cueSheet
	}
	if known == "" {
		return
	}
	if *to == nil {
		*to = tagSet{}
	}
	t.values.store(*to, known, claimedUTF8([]byte(value)))
}

// above are the names that the title and the artist of the whole have if a part has its
// own.
var above = map[string]string{"title": "album", "artist": "albumartist"}

// tags joins the levels. The title of a collection is the series.
func (t *matroskaText) tags() tagSet {
	all := t.whole
	if all == nil {
		all = tagSet{}
	}
	for name, value := range t.part {
		whole := above[name]
		if whole != "" && all[name] != "" && all[whole] == "" {
			all[whole] = all[name]
		}
		if whole != "" || all[name] == "" {
			all[name] = value
		}
	}
	if all["series"] == "" && t.collection["title"] != "" {
		all["series"] = t.collection["title"]
	}
	return all
}

// matroskaTail is the number of bytes at the end of a Matroska file that are
// searched for its last cluster.
const matroskaTail = 1 << 20

// matroskaEnd returns the time of the last block of a Matroska file that was recorded
// without a length, 0 if it finds none (RFC 9559, 5.1.3 and 10).
func (s *source) matroskaEnd() time.Duration {
	scale := int64(time.Millisecond)
	head := s.peek(0, headLen)
	if i := bytes.Index(head, []byte("\x2A\xD7\xB1")); i >= 0 {
		if n, at := elementLen(head, i+3); n > 0 && n <= 4 && at+int(n) <= len(head) {
			scale = unsigned(head[at : at+int(n)])
		}
	}
	from := max(0, s.size-matroskaTail)
	b := s.load(from, s.size-from)
	i := bytes.LastIndex(b, []byte("\x1F\x43\xB6\x75"))
	if i < 0 || i+4 >= len(b) {
		return 0
	}
	_, at := elementLen(b, i+4)
	if b[i+4] == 0xFF || b[i+4] == 0x01 { // of unknown length, in one byte or eight
		at = i + 4 + map[byte]int{0xFF: 1, 0x01: 8}[b[i+4]]
	}
	var start, last int64
	for at < len(b) {
		kind := b[at]
		n, body := elementLen(b, at+1)
		if n < 0 || int64(len(b)-body) < n {
			break
		}
		content := b[body : body+int(n)]
		at = body + int(n)
		switch kind {
		case 0xE7: // the cluster's time
			start = unsigned(content)
		case 0xA0: // a group, which begins with its block
			if len(content) == 0 || content[0] != 0xA1 {
				continue
			}
			n, body := elementLen(content, 1)
			if n < 0 || int64(len(content)-body) < n {
				continue
			}
			content = content[body:]
			fallthrough
		case 0xA3: // a block: its track and its time relative to the cluster's
			if len(content) >= 3 {
				last = max(last, int64(int16(binary.BigEndian.Uint16(content[1:]))))
			}
		}
	}
	if start < 0 || start > int64(longest)/max(1, scale)-last {
		return 0
	}
	return time.Duration((start + last) * scale)
}

// unsigned returns an unsigned number of up to eight bytes. It is negative if it is too
// large.
func unsigned(b []byte) (n int64) {
	for _, c := range b[:min(len(b), 8)] {
		n = n<<8 | int64(c)
	}
	return n
}
