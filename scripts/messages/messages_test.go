package main

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/language"
)

// TestCatalogues checks that the English catalogue has just the texts of the source, and
// every other catalogue all of them.
func TestCatalogues(t *testing.T) {
	const root = "../.."
	english, err := collect(root)
	if err != nil {
		t.Fatal(err)
	}
	want, err := encode(english)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, folder, "en.json"))
	if err != nil || string(got) != string(want) {
		t.Errorf("the texts of the source have changed; run “make messages” (%v)", err)
	}
	wrong, err := check(root, english)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range wrong {
		t.Error(w)
	}
}

func TestCompare(t *testing.T) {
	english := []entry{{ID: "Add", Other: "Add"}, {ID: "{{.Count}} books", One: "{{.Count}} book", Other: "{{.Count}} books"}}
	for _, c := range []struct {
		tag  language.Tag
		all  []entry
		want string
	}{
		{language.German, []entry{{ID: "Add", Other: "Hinzufügen"}, {ID: "{{.Count}} books", One: "{{.Count}} Buch", Other: "{{.Count}} Bücher"}}, ""},
		{language.German, []entry{{ID: "Add", Other: "Hinzufügen"}}, `"{{.Count}} books" is missing`},
		{language.German, []entry{english[0], {ID: "{{.Count}} books", Other: "{{.Count}} Bücher"}}, `"{{.Count}} books" lacks the form one`},
		{language.German, []entry{english[0], english[1], {ID: "Sub", Other: "Weg"}}, `nobody says "Sub"`},
		{language.German, []entry{english[0], {ID: "{{.Count}} books", One: "Ein Buch", Other: "Bücher"}}, `"Bücher" has the values []`},
		{language.French, []entry{english[0], english[1]}, `"{{.Count}} books" lacks the form many`},
		{language.Chinese, []entry{english[0], {ID: "{{.Count}} books", Other: "{{.Count}} 本书"}}, ""},
	} {
		wrong := compare(c.tag, english, c.all)
		if c.want == "" && len(wrong) > 0 || c.want != "" && (len(wrong) != 1 || wrong[0] != c.want) {
			t.Errorf("in %v: %q, want %q", c.tag, wrong, c.want)
		}
	}
}

// TestBypasses checks that no text reaches the screen without package i18n.
func TestBypasses(t *testing.T) {
	found, err := bypasses("../..", []string{"ui", "cli"}, map[string][]string{
		"cli/completions.go":        {"*"}, // code for shells
		"cli/manual_page.go":        {"*"}, // its frame is in English
		"cli/toolkit.go":            {"*"}, // complaints of the toolkit
		"cli/window.go":             {"Preferences"},
		"cli/usage.go":              {"*"}, // flags and queries; usage_test.go checks the rest
		"ui/about.go":               {"BSD 3-Clause", "BSD 2-Clause"},
		"ui/books/table_columns.go": {"Portuguese"},          // a value of a field
		"ui/details/tagname.go":     {"Tag", "Name", "Part"}, // names of values, as below
		"ui/details/why.go":         {"Source", "Value", "Reason"},
		"ui/notices/notice.go":      {"Missing", "Folder"},
		"ui/fonts.go":               {"*"}, // names of fonts
		"ui/i18n/i18n.go":           {"*"}, // its own messages, and names of values
		"ui/mpris/remote.go":        {"*"}, // names on the bus
		"ui/opener/system.go":       {"*"}, // command lines
		"ui/search/help.go":         {"*"}, // examples of queries
		"ui/widgets/icons.go":       {"*"}, // drawings
		"ui/words/faults.go":        {"*"}, // texts in catalogues, beside the messages for them
		"ui/words/language.go":      {"Norwegian"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Error(f)
	}
}
