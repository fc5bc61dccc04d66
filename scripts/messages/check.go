package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// check returns what is wrong in the catalogues of a checkout: messages without a
// translation, translations of no message, plural forms that lack, and values that the
// translation leaves out.
func check(root string, english []entry) (wrong []string, err error) {
	paths, err := filepath.Glob(filepath.Join(root, folder, "*.json"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		var all []entry
		if err := json.Unmarshal(data, &all); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		tag, err := language.Parse(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, w := range compare(tag, english, all) {
			wrong = append(wrong, name+": "+w)
		}
	}
	return wrong, nil
}

// compare returns what is wrong in the catalogue of one language.
func compare(tag language.Tag, english, all []entry) (wrong []string) {
	had := map[string]bool{}
	for _, e := range all {
		if had[e.ID] {
			wrong = append(wrong, fmt.Sprintf("%q stands there twice", e.ID))
		}
		had[e.ID] = true
		at := slices.IndexFunc(english, func(of entry) bool { return of.ID == e.ID })
		if at < 0 {
			wrong = append(wrong, fmt.Sprintf("nobody says %q", e.ID))
			continue
		}
		wrong = append(wrong, misses(tag, english[at], e)...)
	}
	for _, e := range english {
		if !had[e.ID] {
			wrong = append(wrong, fmt.Sprintf("%q is missing", e.ID))
		}
	}
	return wrong
}

// misses returns the plural forms and values that a translation lacks.
func misses(tag language.Tag, english, said entry) (wrong []string) {
	need := map[string]bool{"other": true}
	if english.One != "" {
		need = forms(tag)
	}
	for form, text := range map[string]string{"zero": said.Zero, "one": said.One, "two": said.Two, "few": said.Few, "many": said.Many, "other": said.Other} {
		switch {
		case need[form] && text == "":
			wrong = append(wrong, fmt.Sprintf("%q lacks the form %s", english.ID, form))
		case text != "" && form != "one" && !slices.Equal(values(text), values(english.Other)): // "one" may say the number in words
			wrong = append(wrong, fmt.Sprintf("%q has the values %v", text, values(text)))
		}
	}
	slices.Sort(wrong)
	return wrong
}

// forms returns the plural forms of whole numbers in a language.
func forms(tag language.Tag) map[string]bool {
	b := i18n.NewBundle(tag)
	b.MustAddMessages(tag, &i18n.Message{ID: "form", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other"})
	l := i18n.NewLocalizer(b, tag.String())
	all := map[string]bool{}
	for n := range 1000 {
		all[l.MustLocalize(&i18n.LocalizeConfig{MessageID: "form", PluralCount: n})] = true
	}
	all[l.MustLocalize(&i18n.LocalizeConfig{MessageID: "form", PluralCount: 1_000_000})] = true // "1 000 000 de livres"
	return all
}

var value = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// values returns the names of the values in a message, in order of their names.
func values(text string) (names []string) {
	for _, m := range value.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}
