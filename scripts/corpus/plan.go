package corpus

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"sync"
	"time"
	"unicode"
)

// job is one file to make. It is fully determined: nothing in it is random any more.
type job struct {
	rel      string // below the corpus, with slashes
	format   string // "mp4", "mp3", "flac", "ogg", "opus", "wma", "wav"
	dialect  int    // an index into the format's dialects, modulo their number
	seconds  float64
	rec      recording
	author   string
	cover    func() (picture, error) // nil for none; drawn once per book
	marks    []float64               // where chapters begin, as fractions of the whole
	marked   []string                // their titles
	bitRate  int                     // of an m4b for demos, otherwise 0
	modified time.Time
	damage   *damage // nil for a good file
}

// companion is a file beside the audio that is not a row: a text or a cover.
type companion struct {
	rel   string
	text  string
	cover func() (picture, error)
}

// plan is the whole corpus before any file is written.
type plan struct {
	jobs       []job
	companions []companion
}

// How often things occur in a corpus.
const (
	brokenShare = 50 // one file in this many is broken: 2 %
	brokenFloor = 10 // but a small corpus has every kind of damage, up to one file in this many
	oddShare    = 4  // at most one file in this many has an odd name
	mostParts   = 30 // files in one folder
	rareParts   = 8  // the same in formats other than mp3
	showParts   = 8  // the same in a library for demos, which is measured in books
)

// formatTurn is the order in which books get their formats: half are single m4b files,
// a third are folders of mp3.
var formatTurn = []string{
	"m4b", "mp3", "m4b", "flac", "m4b", "mp3", "m4b", "opus", "m4b", "mp3", "m4a", "m4b", "ogg", "m4b", "mp3", "m4b", "wma", "m4b", "mp3", "wav",
	"m4b", "long mp3", "m4b", "mp3", "m4b", "long opus", "m4b", "mp3", "m4b", "flac", "m4b", "mp3",
}

// showRates are bit rates at which audiobooks are sold.
var showRates = []int{62_700, 63_400, 64_100, 64_300, 96_200, 125_600, 128_300}

// The range of modification times.
var (
	firstMtime = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	lastMtime  = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
)

type planner struct {
	plan
	rng     *rand.Rand
	opts    Options
	works   []work // shuffled
	next    int    // index of the next work to use
	books   int
	folders map[string]bool
	turn    map[string]int // number of dialects used so far, by format
}

// planFor makes the plan from the options alone.
func planFor(opts Options) plan {
	p := &planner{
		rng:  rand.New(rand.NewPCG(uint64(opts.Seed), uint64(opts.Files)<<32|uint64(opts.Books))),
		opts: opts, folders: map[string]bool{}, turn: map[string]int{},
	}
	p.works = append(p.works, works...)
	p.rng.Shuffle(len(p.works), func(i, j int) { p.works[i], p.works[j] = p.works[j], p.works[i] })

	want := opts.Files
	if opts.Books > 0 {
		want = opts.Books
	}
	broken := 0
	if !opts.Clean {
		broken = max((want+brokenShare-1)/brokenShare, min(len(damages), want/brokenFloor))
		if opts.Books > 0 {
			broken = (want + brokenShare - 1) / brokenShare
		}
	}
	for i := range broken {
		p.broken(&damages[i%len(damages)])
	}
	if opts.Books > 0 {
		for p.books < opts.Books {
			p.book(showParts)
		}
		return p.plan
	}
	for i := range min(len(oddNames), (want-broken)/oddShare) {
		p.odd(i, oddNames[i])
	}
	most := min(mostParts, max(1, want/12))
	for len(p.jobs) < want {
		p.book(min(most, want-len(p.jobs)))
	}
	return p.plan
}

// take returns the work of the next book, its narrator, and whether the work has
// occurred before.
func (p *planner) take() (w work, narrator string, again bool) {
	w = p.works[p.next%len(p.works)]
	again = p.next >= len(p.works)
	p.next++
	own := narratorsOf[w.lang]
	if own == nil {
		own = narrators
	}
	return w, own[p.rng.IntN(len(own))], again
}

// facts invents the tags of a recording of a work.
func (p *planner) facts(w work, narrator string) recording {
	rec := recording{Fields: Fields{
		Title: w.title, Album: w.title, Narrator: narrator, Series: w.series, SeriesPart: w.part, Year: w.year,
		Genres: []string{w.genre}, Publisher: publishers[p.rng.IntN(len(publishers))], Language: w.lang,
		ASIN: code(p.rng), ISBN: fmt.Sprintf("97819%08d", p.rng.IntN(1e8)),
	}, tracks: 1, discs: 1}
	if p.rng.IntN(2) == 0 {
		rec.Genres = []string{"Audiobook", w.genre}
	}
	if title, sub, ok := strings.Cut(w.title, "; or, "); ok {
		rec.Title, rec.Album, rec.Subtitle = title, title, sub
	} else if p.rng.IntN(5) == 0 {
		rec.Subtitle = "Unabridged"
	}
	rec.Description = fmt.Sprintf("“%s” by %s, first published in %d, read by %s.", rec.Title, w.author, w.year, narrator)
	if p.rng.IntN(3) == 0 {
		rec.Description += "\n\nRecorded in one take – with a cough left in on purpose."
	}
	return rec
}

// code returns an invented ASIN.
func code(rng *rand.Rand) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	out := []byte("B0")
	for range 8 {
		out = append(out, letters[rng.IntN(len(letters))])
	}
	return string(out)
}

// book plans one book with at most this many files.
func (p *planner) book(most int) {
	w, narrator, again := p.take()
	rec := p.facts(w, narrator)
	format := formatTurn[p.books%len(formatTurn)]
	p.books++
	folder := p.folder(w, rec, narrator, again)
	modified := p.moment()
	cover := coverOf(p.rng.Int64(), rec.Title, w.author)
	name := clean(rec.Title)

	add := func(j job) {
		j.author, j.modified = w.author, modified
		if j.cover = cover; p.rng.IntN(12) == 0 {
			j.cover = nil
		}
		p.jobs = append(p.jobs, j)
	}
	hours := min(20, max(1, w.hours))
	switch format {
	case "m4b", "long mp3", "long opus":
		kind, ext := "mp4", ".m4b"
		if format != "m4b" {
			kind = strings.TrimPrefix(format, "long ")
			ext = "." + kind
			hours = min(hours, 8)
		}
		j := job{rel: path.Join(folder, name+ext), format: kind, dialect: p.dialect(kind), seconds: hours*3600 - p.rng.Float64()*900, rec: rec}
		j.rec.Track, j.rec.Disc = 1, 1
		p.mark(&j, w, hours)
		if p.opts.Books > 0 && kind == "mp4" {
			j.bitRate = showRates[p.rng.IntN(len(showRates))]
		}
		add(j)
	default:
		p.parts(format, folder, name, w, rec, hours, most, add)
		if cover != nil && p.rng.IntN(2) == 0 {
			p.companions = append(p.companions, companion{rel: path.Join(folder, "cover.jpg"), cover: cover})
		}
		if p.rng.IntN(4) == 0 {
			p.companions = append(p.companions,
				companion{rel: path.Join(folder, "desc.txt"), text: rec.Description + "\n"},
				companion{rel: path.Join(folder, "reader.txt"), text: narrator + "\n"})
		}
	}
	if p.rng.IntN(6) == 0 {
		p.companions = append(p.companions, companion{rel: path.Join(folder, "notes.txt"), text: "Lent by a neighbour. Give back!\n"})
	}
}

// The shortest and the longest part of a book in several files, in seconds, by format.
// Parts in uncompressed formats are kept short to save disk space.
var partLimits = map[string][2]float64{
	"mp3": {150, 2400}, "m4a": {300, 3000}, "opus": {300, 3000}, "ogg": {200, 1500}, "flac": {120, 700}, "wma": {120, 900}, "wav": {60, 240},
}

// parts plans the files of a book in several files.
func (p *planner) parts(format, folder, name string, w work, rec recording, hours float64, most int, add func(job)) {
	const usual = 22 * 60 // seconds of a part
	if format != "mp3" {
		most = min(most, rareParts)
	}
	n := max(1, min(int(hours*3600/usual), most))
	kind := format
	if format == "m4a" {
		kind = "mp4"
	}
	dialect := p.dialect(kind)
	style := p.rng.IntN(4)
	discs := 1
	if format == "mp3" && n >= 8 && p.rng.IntN(3) == 0 {
		discs = 2 + p.rng.IntN(2)
	}
	cd := []string{"CD%d", "Disc %02d", "disk %d"}[p.rng.IntN(3)]
	perDisc := (n + discs - 1) / discs
	limits := partLimits[format]
	for i := range n {
		j := job{format: kind, dialect: dialect, rec: rec}
		j.seconds = max(limits[0], min(limits[1], hours*3600/float64(n))) * (0.7 + 0.6*p.rng.Float64())
		disc, track := i/perDisc+1, i%perDisc+1
		chapter := chapterTitle(p.rng, w.lang, i+1, style == 1)
		j.rec.Title, j.rec.Track, j.rec.Disc, j.rec.tracks, j.rec.discs = chapter, track, disc, perDisc, discs
		file := fmt.Sprintf("%02d - %s", track, clean(chapter))
		switch style {
		case 2:
			file = fmt.Sprintf("%s - Part %d", name, track)
			j.rec.Title = fmt.Sprintf("%s - Part %d", rec.Album, i+1)
		case 3:
			file = fmt.Sprintf("%s_%03d", strings.ReplaceAll(name, " ", "_"), track)
		}
		dir := folder
		if discs > 1 {
			dir = path.Join(folder, fmt.Sprintf(cd, disc))
		}
		j.rel = path.Join(dir, file+"."+format)
		add(j)
	}
}

// mark gives a long file chapters, about three an hour.
func (p *planner) mark(j *job, w work, hours float64) {
	n := max(3, int(hours*3+p.rng.Float64()*4))
	named := p.rng.IntN(2) == 0
	for i := range n {
		at := 0.0
		if i > 0 {
			at = (float64(i) + 0.6*(p.rng.Float64()-0.5)) / float64(n)
		}
		j.marks = append(j.marks, at)
		j.marked = append(j.marked, chapterTitle(p.rng, w.lang, i+1, named))
	}
}

func chapterTitle(rng *rand.Rand, lang string, n int, named bool) string {
	word := chapterWord[lang]
	if word == "" {
		word = "Chapter %d"
	}
	title := fmt.Sprintf(word, n)
	if named {
		title += ": " + chapterNames[rng.IntN(len(chapterNames))]
	}
	return title
}

// folder picks a folder that no other book has, in one of the usual forms.
func (p *planner) folder(w work, rec recording, narrator string, again bool) string {
	title := clean(rec.Title)
	forms := []string{title, title, fmt.Sprintf("%s (%d)", title, w.year), fmt.Sprintf("%d - %s", w.year, title), fmt.Sprintf("%s [%s]", title, rec.ASIN)}
	if again {
		forms = []string{fmt.Sprintf("%s {%s}", title, clean(narrator))}
	} else if w.part != "" {
		forms = []string{title, w.part + " - " + title, "Book " + w.part + " - " + title, fmt.Sprintf("Vol %s - %d - %s", w.part, w.year, title)}
	}
	name := forms[p.rng.IntN(len(forms))]
	if rec.Subtitle != "" && rec.Subtitle != "Unabridged" {
		name += " - " + clean(rec.Subtitle)
	}
	dir := path.Join(clean(w.author), clean(w.series), name)
	for n := 2; p.folders[dir]; n++ {
		dir = path.Join(clean(w.author), clean(w.series), fmt.Sprintf("%s, copy %d", name, n))
	}
	p.folders[dir] = true
	return dir
}

// odd plans a short file with an odd name.
func (p *planner) odd(i int, name oddName) {
	formats := [][2]string{{"mp3", ".mp3"}, {"mp4", ".m4b"}, {"opus", ".opus"}, {"mp3", ".mp3"}, {"flac", ".flac"}, {"mp4", ".m4a"}, {"ogg", ".ogg"}}
	f := formats[i%len(formats)]
	if name.file == longName {
		f = formats[0]
	}
	title := legible(name.file)
	w := work{author: legible(path.Base(name.dir)), title: title, year: 1850 + p.rng.IntN(70), genre: "Curiosities", lang: name.lang}
	rec := p.facts(w, narrators[p.rng.IntN(len(narrators))])
	rec.Track = 1
	ext := f[1]
	if name.file == "UPPER.EXTENSION" {
		ext = strings.ToUpper(ext)
	}
	j := job{
		rel: name.dir + "/" + name.file + ext, format: f[0], dialect: p.dialect(f[0]), seconds: 60 + 240*p.rng.Float64(),
		rec: rec, author: w.author, modified: p.moment(), cover: coverOf(p.rng.Int64(), rec.Title, w.author),
	}
	if f[0] == "mp4" {
		p.mark(&j, w, 1)
	}
	p.jobs = append(p.jobs, j)
}

// legible returns a name as people would type it into a tag: without control
// characters, invalid bytes and surrounding spaces.
func legible(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(name, "é"))
	return strings.Join(strings.Fields(name), " ")
}

// broken plans a file that cannot be read, in an ordinary folder.
func (p *planner) broken(d *damage) {
	w, narrator, again := p.take()
	rec := p.facts(w, narrator)
	rec.Track = 1
	folder := p.folder(w, rec, narrator, again)
	j := job{
		rel: path.Join(folder, clean(rec.Title)+d.ext), format: d.format, dialect: d.dialect, seconds: 600 + 3000*p.rng.Float64(),
		rec: rec, author: w.author, modified: p.moment(), damage: d,
	}
	if d.format == "mp4" {
		p.mark(&j, w, 1)
	}
	p.jobs = append(p.jobs, j)
}

// dialect returns the format's dialects in turn. A library for demos uses none
// without an album, and none that leaves no choice of bit rate.
func (p *planner) dialect(format string) int {
	if format == "flac" || format == "opus" || format == "ogg" {
		format = "vorbis"
	}
	n := p.turn[format]
	for p.opts.Books > 0 && (format == "mp3" && id3Dialects[n%len(id3Dialects)].slots == nil ||
		format == "mp4" && !mp4Dialects[n%len(mp4Dialects)].forShow()) {
		n++
	}
	p.turn[format] = n + 1
	return n
}

// moment returns a modification time, usually with nanoseconds, as on modern file
// systems.
func (p *planner) moment() time.Time {
	t := firstMtime.Add(time.Duration(p.rng.Int64N(int64(lastMtime.Sub(firstMtime)))))
	if p.rng.IntN(3) == 0 {
		t = t.Truncate(time.Second)
	}
	return t
}

// coverOf returns a function that draws a book's cover when the first of its files
// needs it, and only once.
func coverOf(seed int64, title, author string) func() (picture, error) {
	return sync.OnceValues(func() (picture, error) { return drawCover(seed, title, author) })
}

// clean returns a text as the name of a file or folder: without slashes.
func clean(s string) string { return strings.ReplaceAll(s, "/", "-") }
