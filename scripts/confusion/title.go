package main

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// titlesText has one title per line: language, year, authors, title, and the series
// with the number in it, if there is one. All are in the public domain in the United
// States.
//
//go:embed titles.txt
var titlesText string

// readers are volunteers of LibriVox, by language. The titles get them in turn: the
// report measures how names are read, not who recorded what.
var readers = map[string][]string{
	"en": {"Karen Savage", "Mark F. Smith", "Ruth Golding", "David Clarke", "Elizabeth Klett", "Mil Nicholson", "John Greenman", "Adrian Praetzellis", "Bob Neufeld", "Cori Samuel"},
	"de": {"Rebecca Braunert-Plunkett", "Herr Klugbeisser", "Friedrich Fröhlich", "Eva K."}, "fr": {"Ezwa", "Nadine Eckert-Boulet", "Bernard Henrichs", "Didier Lacoste"},
	"es": {"Tux Martin", "Victor Villarraza", "Mongope"}, "pt": {"Leni Ribeiro", "Rodolfo Duarte"}, "it": {"Riccardo Fasol", "Paolo Fedi", "Anna Roberti"},
	"nl": {"Anna Simon", "Marcel Coenders", "Julie Niehof"}, "sv": {"Lars Rolander", "Clara Wahlgren"}, "da": {"Kristoffer Hunsdahl", "Lars Müller"},
	"fi": {"Tapio Hiltunen", "Harri Huttunen"}, "pl": {"Piotr Nater", "Aleksandra Tomczak"}, "ru": {"Александр Водяной", "Мария Иванова"},
}

type title struct {
	language     string
	year         int
	authors      []string
	name         string
	series, part string
	narrator     string
}

// titles parses titlesText.
func titles() (all []title, err error) {
	dealt := map[string]int{}
	for line := range strings.Lines(titlesText) {
		fields := append(strings.Split(strings.TrimSpace(line), "|"), "", "")
		if len(fields) != 6 && len(fields) != 8 {
			return nil, fmt.Errorf("%q has %d fields", line, len(fields)-2)
		}
		t := title{language: fields[0], authors: strings.Split(fields[2], "; "), name: fields[3], series: fields[4], part: fields[5]}
		if t.year, err = strconv.Atoi(fields[1]); err != nil {
			return nil, err
		}
		names := readers[t.language]
		t.narrator = names[dealt[t.language]%len(names)]
		dealt[t.language]++
		all = append(all, t)
	}
	return all, nil
}
