// Command letters writes the table by which library/text/codepage tells code pages
// apart: how often each letter, and each pair of letters, occurs in each language. The
// figures come from the language models of github.com/pemistahl/lingua-go (Apache
// License 2.0), which were counted in running text. Its Chinese models have traditional
// characters; uconv, of ICU, makes simplified ones of them.
//
//	cd scripts/letters && go run . > ../../library/text/codepage/letters.txt
//
// It is a module of its own because the models take 120 MB.
package main

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pemistahl/lingua-go/serialization"
	"google.golang.org/protobuf/proto"
)

// alphabets are the languages written in letters, characters those written in other
// characters.
var (
	alphabets  = strings.Fields("af ca cy da de en es et eu fi fr ga is it la nb nl nn pt sq sv " + "cs hr hu pl ro sk sl tr " + "be bg mk ru sr uk el ar fa he th")
	characters = []string{"ja", "ko", "zh"}
)

const (
	rarest = 2e-5 // a rarer letter of a language occurs only in foreign words

	// A cost is the negative binary logarithm of a probability, in quarters of a bit.
	quarters, most = 4, 60
)

func main() {
	log.SetFlags(0)
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(out, "# How rare letters are. Made by scripts/letters from the language models of lingua-go 1.4.0")
	fmt.Fprintln(out, "# (github.com/pemistahl/lingua-go, Apache License 2.0).")
	for _, lang := range alphabets {
		alphabet(out, lang)
	}
	for _, lang := range characters {
		p := model(lang, "unigrams")
		if lang == "zh" {
			simple := map[string]float64{}
			for c, s := range simplified(p) {
				simple[s] += p[c]
			}
			chars(out, "zh-Hans", simple)
			lang = "zh-Hant"
		}
		chars(out, lang, p)
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// alphabet writes a language that has letters: the letters, their costs, and for each
// letter a line with the costs of all letters after it, if lingua has a model of pairs.
func alphabet(out io.Writer, lang string) {
	one, two := model(lang, "unigrams"), model(lang, "bigrams")
	var letters []string
	for c, p := range one {
		if p >= rarest {
			letters = append(letters, c)
		}
	}
	slices.Sort(letters)
	rows := len(letters)
	if two == nil {
		rows = 0
	}
	fmt.Fprintf(out, "%s %d %s\n", lang, rows, strings.Join(letters, ""))
	line := func(p func(c string) float64) {
		row := make([]byte, len(letters))
		for i, c := range letters {
			row[i] = '0' + byte(cost(p(c)))
		}
		fmt.Fprintf(out, "%s\n", row)
	}
	line(func(c string) float64 { return one[c] })
	for _, a := range letters[:rows] {
		line(func(b string) float64 { return two[a+b] })
	}
}

// chars writes a language that has other characters: for each cost in bits, a line with
// the characters that have it.
func chars(out io.Writer, lang string, p map[string]float64) {
	var lines [most]([]string)
	for c, p := range p {
		bits := cost(p) / quarters
		lines[bits] = append(lines[bits], c)
	}
	n := 0
	for _, l := range lines {
		if len(l) > 0 {
			n++
		}
	}
	fmt.Fprintf(out, "%s %d\n", lang, n)
	for bits, l := range lines {
		if slices.Sort(l); len(l) > 0 {
			fmt.Fprintf(out, "%d %s\n", bits, strings.Join(l, ""))
		}
	}
}

func cost(p float64) int {
	if p <= 0 {
		return most
	}
	return min(most, max(0, int(math.Round(-math.Log2(p)*quarters))))
}

// simplified returns the simplified form of each character.
func simplified(p map[string]float64) map[string]string {
	var list []string
	for c := range p {
		list = append(list, c)
	}
	slices.Sort(list)
	run := exec.Command("uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Traditional-Simplified")
	run.Stdin = strings.NewReader(strings.Join(list, "\n"))
	text, err := run.Output()
	simple := strings.Split(string(text), "\n")
	if err != nil || len(simple) != len(list) {
		log.Fatalf("uconv: %v, %d characters of %d", err, len(simple), len(list))
	}
	forms := map[string]string{}
	for i, c := range list {
		forms[c] = simple[i]
	}
	return forms
}

// model returns the probabilities of a model of lingua: of letters, or of the second
// letter of a pair after the first. It is nil if lingua has no such model.
func model(lang, kind string) map[string]float64 {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/pemistahl/lingua-go").Output()
	if err != nil {
		log.Fatal(err)
	}
	r, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(dir)), "language-models", lang, kind+".pb.bin.zip"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()
	f, err := r.File[0].Open()
	if err != nil {
		log.Fatal(err)
	}
	b, err := io.ReadAll(f)
	var m serialization.SerializableLanguageModel
	if err == nil {
		err = proto.Unmarshal(b, &m)
	}
	if err != nil {
		log.Fatal(err)
	}
	p := map[string]float64{}
	for _, s := range m.NgramSets {
		for _, list := range s.Ngrams {
			for c := range strings.FieldsSeq(list) {
				p[c] = s.Probability
			}
		}
	}
	return p
}
