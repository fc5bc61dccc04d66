package view

import (
	"math"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/text"
)

// quantity is a value in a query: "10h", "64k", "2001", "7d". By itself it stands for all
// numbers from first up to but not including last: 10h is any length of ten hours and
// some minutes. As an end of a range it includes those numbers.
type quantity struct {
	from, to    int64
	first, last int64
	age         bool // counted back from now, so a greater age is an earlier time
}

// point returns a quantity that is a single number as an end of a range, and a
// step of numbers by itself.
func point(n, step int64) quantity {
	return quantity{from: n, to: later(n, step), first: n, last: later(n, 1)}
}

// later returns n + step, or the largest number on overflow.
func later(n, step int64) int64 {
	if n > math.MaxInt64-step {
		return math.MaxInt64
	}
	return n + step
}

// judge returns what is wrong in the condition; the zero Message if nothing is.
func (e Amount) judge() message.Message {
	now := time.Unix(0, 0)
	low, high, ok := e.ends(now)
	both := e.Low != "" && e.High != ""
	switch {
	case !ok:
		wrong := e.Low
		if wrong == "" {
			wrong = e.High
		} else if _, fine := e.Of.read(wrong, now); fine {
			wrong = e.High
		}
		if e.Of.isMoment() && isDate(wrong) {
			return message.New("There is no date {{.Date}}.", "Date", wrong)
		}
		w := wanted[e.Of]
		return message.New("{{.First}} {{.Rest}}", "First", message.New(w.not, "Value", shown(wrong)),
			"Rest", message.New("After “{{.Field}}:” type {{.Values}}.", "Field", e.Of.String(), "Values", message.New(w.example)))
	case both && low.age != high.age:
		return message.New("Both ends must be dates, or both ages.")
	case both && e.Operator == between && (low.first > high.first) != low.age && low.first != high.first:
		return message.New("The first end must be the smaller one. Did you mean {{.Condition}}?", "Condition", Amount{e.Of, between, e.High, e.Low}.String())
	default:
		return message.Message{}
	}
}

// isDate reports whether a text has the form of a date. The date need not
// exist.
func isDate(s string) bool {
	return strings.Trim(s, "0123456789-") == "" && len(s) >= len("2024-05") && strings.Count(s, "-") < 3 && len(s) <= len("2024-05-31") &&
		text.DigitsEnd(s, 0) == len("2024")
}

// wanted holds the mistakes in values of each field of amounts.
var wanted = [fieldCount]mistake{
	Length:  {message.Mark("“{{.Value}}” is not a length."), message.Mark("a length (10h, 1h30m)")},
	BitRate: {message.Mark("“{{.Value}}” is not a bit rate."), message.Mark("a bit rate (64k)")},
	Size:    {message.Mark("“{{.Value}}” is not a size."), message.Mark("a size (500M, 1.5G)")},
	Year:    {message.Mark("“{{.Value}}” is not a year."), message.Mark("a year (2001)")},
	Added:   notMoment, Played: notMoment, Started: notMoment, Finished: notMoment, Abandoned: notMoment, Listened: notMoment,
	Rating: {message.Mark("“{{.Value}}” is not a rating."), message.Mark("a number of stars (4, 4.5)")},
}

var notMoment = mistake{message.Mark("“{{.Value}}” is neither an age nor a date."), message.Mark("an age (7d, 2w, 6m, 1y) or a date (2024-05-31)")}

// mistake is the sentence about an invalid value, and what to type instead.
type mistake struct{ not, example string }

// isMoment reports whether the values of a field are ages and dates.
func (f Field) isMoment() bool { return wanted[f] == notMoment }

// ends parses the quantities of a condition.
func (e Amount) ends(now time.Time) (low, high quantity, ok bool) {
	read := func(s string) (a quantity, ok bool) {
		if s == "" {
			return a, e.Operator == between
		}
		return e.Of.read(s, now)
	}
	low, ok = read(e.Low)
	if ok && e.Operator == between {
		high, ok = read(e.High)
	}
	return low, high, ok
}

// read parses a quantity of a field. s is not empty.
func (f Field) read(s string, now time.Time) (quantity, bool) {
	switch f {
	case Length:
		return length(s)
	case BitRate:
		return multiple(strings.TrimSuffix(strings.TrimSuffix(s, "bps"), "bit/s"), bitUnits)
	case Size:
		return multiple(strings.TrimSuffix(s, "b"), byteUnits)
	case Year:
		return year(s)
	case Rating:
		halves, ok := book.ParseStars(s)
		return point(int64(halves), 1), ok
	default:
		return when(s, now)
	}
}

// bounds returns the range of numbers that meet the condition: from low up to but not
// including high.
func (e Amount) bounds(now time.Time) (low, high int64) {
	a, b, _ := e.ends(now)
	operator := e.Operator
	if a.age || b.age { // a greater age is an earlier time
		switch operator {
		case between:
			a, b = b, a
			e.Low, e.High = e.High, e.Low
		case "=":
		default:
			operator = strings.NewReplacer("<", ">", ">", "<").Replace(operator)
		}
	}
	low, high = math.MinInt64, math.MaxInt64
	switch operator {
	case "=":
		return a.from, a.to
	case ">":
		low = a.last
	case ">=":
		low = a.first
	case "<":
		high = a.first
	case "<=":
		high = a.last
	default:
		if e.Low != "" {
			low = a.first
		}
		if e.High != "" {
			high = b.last
		}
	}
	return low, high
}

// aged reports whether the condition depends on the current time.
func (e Amount) aged() bool {
	low, high, _ := e.ends(time.Unix(0, 0))
	return low.age || high.age
}

// of returns the value of a field in a book, and whether it is known. Listened, which has
// many, is not known here.
func (f Field) of(b *book.Book) (n int64, known bool) {
	switch f {
	case Length:
		return int64(b.Duration), b.Duration > 0
	case BitRate:
		return int64(b.BitRate), b.BitRate > 0
	case Size:
		return b.Size, true
	case Year:
		return int64(b.Year), b.Year != 0
	case Played:
		return b.Played(), b.Played() > book.Undated
	case Started:
		return b.Started(), b.Started() != 0
	case Finished:
		return b.Finished(), b.Finished() > book.Undated
	case Abandoned:
		return b.Abandoned(), b.Abandoned() > book.Undated
	case Rating:
		n := *book.Rating.Info().Number(&b.Meta)
		return int64(n), n != 0
	case Listened:
		return 0, false
	default: // Added
		return b.Added, b.Added != 0
	}
}

// length parses "10h", "1h30m", "1.5h", "90min". Its step is its last unit, or
// a minute if it has a fraction of hours.
func length(s string) (quantity, bool) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "min", "m"), ",", ".")
	if strings.Trim(s, "0123456789.hms") != "" || strings.Contains(s, "ms") {
		return quantity{}, false
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return quantity{}, false
	}
	step := time.Second
	switch {
	case strings.HasSuffix(s, "m"), strings.Contains(s, "."):
		step = time.Minute
	case strings.HasSuffix(s, "h"):
		step = time.Hour
	}
	return point(int64(d), int64(step)), true
}

// unit is a unit of bits or bytes.
type unit struct {
	name string
	size float64
}

var (
	bitUnits  = []unit{{"k", 1e3}, {"m", 1e6}}
	byteUnits = []unit{
		{"ki", 1 << 10}, {"mi", 1 << 20}, {"gi", 1 << 30}, {"ti", 1 << 40},
		{"k", 1e3}, {"m", 1e6}, {"g", 1e9}, {"t", 1e12},
	}
)

// multiple parses "64k", "1.5g". Its step is the value of its last digit.
func multiple(s string, units []unit) (quantity, bool) {
	for _, u := range units {
		figures, ok := strings.CutSuffix(s, u.name)
		if !ok {
			continue
		}
		figures = strings.Replace(figures, ",", ".", 1)
		n, err := strconv.ParseFloat(figures, 64)
		if err != nil || strings.Trim(figures, "0123456789.") != "" || n*u.size >= math.MaxInt64 {
			return quantity{}, false
		}
		step := u.size
		if _, decimals, ok := strings.Cut(figures, "."); ok {
			step /= math.Pow10(len(decimals))
		}
		return point(int64(math.Round(n*u.size)), max(1, int64(step))), true
	}
	return quantity{}, false
}

// year parses a year.
func year(s string) (quantity, bool) {
	n, ok := count(s)
	return point(n, 1), ok && len(s) <= len("2001")
}

// maxCount is the largest number of digits in a count. No file is older than
// that many days.
const maxCount = 5

// count parses a whole number.
func count(s string) (n int64, ok bool) {
	if len(s) > maxCount || text.DigitsEnd(s, 0) < len(s) {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// when parses an age, "7d", or a date, "2024-05-31", "2024-05" or "2024".
func when(s string, now time.Time) (quantity, bool) {
	n, ok := count(s[:len(s)-1])
	if ok {
		if a, ok := age(int(n), s[len(s)-1], now); ok {
			return a, true
		}
	}
	for layout, next := range map[string][3]int{"2006-01-02": {0, 0, 1}, "2006-01": {0, 1, 0}, "2006": {1, 0, 0}} {
		if t, err := time.Parse(layout, s); err == nil {
			at := func(t time.Time) int64 { // a day may have no midnight, so that a month after its beginning is not the end of the month
				return nanoseconds(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, now.Location()))
			}
			begin, end := at(t), at(t.AddDate(next[0], next[1], next[2]))
			return quantity{from: begin, to: end, first: begin, last: end}, true
		}
	}
	return quantity{}, false
}

// age returns the time n units before now.
func age(n int, unit byte, now time.Time) (a quantity, ok bool) {
	before := func(n int) int64 {
		switch unit {
		case 'h':
			return nanoseconds(now.Add(-time.Duration(n) * time.Hour))
		case 'd':
			return nanoseconds(now.AddDate(0, 0, -n))
		case 'w':
			return nanoseconds(now.AddDate(0, 0, -7*n))
		case 'm':
			return nanoseconds(now.AddDate(0, -n, 0))
		default:
			return nanoseconds(now.AddDate(-n, 0, 0))
		}
	}
	if strings.IndexByte("hdwmy", unit) < 0 {
		return a, false
	}
	moment, end := before(n), later(before(n), 1)
	if n == 0 {
		end = math.MaxInt64 // what is newer than now, which can be some minutes old, has no other age
	}
	return quantity{from: later(before(n+1), 1), to: end, first: moment, last: end, age: true}, true
}

// nanoseconds returns a time in nanoseconds since 1970, limited to the range of
// int64.
func nanoseconds(t time.Time) int64 {
	switch {
	case t.Before(time.Unix(0, math.MinInt64)):
		return math.MinInt64
	case t.After(time.Unix(0, math.MaxInt64)):
		return math.MaxInt64
	default:
		return t.UnixNano()
	}
}
