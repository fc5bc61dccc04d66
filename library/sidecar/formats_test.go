package sidecar

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

const second = time.Second

func TestJSON(t *testing.T) {
	full := book.Meta{
		Title: "Wizards First Rule", Subtitle: "A Sub", Authors: []string{"Terry Goodkind", "Jean-Luc O'Neil"}, Narrators: []string{"Sam Tsoutsouvas"},
		Series: []book.Series{{Name: "Sword of Truth", Part: "1"}, {Name: "Other #1 Series", Part: "2.5"}, {Name: "Bare"}},
		Year:   2008, Genres: []string{"Fantasy"}, Publisher: "Brilliance", ASIN: "B002V0QK4C", ISBN: "978-0", Language: "English",
		Description: "<p>One.</p>\n<p>Two &amp; three.</p>",
	}
	const fields = `"title":"Wizards First Rule","subtitle":"A Sub","authors":["Terry Goodkind"," Jean-Luc O'Neil ","Terry Goodkind"],
		"narrators":["Sam Tsoutsouvas"],"series":["Sword of Truth #1",{"name":"Other #1 Series","sequence":2.5},"Bare"],
		"genres":["Fantasy"],"publishedYear":"2008","publisher":"Brilliance","asin":"B002V0QK4C","isbn":"978-0","language":"English",
		"description":"<p>One.</p>\r\n<p>Two &amp; three.</p>","explicit":false`
	for _, c := range []struct {
		name, text string
		want       book.Meta
	}{
		{"as it is written", `{"tags":["Favourite"],` + fields + `}`, full},
		{"one level down", `{"tags":[],"metadata":{` + fields + `}}`, full},
		{"year a number", `{"publishedYear":1999}`, book.Meta{Year: 1999}},
		{"year of a date", `{"publishedYear":null,"publishedDate":"2011-04-03"}`, book.Meta{Year: 2011}},
		{"no year", `{"publishedYear":"soon"}`, book.Meta{}},
		{"tags where there are no genres", `{"genres":[],"tags":["A","B"]}`, book.Meta{Genres: []string{"A", "B"}}},
		{"people as objects", `{"authors":[{"id":"x","name":"A B"},{"id":"y"}],"narrators":"C D"}`, book.Meta{Authors: []string{"A B"}, Narrators: []string{"C D"}}},
		{"creators and a title in two", `{"title":{"main":"T","subtitle":"S"},"creators":[{"name":"A B","role":"Author"}]}`, book.Meta{Title: "T", Subtitle: "S", Authors: []string{"A B (Author)"}}},
		{"people with roles", `{"creator":[{"name":"A B","role":"author"},{"name":"C D","role":"Narrator"},{"name":"E F","role":"x"}]}`, book.Meta{Authors: []string{"A B (author)", "C D (Narrator)", "E F"}}},
		{"last, first stays", `{"authors":["García Márquez, Gabriel","Martin Luther King, Jr."]}`, book.Meta{Authors: []string{"García Márquez, Gabriel", "Martin Luther King, Jr."}}},
		{"wrong types", `{"title":{"a":1},"subtitle":["x"],"authors":{"a":[]},"narrators":[1,null,[],"N"],"series":7,"genres":true,"publishedYear":[],"description":1.5,"chapters":"x","metadata":[1]}`,
			book.Meta{Narrators: []string{"1", "N"}, Series: []book.Series{{Name: "7"}}, Description: "1.5"}},
		{"nulls", `{"title":null,"authors":null,"series":[null],"chapters":null,"metadata":null}`, book.Meta{}},
		{"a title of many lines", `{"title":" A\n\tB\u0000C "}`, book.Meta{Title: "A B C"}},
		{"abridged", `{"abridged":true}`, book.Meta{Edition: "Abridged"}},
		{"abridged by default", `{"abridged":false}`, book.Meta{}},
		{"the form of Audible", `{"product":{"format_type":"unabridged"}}`, book.Meta{Edition: "unabridged"}},
		{"another form", `{"format_type":"speech","edition":2}`, book.Meta{Edition: "2"}},
		{"contributors", `{"translators":["A","B"],"editor":"C","contributors":[{"name":"D","role":"Illustratorin"},"E",null,7]}`,
			book.Meta{Contributors: []string{"D (Illustratorin)", "E", "7", "A (translator)", "B (translator)", "C (editor)"}}},
		{"half a pair", `{"title":"\ud800x"}`, book.Meta{Title: "\uFFFDx"}},
	} {
		m, _, err := readJSON(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		same(t, c.name, m, c.want)
	}
	for text, want := range map[string]string{
		"": "is not valid JSON (line 1)", "[]": "contains no metadata", "7": "contains no metadata", "{\n\n\"a\":}": "is not valid JSON (line 3)",
		strings.Repeat("[", 20_000): "is not valid JSON (line 1)",
	} {
		if _, _, err := readJSON(text); err == nil || err.Error() != want {
			t.Errorf("%.9q: %v", text, err)
		}
	}
}

func TestJSONChapters(t *testing.T) {
	_, got, err := readJSON(`{"chapters":[
		{"id":1,"start":12.345678,"end":"20.5","title":"Two"},
		{"id":0,"start":0,"title":"One"},
		{"start":-1,"end":5,"title":"before"}, {"start":"x"}, {"end":4}, 7, null, {"start":1e300},
		{"id":2,"start":20.5,"end":3,"title":null}]}`)
	if err != nil {
		t.Fatal(err)
	}
	two := 12345678 * time.Microsecond
	same(t, "chapters", got, []book.Chapter{
		{Start: 0, End: two, Title: "One"},
		{Start: two, End: 20500 * time.Millisecond, Title: "Two"},
		{Start: 20500 * time.Millisecond},
	})
}

func TestAbs(t *testing.T) {
	m, chapters, err := readAbs(";ABMETADATA2\r\n#audiobookshelf v2.2.0\r\n\r\nmedia=book\r\ntags=[\"x\"]\r\n" +
		"title=A=B\r\nsubtitle=\r\nauthors=Ann Author, Bob Writer\r\nnarrators=[\"Rita Reader\"]\r\npublishedYear=1985\r\n" +
		"genres=Fantasy, Fiction\r\nseries=One #1, Two\r\nlanguage=en\r\n\r\n[DESCRIPTION]\r\nFirst.\r\n# Second=2\r\n\r\n" +
		"[CHAPTER]\r\nstart=0\r\nend=10.5\r\ntitle=Opening\r\n[CHAPTER]\r\nstart=10.5\r\nend=20\r\ntitle=The End\r\n")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "meta", m, book.Meta{
		Title: "A=B", Authors: []string{"Ann Author", "Bob Writer"}, Narrators: []string{"Rita Reader"}, Year: 1985, Language: "en",
		Genres: []string{"Fantasy", "Fiction"}, Series: []book.Series{{Name: "One", Part: "1"}, {Name: "Two"}}, Description: "First.\n# Second=2",
	})
	same(t, "chapters", chapters, []book.Chapter{
		{End: 10500 * time.Millisecond, Title: "Opening"}, {Start: 10500 * time.Millisecond, End: 20 * second, Title: "The End"},
	})
	m, _, err = readAbs(";ABMETADATA1\nauthor=A\nseries=S\nvolumeNumber=3\npublishYear=2001\ndescription=D\n")
	same(t, "the first version", m, book.Meta{Authors: []string{"A"}, Series: []book.Series{{Name: "S", Part: "3"}}, Year: 2001, Description: "D"})
	same(t, "its error", err, nil)
	for value, want := range map[string]string{"Y": "Abridged", "N": "", "": ""} {
		m, _, _ = readAbs(";ABMETADATA2\nabridged=" + value + "\n")
		same(t, "abridged "+value, m.Edition, want)
	}
}

const calibre = `<?xml version='1.0' encoding='utf-8'?>
<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="uuid_id" version="2.0">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <dc:identifier opf:scheme="calibre" id="calibre_id">12</dc:identifier>
    <dc:identifier opf:scheme="uuid" id="uuid_id">5f1d8f2e</dc:identifier>
    <dc:title>The Name of the Wind</dc:title>
    <dc:creator opf:file-as="Rothfuss, Patrick" opf:role="aut">Patrick Rothfuss</dc:creator>
    <dc:creator opf:role="nrt">Nick Podehl</dc:creator>
    <dc:creator opf:role="ill">An Illustrator</dc:creator>
    <dc:contributor opf:file-as="calibre" opf:role="bkp">calibre (6.0.0)</dc:contributor>
    <dc:contributor opf:role="nrt">Rupert Degas</dc:contributor>
    <dc:date>2007-03-27T00:00:00+00:00</dc:date>
    <dc:description>&lt;p&gt;My name is Kvothe &amp;amp; more.&lt;/p&gt;</dc:description>
    <dc:publisher>DAW&nbsp;Books</dc:publisher>
    <dc:identifier opf:scheme="ISBN">9780756404079</dc:identifier>
    <dc:identifier opf:scheme="AMAZON">B0010SKUYM</dc:identifier>
    <dc:identifier opf:scheme="AUDIBLE">B002UZMRC0</dc:identifier>
    <dc:language>eng</dc:language>
    <dc:subject>Fantasy</dc:subject>
    <dc:subject>Epic</dc:subject>
    <meta name="calibre:series" content="The Kingkiller Chronicle"/>
    <meta name="calibre:series_index" content="1.0"/>
    <meta name="calibre:title_sort" content="Name of the Wind, The"/>
  </metadata>
  <guide><reference type="cover" title="Cover" href="cover.jpg"/></guide>
</package>`

const epub3 = `<package version="3.0" xmlns="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title id="t2">A Subtitle</dc:title><meta refines="#t2" property="title-type">subtitle</meta>
  <dc:title id="t3">The Big Box</dc:title><meta refines="#t3" property="title-type">collection</meta>
  <dc:title id="t1">The Title</dc:title><meta refines="#t1" property="title-type">main</meta>
  <dc:creator id="c1">Ann Author</dc:creator><meta refines="#c1" property="role" scheme="marc:relators">aut</meta>
  <dc:creator id="c2">Rita Reader</dc:creator><meta refines="#c2" property="role" scheme="marc:relators">nrt</meta>
  <dc:creator>Bob Plain</dc:creator>
  <dc:contributor>Someone</dc:contributor>
  <dc:date>2015</dc:date>
  <dc:identifier id="i1">urn:isbn:9781234567897</dc:identifier>
  <dc:identifier>urn:asin:B0ABCDEFGH</dc:identifier>
  <meta property="belongs-to-collection" id="s1">First Series</meta>
  <meta refines="#s1" property="collection-type">series</meta><meta refines="#s1" property="group-position">2.50</meta>
  <meta property="belongs-to-collection" id="s2">A Set</meta><meta refines="#s2" property="collection-type">set</meta>
  <meta property="belongs-to-collection" id="s3">Second Series</meta><meta refines="#s3" property="group-position">10</meta>
</metadata></package>`

func TestOPF(t *testing.T) {
	in := func(s string) string { return "<package><metadata>" + s + "</metadata></package>" }
	for _, c := range []struct {
		name, text string
		want       book.Meta
	}{
		{"Calibre", calibre, book.Meta{
			Title: "The Name of the Wind", Authors: []string{"Patrick Rothfuss"}, Narrators: []string{"Nick Podehl", "Rupert Degas"},
			Series: []book.Series{{Name: "The Kingkiller Chronicle", Part: "1"}}, Year: 2007, Genres: []string{"Fantasy", "Epic"}, Publisher: "DAW Books",
			ASIN: "B002UZMRC0", ISBN: "9780756404079", Language: "eng", Description: "<p>My name is Kvothe &amp; more.</p>",
			Contributors: []string{"An Illustrator (illustrator)"},
		}},
		{"EPUB 3", epub3, book.Meta{
			Title: "The Title", Subtitle: "A Subtitle", Authors: []string{"Ann Author", "Bob Plain"}, Narrators: []string{"Rita Reader"}, Year: 2015,
			Series: []book.Series{{Name: "First Series", Part: "2.5"}, {Name: "Second Series", Part: "10"}}, ISBN: "9781234567897", ASIN: "B0ABCDEFGH",
		}},
		{"OPF 1", `<package><metadata><dc-metadata><dc:Title>Old</dc:Title><dc:Creator role="aut">A</dc:Creator></dc-metadata><x-metadata><meta name="calibre:series" content="S"/></x-metadata></metadata></package>`,
			book.Meta{Title: "Old", Authors: []string{"A"}, Series: []book.Series{{Name: "S"}}}},
		{"DAISY 3", `<package><metadata><dc-metadata><dc:Title>Old</dc:Title></dc-metadata><x-metadata><meta name="dtb:narrator" content="Finch, Nora"/><meta name="dtb:totalTime" content="1:00"/></x-metadata></metadata></package>`,
			book.Meta{Title: "Old", Narrators: []string{"Finch, Nora"}}},
		{"no date known", in(`<dc:date>0101-01-01T00:00:00+00:00</dc:date><dc:language>und</dc:language><dc:title>T</dc:title>`), book.Meta{Title: "T"}},
		{"dates", in(`<dc:date opf:event="modification">2020-01-01</dc:date><dc:date>1990</dc:date><dc:date opf:event="publication">1980-05</dc:date>`), book.Meta{Year: 1980}},
		{"index first", in(`<meta name="calibre:series_index" content="3"/><meta name="calibre:series" content="S"/>`), book.Meta{Series: []book.Series{{Name: "S", Part: "3"}}}},
		{"two series", in(`<meta name="calibre:series" content="S"/><meta name="calibre:series_index" content="3.25"/><meta name="calibre:series" content="T"/><meta name="calibre:series_index" content="10"/>`),
			book.Meta{Series: []book.Series{{Name: "S", Part: "3.25"}, {Name: "T", Part: "10"}}}},
		{"identifiers", in(`<dc:identifier>isbn:0-306-40615-X</dc:identifier><dc:identifier opf:scheme="MOBI-ASIN">B000000001</dc:identifier>`), book.Meta{ISBN: "0-306-40615-X", ASIN: "B000000001"}},
		{"ONIX", in(`<dc:identifier id="i">9781234567897</dc:identifier><meta refines="#i" property="identifier-type" scheme="onix:codelist5">15</meta>`), book.Meta{ISBN: "9781234567897"}},
		{"roles", in(`<dc:creator opf:role="aut">A</dc:creator><dc:creator opf:role="trl">Turner, Karl</dc:creator><dc:contributor opf:role="AUI">B</dc:contributor><dc:contributor opf:role="bkp">calibre</dc:contributor>`),
			book.Meta{Authors: []string{"A"}, Contributors: []string{"Turner, Karl (translator)", "B (introduction)"}}},
		{"tags left open", in(`<dc:title>T</dc:title><dc:description>One<br>two</dc:description><dc:publisher>P</dc:publisher>`), book.Meta{Title: "T", Description: "Onetwo", Publisher: "P"}},
		{"a character XML has not", in("<dc:title>a\x01b</dc:title>"), book.Meta{Title: "a\uFFFDb"}},
	} {
		m, err := readOPF(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		same(t, c.name, m, c.want)
	}
}

const talkingBook = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Der Salzturm</title>
<meta http-equiv="Content-type" content="text/html; charset=iso-8859-1">
<meta name="dc:title" content="Der Salzturm &amp; das Meer"/>
<META NAME="dc:creator" CONTENT="Anker, Rolf">
<meta name="dc:creator" content="Edda Strand" />
<meta name="dc:date" content="2004-11-02" scheme="yyyy-mm-dd"/>
<meta name="dc:identifier" content="978-3-16-148410-0" scheme="ISBN"/>
<meta name="dc:language" content="de" scheme="ISO 639"/>
<meta name="dc:publisher" content="Blindenhörbücherei"/>
<meta name="dc:format" content="Daisy 2.02"/>
<meta name="ncc:narrator" content="Jürgen Finch"/>
<meta name="ncc:sourcePublisher" content="Reed House"/>
<meta name="ncc:totalTime" content="10:11:12"/></head>
<body><h1 class="title" id="a"><a href="a.smil#1">Der Salzturm<br></a></h1><meta name="dc:title" content="x"/></body></html>`

func TestNCC(t *testing.T) {
	want := book.Meta{
		Title: "Der Salzturm & das Meer", Authors: []string{"Anker, Rolf", "Edda Strand"}, Narrators: []string{"Jürgen Finch"}, Year: 2004,
		Publisher: "Blindenhörbücherei", Language: "de", ISBN: "978-3-16-148410-0",
	}
	m, err := readNCC(pageText([]byte(talkingBook)))
	same(t, "error", err, nil)
	same(t, "a talking book", m, want)
	page := func(head, charset, title string) string {
		return head + `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset + `" /><meta content="` + title + `" name="dc:title"></head></html>`
	}
	for name, text := range map[string]string{
		"a code page":          page("", "windows-1251", "\xd1\xee\xeb\xfc"),
		"the code page of XML": page(`<?xml version="1.0" encoding="windows-1251"?>`, "x", "\xd1\xee\xeb\xfc"),
		"UTF-8":                page("", "utf-8", "Соль"),
		"declared wrongly":     page("", "iso-8859-1", "Соль"),
	} {
		m, err := readNCC(pageText([]byte(text)))
		same(t, name, err, nil)
		same(t, name, m, book.Meta{Title: "Соль"})
	}
	for text, want := range map[string]string{
		"":                           "contains no metadata",
		"<html><body>404</body>":     "contains no metadata",
		"<html><meta name='dc:title": "is not valid XML (line 1)",
	} {
		if _, err := readNCC(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestLongNCC: a page that lists many headings is read, because its head is what matters.
func TestLongNCC(t *testing.T) {
	long := strings.Replace(talkingBook, "</body>", strings.Repeat("<h2>Eins</h2>", maxFile/8)+"</body>", 1)
	n := beside(t, map[string]string{"ncc.html": long})
	if n == nil || n.Meta.Title != "Der Salzturm & das Meer" || n.Faults != nil {
		t.Errorf("%+v", n)
	}
}

// TestEntities declares entities that would read a file or grow without limit.
func TestEntities(t *testing.T) {
	bomb := "<!ENTITY a0 \"lol\">"
	for i := range 9 {
		bomb += "<!ENTITY a" + string(rune('1'+i)) + " \"" + strings.Repeat("&a"+string(rune('0'+i))+";", 10) + "\">"
	}
	m, err := readOPF(`<?xml version="1.0"?><!DOCTYPE package [<!ENTITY x SYSTEM "file:///etc/passwd">` + bomb + `]>
		<package><metadata><dc:title>a &x; b</dc:title><dc:description>&a9;</dc:description></metadata></package>`)
	same(t, "error", err, nil)
	same(t, "meta", m, book.Meta{Title: "a &x; b", Description: "&a9;"})
}

func TestCue(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []book.Cue
	}{
		{"one file", "REM GENRE Audiobook\r\nPERFORMER \"Ann Author\"\r\nTITLE \"The Book\"\r\nFILE \"The \"\"Book.mp3\" MP3\r\n" +
			"  TRACK 01 AUDIO\r\n    TITLE \"He said \"No\"\"\r\n    INDEX 00 00:00:00\r\n    INDEX 01 00:02:37\r\n" +
			"\tTRACK 02 AUDIO\r\n\tTITLE Plain words\r\n\tPERFORMER \"X\"\r\n\tINDEX 01 605:10:00\r\n\tINDEX 02 700:00:00\r\n",
			[]book.Cue{{File: `The ""Book.mp3`, Chapters: []book.Chapter{
				{Start: 2*second + 37*second/75, End: 605*time.Minute + 10*second, Title: `He said "No"`}, {Start: 605*time.Minute + 10*second, Title: "Plain words"}}}}},
		{"two files", "FILE C:\\Rips\\one two.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nTITLE \"Two\"\nINDEX 00 10:00:00\nFILE \"b/two.wav\" WAVE\nINDEX 01 00:00:00\n",
			[]book.Cue{{File: "one two.wav", Chapters: []book.Chapter{{}}}, {File: "two.wav", Chapters: []book.Chapter{{Title: "Two"}}}}},
		{"out of order, bad times", "file x.mp3 MP3\rtrack 1 audio\rindex 1 02:00:00\rtrack 2 audio\rindex 01 01:00:00\rtrack 3 audio\rindex 01 1:60:00\rtrack 4 audio\rindex 01 99999999999:00:00\rtrack 5 audio\rindex 01 1:00:100\rtrack 6 audio\rindex 01 1:00",
			[]book.Cue{{File: "x.mp3", Chapters: []book.Chapter{{Start: time.Minute, End: 2 * time.Minute}, {Start: 2 * time.Minute}}}}},
		{"no file", "TRACK 01 AUDIO\nINDEX 01 00:00:00\n", nil},
	} {
		cues, _, err := readCue(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		same(t, c.name, cues, c.want)
	}
	n := beside(t, map[string]string{
		"Book One.cue": "FILE \"caf\xe9.wav\" WAVE\nTRACK 01 AUDIO\nTITLE \"\x93Caf\xe9\x94\"\nINDEX 01 00:00:00\n",
		"b.cue":        "FILE \"there.mp3\" MP3\n", "there.mp3": "x",
	})
	made := beside(t, map[string]string{"CDImage.cue": "FILE \"Book.wav\" WAVE\n", "book.flac": "x", "CDImage.jpg": "x"})
	same(t, "what was made of it", made.Cues, []book.Cue{{File: "Book.wav"}})
	same(t, "Windows-1252", n.Cues, []book.Cue{{File: "there.mp3"}, {File: "Book One.wav", Chapters: []book.Chapter{{Title: "“Café”"}}}})
}

func TestLibby(t *testing.T) {
	people := `"creator":[{"name":"Ann Author","role":"author","bio":"x"},{"name":"Rita Reader","role":"narrator"},{"name":"Al Both","role":"author and narrator"}],
		"description":{"full":"A <b>voyage</b>.","short":"A"}`
	want := book.Meta{Title: "T", Authors: []string{"Ann Author (author)", "Rita Reader (narrator)", "Al Both (author and narrator)"}, Description: "A <b>voyage</b>."}
	times := []book.Chapter{
		{End: 20 * second, Title: "One"}, {Start: 20 * second, End: 41500 * time.Millisecond, Title: "Two"}, {Start: 41500 * time.Millisecond, Title: "Three"},
	}
	m, chapters, err := readJSON(`{"title":{"main":"T","subtitle":"S","collection":"C"},` + people + `,
		"spine":[{"path":"a-Part01.mp3","audio-duration":30.5,"-odread-original-path":"{A}Part01.mp3"},{"-odread-original-path":"{A}Part02.mp3","audio-duration":9}],
		"nav":{"toc":[{"title":"One","path":"{A}Part01.mp3","contents":[{"title":"One (00:12)","path":"{A}Part01.mp3#12"}]},
			{"title":"Two","path":"{A}Part01.mp3#20"}, {"title":"Three","path":"{A}Part02.mp3#11"}, {"title":"gone","path":"{A}Part03.mp3"}, 7, {}]}}`)
	same(t, "error", err, nil)
	inSeries := want
	inSeries.Subtitle, inSeries.Series = "S", []book.Series{{Name: "C"}}
	same(t, "openbook.json", m, inSeries)
	same(t, "its chapters", chapters, times)
	m, chapters, err = readJSON(`{"title":"T",` + people + `,"coverUrl":"x","spine":[{"duration":30.5},{"duration":9}],
		"chapters":[{"title":"One","spine":0,"offset":0},{"title":"Two","spine":0,"offset":20},{"title":"Three","spine":1,"offset":11},{"title":"gone","spine":2,"offset":0},{"spine":-1}]}`)
	same(t, "error", err, nil)
	same(t, "metadata.json of LibbyRip", m, want)
	same(t, "its chapters", chapters, times)
	_, chapters, _ = readJSON(`{"spine":[{"duration":30.5},{}],"chapters":[{"title":"One","spine":0,"offset":0}]}`)
	same(t, "chapters of files without a length", chapters, []book.Chapter(nil))
	_, chapters, _ = readJSON(`{"spine":[{"duration":9e9},{"duration":9e9},{"duration":9e9}],"chapters":[{"title":"One","spine":1,"offset":9e9},{"spine":2}]}`)
	same(t, "chapters of lengths that cannot be", chapters, []book.Chapter(nil))
	_, chapters, _ = readJSON(`{"spine":[{"duration":9},{"duration":9}],"chapters":[{"title":"One","spine":1,"offset":1},{"title":"no","spine":1,"offset":9223372036}]}`)
	same(t, "an offset that cannot be", chapters, []book.Chapter{{Start: 10 * second, Title: "One"}})
}

func TestLibationSeries(t *testing.T) {
	for order, want := range map[string][]book.Series{
		"1 : Anita Reed, Marsh Hunter":                  {{Name: "Anita Reed, Marsh Hunter", Part: "1"}},
		"1 : Anita Reed, Marsh Hunter, 2.5 : Saltmarsh": {{Name: "Anita Reed, Marsh Hunter", Part: "1"}, {Name: "Saltmarsh", Part: "2.5"}},
		"1-3 : One,  : Two":                             {{Name: "One", Part: "1-3"}, {Name: "Two"}},
		"One":                                           nil, " : ": nil,
	} {
		b, _ := json.Marshal(order)
		m, _, _ := readJSON(`{"Title":"T","SeriesNames":"","SeriesOrder":` + string(b) + `}`)
		same(t, order, m.Series, want)
	}
	m, _, _ := readJSON(`{"Title":"T","SeriesNames":"Saltmarsh","SeriesOrder":""}`)
	same(t, "names alone", m.Series, []book.Series{{Name: "Saltmarsh"}})
}

// TestNumberedEntries: a number in an entry of "series" wins over one that another key has.
func TestNumberedEntries(t *testing.T) {
	for text, want := range map[string][]book.Series{
		`"series":"Saltmarsh #2","seriesOrder":"1 : Saltmarsh"`:                                   {{Name: "Saltmarsh", Part: "2"}},
		`"series":[{"title":"Saltmarsh","sequence":"2"}],"SeriesOrder":"1 : Saltmarsh, 3 : Reed"`: {{Name: "Saltmarsh", Part: "2"}, {Name: "Reed", Part: "3"}},
		`"series":["Reed","saltmarsh #2"],"seriesOrder":"1 : Saltmarsh, 5 : Reed"`:                {{Name: "Saltmarsh", Part: "2"}, {Name: "Reed", Part: "5"}},
		`"series":"Reed #4","seriesOrder":"1 : Saltmarsh"`:                                        {{Name: "Saltmarsh", Part: "1"}},
		`"series":["The Fen Saga #2"],"seriesOrder":"1 : Fen Saga"`:                               {{Name: "Fen Saga", Part: "2"}},
		`"SeriesNames":"Catch #22","SeriesOrder":"1 : Catch #22"`:                                 {{Name: "Catch #22", Part: "1"}},
		`"SeriesNames":"Saltmarsh, Reed","SeriesOrder":"1 : Saltmarsh, 5 : Reed"`:                 {{Name: "Saltmarsh", Part: "1"}, {Name: "Reed", Part: "5"}},
		`"series_name":"Saltmarsh #2","series_sequence":"1"`:                                      {{Name: "Saltmarsh", Part: "2"}},
	} {
		m, _, err := readJSON(`{"title":"T",` + text + `}`)
		same(t, text, err, nil)
		same(t, text, m.Series, want)
	}
}
