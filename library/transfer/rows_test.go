package transfer_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	. "lectern/library/transfer"
)

// TestOpenQuotationMarks: a quotation mark that no other closes swallows no row, and is told with
// its line. Marks within a cell are text.
func TestOpenQuotationMarks(t *testing.T) {
	const head = "Title,Author,Rating,Tags\n"
	for name, c := range map[string]struct {
		table string
		want  string // title/first author/tags of each entry
		open  []int
	}{
		"before plain rows":          {head + "Emma,Jane Austen,4,a\n\"Dracula,Bram Stoker,3,b\nUlysses,James Joyce,2,c\n", "Emma/Jane Austen/a Dracula/Bram Stoker/b Ulysses/James Joyce/c", []int{3}},
		"before a quoted row":        {head + "\"Dracula,Bram Stoker,3,b\n\"Ulysses\",\"Joyce, James\",2,\"c\"\nEmma,Jane Austen,4,a\n", "Dracula/Bram Stoker/b Ulysses/Joyce, James/c Emma/Jane Austen/a", []int{2}},
		"with a comma":               {head + "1,\"Stoker, Bram,3,b\nUlysses,James Joyce,2,c\n", "Ulysses/James Joyce/c", []int{2}}, // where the cell ends is anybody's guess
		"twice in a line":            {head + "\"Dracula,\"Bram Stoker,3,b\nUlysses,James Joyce,2,c\n", "Dracula/Bram Stoker/b Ulysses/James Joyce/c", []int{2}},
		"in the last row":            {head + "Emma,Jane Austen,4,a\nUlysses,James Joyce,2,\"c\n", "Emma/Jane Austen/a Ulysses/James Joyce/c", []int{3}},
		"in several rows":            {head + "\"Emma,Jane Austen,4,a\n\"Dracula,Bram Stoker,3,b\n\"Ulysses,James Joyce,2,c\n", "Emma/Jane Austen/a Dracula/Bram Stoker/b Ulysses/James Joyce/c", []int{2, 3, 4}},
		"with lines of Windows":      {"\r\n" + strings.ReplaceAll(head+"Emma,Jane Austen,4,a\n\"Dracula,Bram Stoker,3,b\n\"Ulysses\",James Joyce,2,c\n", "\n", "\r\n"), "Emma/Jane Austen/a Dracula/Bram Stoker/b Ulysses/James Joyce/c", []int{4}},
		"in a cell of several lines": {"Title,Author,Tags,Rating\nEmma,Jane Austen,\"a\nb,4\nUlysses,James Joyce,\"c\",2\n", "Emma/Jane Austen/a b+4 Ulysses/James Joyce/c", []int{2}},
		"a title in quotes, tabs":    {"Title\tAuthor\tRating\tTags\n\"A\" Is for Alibi\tSue Grafton\t4\ta\nEmma\tJane Austen\t4\tb\n\"B\" Is for Burglar\tSue Grafton\t4\tc\n", `"A" Is for Alibi/Sue Grafton/a Emma/Jane Austen/b "B" Is for Burglar/Sue Grafton/c`, nil},
		"marks within a cell":        {head + "\"Emma, \"a novel\"!\",Jane Austen,4,a\nThe \"Ulysses\" of Joyce,James Joyce,2,c\n", `Emma, "a novel"!/Jane Austen/a The "Ulysses" of Joyce/James Joyce/c`, nil},
		"a cell of several lines":    {"Title,Author,Rating,Note\nEmma,Jane Austen,4,\"She said \"no\" to him.\nThen, in the end, yes.\nWell\"\nDracula,\"Stoker, Bram\",3,\"a\nb\"\n", "Emma/Jane Austen/ Dracula/Stoker, Bram/", nil},
		"two columns":                {"Title,Note\nEmma,\"She said \"no\" to him.\nThen yes\"\n\"Dracula\",\"a\nb\"\n", "Emma// Dracula//", nil},
	} {
		f, err := readFile(t, c.table)
		check(t, err)
		var got []string
		for _, e := range f.Users[0].Entries {
			author := ""
			if len(e.Authors) > 0 {
				author = e.Authors[0]
			}
			got = append(got, e.Title+"/"+author+"/"+strings.Join(e.Tags, "+"))
		}
		if s := strings.Join(got, " "); s != c.want || !slices.Equal(f.Open, c.open) {
			t.Errorf("%s: %q, open %d", name, s, f.Open)
		}
	}
}

// FuzzRows: a table whose marks are right has the rows that encoding/csv reads, and no table
// loses a row that is right by itself.
func FuzzRows(f *testing.F) {
	f.Add("Emma,\"Austen, \"\"Jane\"\"\",4,\"a\nb\"\nx,,\"\",\n")
	f.Fuzz(func(t *testing.T, body string) {
		if body = strings.ReplaceAll(body, "\r", ""); strings.Contains(body, "\x00") {
			t.Skip()
		}
		table := "Title,Author,Rating,Tags\n" + body
		in := csv.NewReader(strings.NewReader(table))
		in.FieldsPerRecord = -1
		want, err := in.ReadAll()
		if err != nil {
			t.Skip()
		}
		got, open, err := Rows(table)
		if err != nil || len(open) > 0 || !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q, %d, %v; want %q", got, open, err, want)
		}
	})
}
