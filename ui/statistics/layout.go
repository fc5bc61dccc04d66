package statistics

// Sizes in pixels.
const (
	leastColumn = 300 // the width of a column of cards
	gap         = 14  // between cards
	margin      = 14  // at the left and right in a card
	titleHeight = 42
	lineHeight  = 42
	linkHeight  = 34
	foot        = 8  // below the last line of a card
	edge        = 8  // around all cards
	barRoom     = 10 // of the scroll bar at the right
)

// slot is a line of a card.
type slot struct{ card, line int }

// noSlot stands for no line.
var noSlot = slot{-1, -1}

// plan is where the cards are: in columns of the same width, each card below the card
// before it in its column.
type plan struct {
	cards   []*card
	columns int
	width   float32   // of a column
	top     []float32 // of each card
	height  float32   // of all cards, with what is above them
}

// newPlan places cards below a height, in a width.
func newPlan(cards []*card, below, width float32) plan {
	room := max(leastColumn/2, width-2*edge-barRoom)
	p := plan{cards: cards, columns: max(1, int((room+gap)/(leastColumn+gap))), top: make([]float32, len(cards))}
	p.columns = max(1, min(p.columns, len(cards)))
	p.width = (room - gap*float32(p.columns-1)) / float32(p.columns)
	ends := make([]float32, p.columns)
	for i := range ends {
		ends[i] = below
	}
	p.height = below
	for i, c := range cards {
		column := i % p.columns
		p.top[i] = ends[column]
		p.height = max(p.height, p.top[i]+c.height()+edge)
		ends[column] += c.height() + gap
	}
	return p
}

// height is the height of a card.
func (c *card) height() float32 { return titleHeight + c.lineTop(c.len()) + foot }

// lineTop is how far a line is below the first one.
func (c *card) lineTop(i int) float32 {
	if i == c.len() && c.linked() {
		return float32(i-1)*lineHeight + linkHeight
	}
	return float32(i) * lineHeight
}

// left is the left edge of a card.
func (p *plan) left(card int) float32 { return edge + float32(card%p.columns)*(p.width+gap) }

// extent returns the top and the bottom of a line.
func (p *plan) extent(s slot) (top, bottom float32) {
	c, y := p.cards[s.card], p.top[s.card]+titleHeight
	return y + c.lineTop(s.line), y + c.lineTop(s.line+1)
}

// at returns the line at a place, noSlot if there is none.
func (p *plan) at(x, y float32) slot {
	for i, c := range p.cards {
		left := p.left(i)
		if x < left || x >= left+p.width || y < p.top[i]+titleHeight {
			continue
		}
		if n := int((y - p.top[i] - titleHeight) / lineHeight); n < c.len() {
			if _, bottom := p.extent(slot{i, n}); y < bottom {
				return slot{i, n}
			}
		}
	}
	return noSlot
}

// linesIn returns the lines of a card between two heights: the first, and one past the
// last.
func (p *plan) linesIn(card int, top, bottom float32) (first, last int) {
	begin := p.top[card] + titleHeight
	n := p.cards[card].len()
	return max(0, min(n, int((top-begin)/lineHeight))), max(0, min(n, int((bottom-begin)/lineHeight)+1))
}

// find returns the line with the keys of a card and a line. If the card has no such line,
// it returns the first of the card, and noSlot if there is no such card.
func (p *plan) find(at place) slot {
	for i, c := range p.cards {
		if c.key() != at.card {
			continue
		}
		for off := range max(c.len(), at.index+1) { // from where the line was: a card may have tens of thousands
			for _, n := range [...]int{at.index - off, at.index + off} {
				if n >= 0 && n < c.len() && c.lineKey(n) == at.line {
					return slot{i, n}
				}
			}
		}
		return slot{i, 0}
	}
	return noSlot
}

// place are the keys of a card and a line. They outlive the statistics; index, where the
// line was, is only a hint.
type place struct {
	card, line string
	index      int
}

// placeOf returns the keys of a line.
func (p *plan) placeOf(s slot) place {
	if s == noSlot {
		return place{}
	}
	c := p.cards[s.card]
	return place{c.key(), c.lineKey(s.line), s.line}
}

// down returns the line below another one, or above it for −1. Below the last line of a
// card is the first one of the card below it in its column, and below the last card the
// next column begins.
func (p *plan) down(s slot, by int) slot {
	if n := s.line + by; n >= 0 && n < p.cards[s.card].len() {
		return slot{s.card, n}
	}
	order := p.reading()
	for i, card := range order {
		if card != s.card {
			continue
		}
		if i += by; i < 0 || i >= len(order) {
			return s
		}
		if by < 0 {
			return slot{order[i], p.cards[order[i]].len() - 1}
		}
		return slot{order[i], 0}
	}
	return s
}

// reading returns the cards column by column.
func (p *plan) reading() (order []int) {
	for column := range p.columns {
		for card := column; card < len(p.cards); card += p.columns {
			order = append(order, card)
		}
	}
	return order
}

// beside returns the line at the same height in the column to the right, or to the left
// for −1; the nearest if there is none.
func (p *plan) beside(s slot, by int) slot {
	column := s.card%p.columns + by
	if column < 0 || column >= p.columns {
		return s
	}
	top, _ := p.extent(s)
	return p.nearest(column, top)
}

// nearest returns the line of a column whose top is nearest to a height.
func (p *plan) nearest(column int, y float32) slot {
	best, far := noSlot, float32(-1)
	for card := column; card < len(p.cards); card += p.columns {
		first, last := p.linesIn(card, y-lineHeight, y+lineHeight)
		for _, n := range []int{first, last - 1, 0, p.cards[card].len() - 1} {
			if n < 0 || n >= p.cards[card].len() {
				continue
			}
			top, _ := p.extent(slot{card, n})
			if d := max(top-y, y-top); far < 0 || d < far {
				best, far = slot{card, n}, d
			}
		}
	}
	return best
}
