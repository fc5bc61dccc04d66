package details

import (
	"strconv"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// describe shows the cheap part.
func (d *Pane) describe() {
	b := d.Book
	d.title.Set(widgets.Plain(b.Title, words.Plain, true))
	d.subtitle.Set(widgets.Plain(b.Subtitle, words.Muted, false))
	status, t := words.BookStatus(b, d.now())
	if status != "" {
		status = words.Capital(status)
	}
	d.status.Set(widgets.Plain(status, t, false))
	d.people.Set(d.peopleOf(&b.Meta))
	d.brief.Set(d.briefOf(b))
	d.rating.Set(*book.Rating.Info().Number(&b.Meta))
	d.listening.Set(d.listeningOf(b))
}

// peopleOf is the authors, the narrators and the series, one paragraph each.
func (d *Pane) peopleOf(b *book.Meta) (lines []widgets.Paragraph) {
	names := func(word string, f book.Field, all []string) {
		if len(all) > 0 {
			p := widgets.Paragraph{After: true, Spans: []widgets.Span{d.whySpan(word+" ", f, d.people)}}
			lines = append(lines, d.links(p, view.Field(f)+1, all))
		}
	}
	names(i18n.TextIn("before authors", "by"), book.Authors, b.Authors)
	names(i18n.TextIn("before narrators", "read by"), book.Narrators, b.Narrators)
	for _, s := range b.Series {
		p := d.links(widgets.Paragraph{After: true}, view.InSeries, []string{s.Name})
		if s.Part != "" {
			p.Spans = append(p.Spans, d.whySpan(" · "+i18n.Text("Book {{.Part}}", "Part", words.Printable(s.Part)), book.InSeries, d.people))
		}
		lines = append(lines, p)
	}
	return lines
}

// links appends names as links: a click on a name does what a click on it in the sidebar
// does.
func (d *Pane) links(p widgets.Paragraph, field view.Field, names []string) widgets.Paragraph {
	for i, name := range names {
		if i > 0 {
			p.Spans = append(p.Spans, widgets.Span{Text: i18n.Comma(), Tone: words.Muted})
		}
		name = words.Printable(name)
		p.Spans = append(p.Spans, widgets.Span{Text: name, Tone: words.Accent, OnTap: func() { d.OnFilter(field, name) }})
	}
	return p
}

// briefOf is the line with the length, the year and the language.
func (d *Pane) briefOf(b *book.Book) []widgets.Paragraph {
	var spans []widgets.Span
	add := func(text string, f book.Field) {
		switch {
		case text == "":
			return
		case len(spans) > 0:
			spans = append(spans, widgets.Span{Text: " · ", Tone: words.Muted})
		}
		spans = append(spans, d.whySpan(text, f, d.brief))
	}
	length := words.Length(b.Duration, false)
	if length != "" && b.Estimated {
		length = i18n.Text("about {{.Length}}", "Length", length)
	}
	add(length, book.Fields)
	if b.Year > 0 {
		add(strconv.Itoa(b.Year), book.Year)
	}
	add(words.Language(b.Language), book.Language)
	if spans == nil {
		return nil
	}
	return []widgets.Paragraph{{Spans: spans}}
}

// listeningOf is the line that says how far the user has listened. A click on it shows the
// books that are as far.
func (d *Pane) listeningOf(b *book.Book) []widgets.Paragraph {
	text := words.Listening(b, d.now())
	if text == "" {
		return nil
	}
	state := "started"
	switch {
	case b.IsFinished():
		state = "finished"
	case b.IsAbandoned():
		state = "abandoned"
	}
	return []widgets.Paragraph{{Spans: []widgets.Span{{Text: text, Tone: words.Accent, OnTap: func() { d.OnState(state) }}}}}
}
