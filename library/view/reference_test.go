package view

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// plainView is the reference for a Maker: it applies the plain rules to every
// row and every text, every time.
func plainView(s *book.Snapshot, q Query) []book.ID {
	var found []*book.Book
	for slot := range s.Slots() {
		if b := s.At(slot); b != nil && plainFinds(b, q) {
			found = append(found, b)
		}
	}
	p := plainOrder{collate.New(language.Und, collate.Loose), map[string]string{}}
	slices.SortFunc(found, func(a, b *book.Book) int {
		for _, o := range q.Sort {
			if c := p.compare(o, a, b); c != 0 {
				return c
			}
		}
		return cmp.Or(p.compare(Order{Key: ByTitle}, a, b), text.CompareNatural(a.Path, b.Path), cmp.Compare(a.ID, b.ID))
	})
	ids := make([]book.ID, len(found))
	for i, b := range found {
		ids[i] = b.ID
	}
	return ids
}

func plainFinds(b *book.Book, q Query) bool {
	if q.Folder != "" && b.Folder() != q.Folder && !strings.HasPrefix(b.Folder(), q.Folder+"/") {
		return false
	}
	tree, err := Parse(q.Text)
	if err != nil {
		panic(err)
	}
	if b.Hidden && !q.Hidden && !plainAsksHidden(tree) {
		return false
	}
	return plainMeets(b, tree, q.Now)
}

// plainAsksHidden reports whether a tree has "is:hidden" outside a Not.
func plainAsksHidden(x Expr) bool {
	switch x := x.(type) {
	case And:
		return slices.ContainsFunc(x, plainAsksHidden)
	case Or:
		return slices.ContainsFunc(x, plainAsksHidden)
	default:
		return x == Expr(Flag{Is, "hidden"})
	}
}

func plainMeets(b *book.Book, x Expr, now time.Time) bool {
	switch x := x.(type) {
	case nil:
		return true
	case And:
		return !slices.ContainsFunc(x, func(y Expr) bool { return !plainMeets(b, y, now) })
	case Or:
		return slices.ContainsFunc(x, func(y Expr) bool { return plainMeets(b, y, now) })
	case Not:
		return !plainMeets(b, x.Expr, now)
	case Flag:
		return plainFlags(b)[x]
	case Amount:
		return plainAmount(b, x, now)
	default:
		return plainText(b, x.(Text))
	}
}

func plainText(b *book.Book, x Text) bool {
	all := map[Field][]string{
		Title: {b.Title}, Author: {b.Author()}, Narrator: {b.Narrator()}, Genre: b.Genres, Publisher: {b.Publisher},
		Language: {b.Language}, Codec: {b.Codec},
		Anywhere: {b.Title, b.Subtitle, b.Publisher, b.ASIN, b.ISBN, trail(b.Folder(), b.Files[0].Root)},
	}
	all[Tag] = b.Values(book.OwnTags)
	for _, list := range [][]string{b.Authors, b.Narrators, b.Genres, all[Tag], b.Values(book.Note)} {
		all[Anywhere] = append(all[Anywhere], list...)
	}
	for _, s := range b.Series {
		all[InSeries] = append(all[InSeries], s.Name, s.String())
		all[Anywhere] = append(all[Anywhere], s.String())
	}
	for _, m := range b.Bookmarks() {
		all[Bookmark], all[Anywhere] = append(all[Bookmark], m.Note), append(all[Anywhere], m.Note)
	}
	for _, f := range b.Files {
		all[Path] = append(all[Path], trail(f.Path, f.Root))
		all[Anywhere] = append(all[Anywhere], f.Name())
		if f.Folder() != b.Folder() {
			all[Anywhere] = append(all[Anywhere], path.Base(f.Folder()))
		}
		all[Format] = append(all[Format], strings.TrimPrefix(path.Ext(f.Path), "."))
		if f.Media != nil {
			all[Format] = append(all[Format], f.Media.Container)
		}
	}
	if name := words.LanguageName(x.Text); x.In == Language && name != "" {
		return slices.Contains(words.LanguageNames(b.Language), name)
	}
	all[Language] = append(all[Language], words.LanguageNames(b.Language)...)
	texts := all[x.In]
	if x.Whole && x.In == Author {
		texts = b.Authors
	}
	if x.Whole && x.In == Narrator {
		texts = b.Narrators
	}
	return slices.ContainsFunc(texts, func(s string) bool {
		if x.Whole {
			return Fold(s) == Fold(x.Text)
		}
		return plainHolds(s, x.Text)
	})
}

// plainHolds reports whether a text contains one of the forms of a word, with signs
// either dropped or replaced by spaces.
func plainHolds(s, word string) bool {
	forms := strings.SplitAfter(string(text.AppendSearch(nil, s, '\n')), "\n")
	return slices.ContainsFunc(sought(word), func(w string) bool {
		return slices.ContainsFunc(forms, func(form string) bool { return strings.Contains(form, w) })
	})
}

// plainAmount knows only the amounts in queryTexts.
func plainAmount(b *book.Book, x Amount, now time.Time) bool {
	days := now.Sub(time.Unix(0, b.Added)).Hours() / 24
	if x.Of == Year && x.Operator == "=" {
		return x.Low == strconv.Itoa(b.Year)
	}
	switch x.String() {
	case "length:>1h":
		return b.Duration > time.Hour
	case "length:1h..2h":
		return time.Hour <= b.Duration && b.Duration <= 2*time.Hour
	case "bitrate:<2k":
		return b.BitRate > 0 && b.BitRate < 2000
	case "size:<=0.001k":
		return b.Size <= 1
	case "year:2001..":
		return b.Year >= 2001
	case "added:<7d":
		return b.Added != 0 && days < 7
	case "played:<7d":
		return b.Listening != nil && b.Listening.Played > now.AddDate(0, 0, -7).UnixNano()
	case "finished:2023":
		return b.Listening != nil && time.Unix(0, b.Listening.Finished).In(now.Location()).Year() == 2023
	case "abandoned:2023":
		return b.Listening != nil && time.Unix(0, b.Listening.Abandoned).In(now.Location()).Year() == 2023
	case "rating:>=4":
		return plainRating(b) >= 8
	case "rating:<5":
		return 0 < plainRating(b) && plainRating(b) < 10
	case "added:>3d":
		return b.Added != 0 && days > 3
	default:
		panic(x)
	}
}

// plainRating is the rating of a book in half stars.
func plainRating(b *book.Book) int {
	if b.Own == nil {
		return 0
	}
	return b.Own.Rating
}

func plainFlags(b *book.Book) map[Expr]bool {
	return map[Expr]bool{
		Flag{Is, "missing"}: b.State == book.Missing, Flag{Is, "offline"}: b.State == book.Offline,
		Flag{Is, "faulty"}: b.Fault != nil && b.Fault.Kind != book.Protected, Flag{Is, "protected"}: b.Fault != nil && b.Fault.Kind == book.Protected,
		Flag{Is, "estimated"}: b.Estimated, Flag{Is, "changing"}: b.Changing,
		Flag{Is, "held"}: b.Held, Flag{Is, "hidden"}: b.Hidden, Flag{Is, "regrouped"}: b.Regrouped,
		Flag{Is, "started"}: b.Listening != nil && b.Listening.Finished == 0 && b.Listening.Abandoned == 0, Flag{Is, "finished"}: b.Listening != nil && b.Listening.Finished > 0,
		Flag{Is, "abandoned"}: b.Listening != nil && b.Listening.Abandoned > 0, Flag{Has, "bookmarks"}: b.Listening != nil && b.Listening.Bookmarks != nil,
		Flag{Is, "problem"}: b.Lint.Len() > 0, Flag{Is, "gaps"}: b.Lint&book.PartGap != 0,
		Flag{Is, "nocover"}: b.Lint&book.NoCover != 0, Flag{Is, "smallcover"}: b.Lint&book.SmallCover != 0,
		Flag{Is, "nonarrator"}: b.Lint&book.NoNarrator != 0, Flag{Is, "mixed"}: b.Lint&book.MixedRates != 0,
		Flag{Is, "cutchapters"}: b.Lint&book.CutChapters != 0, Flag{Is, "misnamed"}: b.Lint&book.WrongName != 0,
		Flag{Is, "twoformats"}: b.Lint&book.TwoFormats != 0, Flag{Is, "oddname"}: b.Lint&book.OddName != 0,
		Flag{Is, "duplicate"}: b.Lint&book.Duplicate != 0, Flag{Is, "likelyduplicate"}: b.Lint&book.LikelyDuplicate != 0,
		Flag{Has, "narrator"}: len(b.Narrators) > 0, Flag{Has, "series"}: len(b.Series) > 0,
		Flag{Has, "note"}: b.Own != nil && b.Own.Note != "",
	}
}

type plainOrder struct {
	c       *collate.Collator
	numbers map[string]string // results of plainNumbers by text
}

func (p plainOrder) compare(o Order, a, b *book.Book) int {
	texts := func(text func(*book.Book) string) int {
		s, t := text(a), text(b)
		return directed(o, s == "", t == "", p.collate(s, t))
	}
	numbers := func(n func(*book.Book) float64) int {
		s, t := n(a), n(b)
		return directed(o, math.IsNaN(s), math.IsNaN(t), cmp.Compare(s, t))
	}
	positive := func(n int64) float64 {
		if n <= 0 {
			return math.NaN()
		}
		return float64(n)
	}
	switch o.Key {
	case ByTitle:
		return texts(func(b *book.Book) string { return words.ArticlesOf(b.Language).Remove(b.Title) })
	case ByAuthor:
		return texts(func(b *book.Book) string { return ByLastNames(strings.Join(b.Authors, ", ")) })
	case ByNarrator:
		return texts(func(b *book.Book) string { return ByLastNames(strings.Join(b.Narrators, ", ")) })
	case ByCodec:
		return texts(func(b *book.Book) string { return b.Codec })
	case BySeries:
		first := func(b *book.Book) book.Series {
			if len(b.Series) == 0 {
				return book.Series{}
			}
			return b.Series[0]
		}
		return cmp.Or(texts(func(b *book.Book) string { return first(b).Name }),
			numbers(func(b *book.Book) float64 { return plainPart(first(b).Part) }))
	case ByFolder:
		s, t := strings.Split(a.Folder(), "/"), strings.Split(b.Folder(), "/")
		return directed(o, false, false, slices.CompareFunc(s, t, p.collate))
	case ByLength:
		return numbers(func(b *book.Book) float64 { return positive(int64(b.Duration)) })
	case ByBitRate:
		return numbers(func(b *book.Book) float64 { return positive(int64(b.BitRate)) })
	case BySize:
		return numbers(func(b *book.Book) float64 { return float64(b.Size) })
	case ByModified, ByAdded:
		return numbers(func(b *book.Book) float64 {
			n := b.Modified
			if o.Key == ByAdded {
				n = b.Added
			}
			if n == 0 {
				return math.NaN()
			}
			return float64(n)
		})
	case ByProblems:
		return numbers(func(b *book.Book) float64 { return positive(int64(b.Lint.Len())) })
	case ByYear:
		return numbers(func(b *book.Book) float64 { return positive(int64(b.Year)) })
	case ByRating:
		return numbers(func(b *book.Book) float64 {
			if b.Own == nil {
				return math.NaN()
			}
			return positive(int64(b.Own.Rating))
		})
	case ByParts:
		return numbers(func(b *book.Book) float64 { return float64(len(b.Files)) })
	case ByChapters:
		return numbers(func(b *book.Book) float64 { return positive(int64(b.Marks())) })
	case ByFormat, ByGenres, ByPublisher, ByLanguage, BySubtitle, ByEdition, ByContributors, ByASIN, ByISBN, ByDescription, ByFile, ByTags, ByNote:
		return texts(map[Key]func(*book.Book) string{
			ByFormat:       (*book.Book).Format,
			ByGenres:       func(b *book.Book) string { return strings.Join(b.Genres, ", ") },
			ByPublisher:    func(b *book.Book) string { return b.Publisher },
			ByLanguage:     languageNames,
			BySubtitle:     func(b *book.Book) string { return b.Subtitle },
			ByEdition:      func(b *book.Book) string { return b.Edition },
			ByContributors: func(b *book.Book) string { return ByLastNames(strings.Join(b.Contributors, ", ")) },
			ByASIN:         func(b *book.Book) string { return b.ASIN },
			ByISBN:         func(b *book.Book) string { return b.ISBN },
			ByDescription:  func(b *book.Book) string { return b.Description },
			ByFile:         func(b *book.Book) string { return path.Base(b.Path) },
			ByTags:         func(b *book.Book) string { return strings.Join(b.Values(book.OwnTags), ", ") },
			ByNote:         func(b *book.Book) string { return b.Lines(book.Note) },
		}[o.Key])
	case ByProgress, ByPlayed, ByStarted, ByFinished, ByAbandoned, ByBookmarks:
		return numbers(func(b *book.Book) float64 {
			switch l := b.Listening; {
			case l == nil:
				return math.NaN()
			case o.Key == ByPlayed:
				return positive(l.Played)
			case o.Key == ByStarted:
				return positive(l.Started)
			case o.Key == ByFinished:
				return positive(l.Finished)
			case o.Key == ByAbandoned:
				return positive(l.Abandoned)
			case o.Key == ByBookmarks:
				return positive(int64(len(l.Bookmarks)))
			default:
				return float64(b.Heard())
			}
		})
	case ByState:
		return numbers(func(b *book.Book) float64 { return float64(b.State) })
	default:
		panic(fmt.Sprintf("plainOrder.compare has no case for the key %s", o.Key))
	}
}

// directed reverses an ascending comparison if the order is descending. Empty
// values sort last in both directions.
func directed(o Order, aEmpty, bEmpty bool, c int) int {
	switch {
	case aEmpty && bEmpty:
		return 0
	case aEmpty:
		return 1
	case bEmpty:
		return -1
	case o.Desc:
		return -c
	default:
		return c
	}
}

func (p plainOrder) collate(a, b string) int {
	return p.c.CompareString(p.spelled(a), p.spelled(b))
}

func (p plainOrder) spelled(s string) string {
	n, ok := p.numbers[s]
	if !ok {
		n = plainNumbers(s)
		p.numbers[s] = n
	}
	return n
}

var runOfDigits = regexp.MustCompile(`[0-9]+`)

// plainNumbers pads all numbers to the same width, which makes a plain sort
// natural.
func plainNumbers(s string) string {
	return runOfDigits.ReplaceAllStringFunc(s, func(n string) string {
		n = strings.TrimLeft(n, "0")
		return strings.Repeat("0", max(0, 30-len(n))) + n
	})
}

var leadingNumber = regexp.MustCompile(`^[0-9]+([.,][0-9]+)?`)

func plainPart(s string) float64 {
	if s = strings.TrimSpace(s); s == "" {
		return math.NaN()
	}
	n, err := strconv.ParseFloat(strings.Replace(leadingNumber.FindString(s), ",", ".", 1), 64)
	if err != nil {
		return math.Inf(1)
	}
	return n
}

// plainTotals returns the totals of a view.
func plainTotals(v *View) (t Totals) {
	for row := range v.Len() {
		b := v.At(row)
		is := plainFlags(b)
		for word, sum := range map[string]*int{
			"faulty": &t.Faulty, "protected": &t.Protected, "missing": &t.Missing, "offline": &t.Offline, "hidden": &t.Hidden,
		} {
			if is[Flag{Is, word}] {
				*sum++
			}
		}
		t.Size += b.Size
		t.Duration += b.Duration
	}
	return t
}

func plainCounts(s *book.Snapshot) Counts {
	var c Counts
	for slot := range s.Slots() {
		b := s.At(slot)
		if b == nil {
			continue
		}
		if b.Hidden {
			c.Hidden++
			continue
		}
		if b.State == book.Failed {
			c.Failed++
		}
		if b.Fault != nil && b.Fault.Kind == book.NoReader {
			c.NoReader++
		}
	}
	return c
}
