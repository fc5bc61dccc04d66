package sidecar

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"lectern/library/book"
)

func TestNFO(t *testing.T) {
	stillmere := []book.Series{{Name: "Stillmere", Part: "2"}}
	for _, c := range []struct {
		name, content string
		want          book.Meta
	}{
		{"English, with dots", "General Information\r\n===================\r\n Title.........: Low Tide\r\n Author........: Ada Brook\r\n Read By.......: Nora Finch\r\n" +
			" Copyright.....: 2019\r\n Release Date..: 2018\r\n Year..........: 2012\r\n Series Name...: Stillmere\r\n Position in Series: 02\r\n Genre.........: Fantasy, Audiobook, Sea\r\n Unabridged....: Yes\r\n Bitrate.......: 64 kbps\r\n",
			book.Meta{Title: "Low Tide", Authors: []string{"Ada Brook"}, Narrators: []string{"Nora Finch"}, Year: 2012, Series: []book.Series{{Name: "Stillmere", Part: "02"}},
				Genres: []string{"Fantasy", "Sea"}, Edition: "Unabridged"}},
		{"German", "Titel: Ebbe\nAutorin: Ada Brook\nSprecherin: Nora Finch\nErscheinungsjahr: 2012\nReihe: Stillmere\nBand: 2\nSprache: Deutsch\nVerlag: Kai\n",
			book.Meta{Title: "Ebbe", Authors: []string{"Ada Brook"}, Narrators: []string{"Nora Finch"}, Year: 2012, Series: stillmere, Language: "Deutsch", Publisher: "Kai"}},
		{"Russian, in a frame", "║ Название: Отлив\n║ Автор: Ада Брук\n║ Читает: Нора Финч\n║ Год: 2012\n║ Серия: Стиллмер #2\n",
			book.Meta{Title: "Отлив", Authors: []string{"Ада Брук"}, Narrators: []string{"Нора Финч"}, Year: 2012, Series: []book.Series{{Name: "Стиллмер", Part: "2"}}}},
		{"Chinese", "书名：退潮\n作者：刘大海\n演播：王小明\n出版社：码头\n",
			book.Meta{Title: "退潮", Authors: []string{"刘大海"}, Narrators: []string{"王小明"}, Publisher: "码头"}},
		{"of a media centre", "<?xml version=\"1.0\"?><album><title>Low Tide</title><artist>Ada Brook</artist><year>2012</year><genre>Fantasy</genre><actor><role>x</role></actor></album>",
			book.Meta{Title: "Low Tide", Year: 2012, Genres: []string{"Fantasy"}}},
		{"of a media centre, in an old code page", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><album><title>Ebbe &uuml;ber Nacht</title></album>", book.Meta{Title: "Ebbe über Nacht"}},
		{"of a film", "<?xml version=\"1.0\"?><movie><title>Low Tide</title><year>2012</year><genre>Fantasy</genre></movie>", book.Meta{}},
		{"two narrators, placeholders, a name of a release", "Title: Ada.Brook.Low.Tide.2012\nRead by: Nora Finch\nRead by: Dora Quill\nAuthor: Unknown\nISBN: n/a\nAt 10: 30 we sailed\n",
			book.Meta{Narrators: []string{"Nora Finch", "Dora Quill"}}},
		{"a drawing", "  .:::. \n <unclosed\n", book.Meta{}},
	} {
		if got := readNFO(c.content); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got  %+v\n want %+v", c.name, got, c.want)
		}
	}
}

// TestLongNFO: lists have a limit.
func TestLongNFO(t *testing.T) {
	var b strings.Builder
	for i := range 3 * maxList {
		fmt.Fprintf(&b, "Genre: g%d\nAuthor: Ada Brook %d\n", i, i)
	}
	if m := readNFO(b.String()); len(m.Genres) != maxList || len(m.Authors) != maxList {
		t.Errorf("%d genres, %d authors", len(m.Genres), len(m.Authors))
	}
}

// TestNFOOfDOS: a file that is drawn with the signs of DOS is in one of its code pages.
func TestNFOOfDOS(t *testing.T) {
	frame := strings.Repeat("═", 20) + "\r\n"
	for _, c := range []struct {
		name, content string
		page          *charmap.Charmap
		want          book.Meta
	}{
		{"German", frame + "║ Titel....: Die Flut\r\n║ Autor....: Greta Möll\r\n║ Sprecher.: Jörg Süß\r\n" + frame, charmap.CodePage437,
			book.Meta{Title: "Die Flut", Authors: []string{"Greta Möll"}, Narrators: []string{"Jörg Süß"}}},
		{"Russian", frame + "║ Название: Отлив\r\n║ Автор: Ада Брук\r\n║ Читает: Нора Финч\r\n" + frame, charmap.CodePage866,
			book.Meta{Title: "Отлив", Authors: []string{"Ада Брук"}, Narrators: []string{"Нора Финч"}}},
		{"German, without a frame", "Titel: Die Flut\nAutor: Greta Möll\nSprecher: Jörg Süß\n", charmap.Windows1252,
			book.Meta{Title: "Die Flut", Authors: []string{"Greta Möll"}, Narrators: []string{"Jörg Süß"}}},
		{"German, with lines of dots", strings.Repeat("·", 20) + "\nTitel: Die Flut\nAutor: Greta Möll\nSprecher: Jörg Süß\n" + strings.Repeat("°", 20), charmap.Windows1252,
			book.Meta{Title: "Die Flut", Authors: []string{"Greta Möll"}, Narrators: []string{"Jörg Süß"}}},
	} {
		b, err := c.page.NewEncoder().Bytes([]byte(c.content))
		if err != nil {
			t.Fatal(err)
		}
		if got := readNFO(nfoText(b)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got  %+v\n want %+v", c.name, got, c.want)
		}
	}
}
