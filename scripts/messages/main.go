// Messages collects the English texts of the program from its source into
// assets/messages/en.json, and says what the catalogues of other languages lack.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// folder has the catalogues, one file for each language.
const folder = "assets/messages"

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "messages:", err)
		os.Exit(1)
	}
}

// run writes the English catalogue of a checkout and checks the others.
func run(root string) error {
	english, err := collect(root)
	if err != nil {
		return err
	}
	data, err := encode(english)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(root, folder, "en.json"), data, 0o644); err != nil {
		return err
	}
	wrong, err := check(root, english)
	for _, w := range wrong {
		fmt.Println(w)
	}
	if err == nil && len(wrong) > 0 {
		err = fmt.Errorf("%d messages to mend", len(wrong))
	}
	return err
}

// encode returns a catalogue as its file has it.
func encode(entries []entry) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(entries)
	return b.Bytes(), err
}
