package group_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// TestVolumesBesideEachOther: names with a number are those of volumes if their neighbours are
// volumes of the same series.
func TestVolumesBesideEachOther(t *testing.T) {
	folders := func(names ...string) (all []group.Part) {
		for _, name := range names {
			all = append(all, at("Ada Brook/"+name+"/1.mp3"))
		}
		return all
	}
	for _, c := range []struct {
		parts []group.Part
		want  []string
	}{
		{folders("Fen 1 - The Ebb", "Fen 2 - The Flow", "Fen 3 The Gate"), []string{"Ada Brook / Fen #1 / The Ebb: 1", "Ada Brook / Fen #2 / The Flow: 1", "Ada Brook / Fen 3 The Gate: 1"}},
		{folders("Fen 1 - The Ebb", "Fen 2 The Flow"), []string{"Ada Brook / Fen 1: 1", "Ada Brook / Fen 2 The Flow: 1"}},
		{folders("Fen deel 1 - Eb", "Fen deel 2 - Vloed"), []string{"Ada Brook / Fen #1 / Eb: 1", "Ada Brook / Fen #2 / Vloed: 1"}},
		{files("", "Bo Day - Fen 1 - The Ebb/1.mp3", "Bo Day - Fen 12 - The Flow/1.mp3"), []string{"Bo Day / Fen #1 / The Ebb: 1", "Bo Day / Fen #12 / The Flow: 1"}},
		{folders("Week 1 - Mud", "Week 2 - Fog"), []string{"Ada Brook / Week 1: 1", "Ada Brook / Week 2: 1"}},
		{folders("Reed House Season 1 - Mud", "Reed House Season 2 - Fog"), []string{"Ada Brook / Reed House Season 1: 1", "Ada Brook / Reed House Season 2: 1"}},
		{files("", "Ada Brook - Tag 1 - Mud/1.mp3"), []string{"Ada Brook / Tag 1: 1"}},

		{folders("2 States", "3 Mistakes", "5 Point Someone"), []string{"Ada Brook / 2 States: 1", "Ada Brook / 3 Mistakes: 1", "Ada Brook / 5 Point Someone: 1"}},
		{files("Ada Brook/Fen", "1 Peter/1.mp3", "2 Timothy/1.mp3", "3 John/1.mp3"), []string{"Ada Brook / Fen / 1 Peter: 1", "Ada Brook / Fen / 2 Timothy: 1", "Ada Brook / Fen / 3 John: 1"}},
		{folders("My 1 Love", "My 2 Dads", "My 3 Sons"), []string{"Ada Brook / My 1 Love: 1", "Ada Brook / My 2 Dads: 1", "Ada Brook / My 3 Sons: 1"}},
		{folders("Best 2 Plays", "Best 19 Stories", "Best 20 Poems"), []string{"Ada Brook / Best 2 Plays: 1", "Ada Brook / Best 19 Stories: 1", "Ada Brook / Best 20 Poems: 1"}},
		{folders("Season 1 Pilot", "Season 2 Return", "Season 3 End"), []string{"Ada Brook / Season 1 Pilot: 1", "Ada Brook / Season 2 Return: 1", "Ada Brook / Season 3 End: 1"}},
		{folders("World War 1 Battles", "World War 2 Heroes", "World War 3 Begins"), []string{"Ada Brook / World War 1 Battles: 1", "Ada Brook / World War 2 Heroes: 1", "Ada Brook / World War 3 Begins: 1"}},
		{folders("World War 1 Battles", "World War 2 Heroes"), []string{"Ada Brook / World War 1 Battles: 1", "Ada Brook / World War 2 Heroes: 1"}},
		{folders("World War 1 Battles", "World War 2 Heroes", "World War 2 Spies"), []string{"Ada Brook / World War 1 Battles: 1", "Ada Brook / World War 2 Heroes: 1", "Ada Brook / World War 2 Spies: 1"}},
		{folders("Apollo 11 Eagle", "Apollo 12 Storm", "Apollo 13 Lost Moon"), []string{"Ada Brook / Apollo 11 Eagle: 1", "Ada Brook / Apollo 12 Storm: 1", "Ada Brook / Apollo 13 Lost Moon: 1"}},
		{folders("The 7 Habits", "The 2 Towers", "The 1 Thing"), []string{"Ada Brook / The 7 Habits: 1", "Ada Brook / The 2 Towers: 1", "Ada Brook / The 1 Thing: 1"}},
		{folders("Top 1 of Mud", "Top 2 of Reed", "Top 3 of Fog"), []string{"Ada Brook / Top 1 of Mud: 1", "Ada Brook / Top 2 of Reed: 1", "Ada Brook / Top 3 of Fog: 1"}},
		{folders("Level 1 French", "Level 2 French", "Level 3 French"), []string{"Ada Brook / Level 1 French: 1", "Ada Brook / Level 2 French: 1", "Ada Brook / Level 3 French: 1"}},
		{folders("Lesson 1 Mud", "Lesson 2 Reed", "Lesson 3 Fog"), []string{"Ada Brook / Lesson 1 Mud: 1", "Ada Brook / Lesson 2 Reed: 1", "Ada Brook / Lesson 3 Fog: 1"}},
		{folders("Learn Mud Lesson 1 - Ebb", "Learn Mud Lesson 2 - Flow"), []string{"Ada Brook / Learn Mud Lesson 1: 1", "Ada Brook / Learn Mud Lesson 2: 1"}},
		{folders("Route 66 Killers", "Route 77 Nights", "Route 1 Days"), []string{"Ada Brook / Route 66 Killers: 1", "Ada Brook / Route 77 Nights: 1", "Ada Brook / Route 1 Days: 1"}},
		{folders("Catch 22 Reeds", "Fen 1 Ebb", "Mud 2 Flow"), []string{"Ada Brook / Catch 22 Reeds: 1", "Ada Brook / Fen 1 Ebb: 1", "Ada Brook / Mud 2 Flow: 1"}},
	} {
		if got := grown(c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.parts[0].File.Path, got, c.want)
		}
	}
}

// TestOtherNamesOfVolumes: the series and its number can stand behind the title, or before it
// without a dash, and the number can stand alone in the folder of the series, if the names of
// the neighbours are of the same kind.
func TestOtherNamesOfVolumes(t *testing.T) {
	for _, c := range []struct {
		folder string
		names  string // divided by "; "
		want   string // likewise
	}{
		{"Ada Brook", "Ebb (Fen 1); Flow (Fen 2)", "Fen #1 / Ebb; Fen #2 / Flow"},
		{"Ada Brook", "Ebb [Fen 9]; Flow [Fen 10]", "Fen #9 / Ebb; Fen #10 / Flow"},
		{"Ada Brook", "Ebb (Fen-1); Flow (Fen 2)", "Ebb (Fen-1); Flow (Fen 2)"},
		{"Ада Брук", "Прилив (Озёра-1); Отлив (Озёра-2)", "Озёра #1 / Прилив; Озёра #2 / Отлив"},
		{"Ада Брук", "Озёра 1. Прилив; Озёра 2. Отлив", "Озёра #1 / Прилив; Озёра #2 / Отлив"},
		{"Ada Brook", "Ebb - Fen 1; Flow - Fen 2", "Fen #1 / Ebb; Fen #2 / Flow"},
		{"Ada Brook", "Ebb - Fen 1; Mud Flats - Fen 2", "Fen #1 / Ebb; Fen #2 / Mud Flats"},
		{"Ada Brook", "Fen [09] Ebb; Fen [10] Flow", "Fen #9 / Ebb; Fen #10 / Flow"},
		{"Ada Brook", "Fen T1 - Eau; Fen T02 - Mer", "Fen #1 / Eau; Fen #2 / Mer"},
		{"Ada Brook", "Fen - T1 - Eau; Fen - Tome 2 - Mer", "Fen #1 / Eau; Fen #2 / Mer"},
		{"Ada Brook", "Fen, Tome 1 : Eau; Fen, Tome 2 : Mer", "Fen #1 / Eau; Fen #2 / Mer"},
		{"Ada Brook", "Fen 09 - Ebb; Fen 10 - Flow", "Fen #9 / Ebb; Fen #10 / Flow"},
		{"", "Bo Day - Fen 09 - Ebb; Bo Day - Fen 10 - Flow", "Fen #9 / Ebb; Fen #10 / Flow"},
		{"", "Bo Day - Ebb (Fen 09); Bo Day - Flow (Fen 10)", "Fen #9 / Ebb; Fen #10 / Flow"},
		{"", "Bo Day - Ebb - Fen 09; Bo Day - Mud Flats - Fen 10", "Fen #9 / Ebb; Fen #10 / Mud Flats"},
		{"Ada Brook/Fen", "01 Ebb; 02 Flow; 10 Mud", "Fen #1 / Ebb; Fen #2 / Flow; Fen #10 / Mud"},
		{"Ada Brook/Fen", "001 Ebb; 002 Flow; 110 Mud", "Fen #1 / Ebb; Fen #2 / Flow; Fen #110 / Mud"},
		{"Ada Brook/Fen", "01-Ebb; 02-Flow; 10-Mud", "Fen #1 / Ebb; Fen #2 / Flow; Fen #10 / Mud"},
		{"Ada Brook/Fen", "01_Ebb Tide; 02_Flow; 10_Mud", "Fen #1 / Ebb Tide; Fen #2 / Flow; Fen #10 / Mud"},
		{"Ada Brook/Fen", "09 (2001) Ebb; 08 (2003) Flow; 10 (2005) Mud", "Fen #9 / Ebb; Fen #8 / Flow; Fen #10 / Mud"},
		{"Ada Brook/Fen", "1-Ebb; 2-Flow; 3-Mud", "Fen #1 / Ebb; Fen #2 / Flow; Fen #3 / Mud"},
		{"Ada Brook/Fen", "T01 Eau; T02 Mer", "Fen #1 / Eau; Fen #2 / Mer"},
		{"Ada Brook/Fen", "1 of 9 - Ebb; 2 of 9 - Flow", "Fen #1 / Ebb; Fen #2 / Flow"},
		{"Ada Brook/Fen", "Fen [09] Ebb; Fen [10] Flow", "Fen #9 / Ebb; Fen #10 / Flow"},
		{"Ada Brook", "01 Ebb; 02 Flow; 10 Mud", "Ebb; Flow; Mud"},

		{"Ada Brook", "[Fen 09] Ebb; [Fen 10] Flow", "Fen #9 / Ebb; Fen #10 / Flow"},
		{"Ada Brook", "08. Ebb; 09. Flow; 10. Mud", "Ebb; Flow; Mud"},

		{"Ada Brook", "[World War 2] Ebb; [Catch 22] Flow", "[World War 2] Ebb; [Catch 22] Flow"},
		{"Ada Brook", "2. Weltkrieg; 39. Stufe; 7. Siegel", "2. Weltkrieg; 39. Stufe; 7. Siegel"},
		{"Ada Brook", "Ebb (Fen 1); Flow (Reed 2)", "Ebb (Fen 1); Flow (Reed 2)"},
		{"Ada Brook", "Ebb (Series 1); Flow (Series 2)", "Ebb (Series 1); Flow (Series 2)"},
		{"Ada Brook", "Ebb (Version 1); Flow (Version 2)", "Ebb (Version 1); Flow (Version 2)"},
		{"Ada Brook", "Ebb (Season 1); Flow (Season 2)", "Ebb (Season 1); Flow (Season 2)"},
		{"Ada Brook", "Ebb (BBC Radio 3); Flow (BBC Radio 4)", "Ebb (BBC Radio 3); Flow (BBC Radio 4)"},
		{"Ada Brook", "Ebb (Fen 1); Ebb (Fen 2)", "Ebb (Fen 1); Ebb (Fen 2)"},
		{"Space", "Bo Day - Apollo 11; Iris Kane - Apollo 13", "Apollo 11; Apollo 13"},
		{"Ada Brook/Fen", "1 Peter; 2 Timothy; 3 John", "Fen / 1 Peter; Fen / 2 Timothy; Fen / 3 John"},
		{"Ada Brook/Fen", "01 Ebb; 02 Flow; 101 Dogs", "Fen #1 / Ebb; Fen #2 / Flow; Fen / 101 Dogs"},
		{"Ada Brook/Fen", "01 Ebb; 39 Steps", "Fen #1 / Ebb; Fen / 39 Steps"},
		{"Ada Brook/Fen", "1-Ebb; 7-Eleven; 2-Flow", "Fen / 1-Ebb; Fen / 7-Eleven; Fen / 2-Flow"},
		{"Ada Brook/Fen", "4-Hour Days; 5-Minute Tales; 10-Day Weeks", "Fen / 4-Hour Days; Fen / 5-Minute Tales; Fen / 10-Day Weeks"},
		{"Ada Brook", "T2 Mud; Mud", "T2 Mud; Mud"},
		{"Ada Brook", "Fen 11. Mud; Catch 22. Reed", "Fen 11. Mud; Catch 22. Reed"},
	} {
		var parts []group.Part
		for name := range strings.SplitSeq(c.names, "; ") {
			parts = append(parts, at(filepath.Join(c.folder, name, "1.mp3")))
		}
		var got []string
		for _, b := range grown(parts) {
			b = strings.TrimSuffix(b, ": 1")
			for _, author := range []string{c.folder, filepath.Dir(c.folder), "Bo Day", "Iris Kane"} {
				b = strings.TrimPrefix(b, author+" / ")
			}
			got = append(got, b)
		}
		want := strings.Split(c.want, "; ")
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s/%s:\ngot  %q\nwant %q", c.folder, c.names, got, want)
		}
	}
}

// TestFilesAsVolumes: the same for long files in one folder, with and without an artist.
func TestFilesAsVolumes(t *testing.T) {
	for _, c := range []struct {
		folder string
		form   string // of "§", the title, and "%02d", the number
		series bool
	}{
		{"Ada Brook/Fen", "%02d-§", true},
		{"Ada Brook/Fen", "%02d_§", true},
		{"Ada Brook/Fen", "%02d §", true},
		{"Ada Brook", "%02d-§", false},
		{"Ada Brook", "%02d. §", false},
		{"Ada Brook", "Fen %02d - §", true},
		{"Ada Brook", "§ (Fen %02d)", true},
		{"Ada Brook", "[Fen %02d] §", true},
		{"Ada Brook", "Ada Brook - Fen %02d - §", true},
	} {
		for _, artist := range []string{"", "Ada Brook"} {
			var parts []group.Part
			var want []string
			for i, title := range []string{"Ebb", "Flow", "Mud"} {
				n := []int{1, 9, 10}[i]
				name := strings.ReplaceAll(fmt.Sprintf(c.form, n), "§", title)
				p := part(0, filepath.Join(c.folder, name+".m4b"), &book.Tags{Artist: artist})
				p.File.Media.Duration = 9 * time.Hour
				parts = append(parts, p)
				if c.series {
					want = append(want, fmt.Sprintf("Ada Brook / Fen #%d / %s: %s", n, title, name))
				} else {
					want = append(want, fmt.Sprintf("Ada Brook / %s: %s", title, name))
				}
			}
			got := grown(parts)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s/%s, artist %q:\ngot  %q\nwant %q", c.folder, c.form, artist, got, want)
			}
		}
	}
}

// TestLongFilesOfOneFolder: long files are books of their own if their names say so, also if
// they have one title in their tags.
func TestLongFilesOfOneFolder(t *testing.T) {
	last := func(length time.Duration, tags book.Tags, paths ...string) (all []group.Part) {
		for _, path := range paths {
			p := part(0, path, &tags)
			p.File.Media.Duration = length
			all = append(all, p)
		}
		return all
	}
	const two, long = 2*time.Hour - time.Second, 5 * time.Hour
	for _, c := range []struct {
		parts []group.Part
		want  []string
	}{
		{last(two, book.Tags{}, "Birds/Ducks/Ducks 1 - Alpha.m4b", "Birds/Ducks/Ducks 2 - Beta.m4b"), []string{"Birds / Ducks #1 / Alpha: Ducks 1 - Alpha", "Birds / Ducks #2 / Beta: Ducks 2 - Beta"}},
		{last(two, book.Tags{}, "History/World War 1 - Mud.m4b", "History/World War 2 - Reed.m4b"), []string{"World War 1 - Mud: World War 1 - Mud", "World War 2 - Reed: World War 2 - Reed"}},
		{last(two, book.Tags{Artist: "Ada Brook"}, "Ada Brook/Ducks 1 - Alpha.m4b", "Ada Brook/Ducks 2 - Beta.m4b"), []string{"Ada Brook / Ducks #1 / Alpha: Ducks 1 - Alpha", "Ada Brook / Ducks #2 / Beta: Ducks 2 - Beta"}},
		{last(time.Hour, book.Tags{}, "Birds/Ducks/Ducks 1 - Alpha.m4b", "Birds/Ducks/Ducks 2 - Beta.m4b"), []string{"Birds / Ducks: Ducks 1 - Alpha, Ducks 2 - Beta"}},
		{last(two, book.Tags{}, "Birds/Ducks/Ducks 1 - Alpha.mp3", "Birds/Ducks/Ducks 2 - Beta.mp3"), []string{"Birds / Ducks: Ducks 1 - Alpha, Ducks 2 - Beta"}},
		{append(last(two, book.Tags{Artist: "Bo Day", Title: "World War 1 - Mud"}, "Mix/World War 1 - Mud.m4b"), last(two, book.Tags{Artist: "Ada Brook", Title: "World War 2 - Reed"}, "Mix/World War 2 - Reed.m4b")...),
			[]string{"Ada Brook / World War 2 - Reed: World War 2 - Reed", "Bo Day / World War 1 - Mud: World War 1 - Mud"}},
		{last(two, book.Tags{Artist: "Ada Brook"}, "Ada Brook/Apollo 11 - Mud.m4b", "Ada Brook/Apollo 13 - Reed.m4b"), []string{"Ada Brook / Apollo 11 - Mud: Apollo 11 - Mud", "Ada Brook / Apollo 13 - Reed: Apollo 13 - Reed"}},
		{last(two, book.Tags{Artist: "Ada Brook"}, "Course/Week 1 - Mud.m4b", "Course/Week 2 - Reed.m4b"), []string{"Ada Brook / Week 1 - Mud: Week 1 - Mud", "Ada Brook / Week 2 - Reed: Week 2 - Reed"}},
		{last(two, book.Tags{Artist: "Ada Brook"}, "Ducks 1 - Alpha.m4b", "Ducks 2 - Beta.m4b"), []string{"Ada Brook / Ducks 1 - Alpha: Ducks 1 - Alpha", "Ada Brook / Ducks 2 - Beta: Ducks 2 - Beta"}},
		{last(two, book.Tags{}, "Ada Brook/Apollo 13 - Moon.m4b", "Ada Brook/Area 51 - Mud.m4b"), []string{"Ada Brook / Apollo 13 - Moon: Apollo 13 - Moon", "Ada Brook / Area 51 - Mud: Area 51 - Mud"}},

		{last(long, book.Tags{Title: "A Tale of Mud"}, "Ada Brook/Low Tide.m4b", "Ada Brook/High Water.m4b"),
			[]string{"Ada Brook / A Tale of Mud / High Water: High Water", "Ada Brook / A Tale of Mud / Low Tide: Low Tide"}},
		{last(long, book.Tags{Title: "Ada Brook", Artist: "Ada Brook"}, "Ada Brook/Low Tide.m4b", "Ada Brook/High Water.m4b"), []string{"Ada Brook / High Water: High Water", "Ada Brook / Low Tide: Low Tide"}},
		{last(long, book.Tags{Title: "Ada Brook"}, "Ada Brook/Low Tide.m4b", "Ada Brook/High Water.m4b"), []string{"Ada Brook / High Water: High Water", "Ada Brook / Low Tide: Low Tide"}},
		{last(long, book.Tags{Title: "Low Tide", Artist: "Ada Brook"}, "Ada Brook/Low Tide 1.m4b", "Ada Brook/Low Tide 2.m4b"), []string{"Ada Brook / Low Tide: Low Tide 1, Low Tide 2"}},
		{last(two+5*time.Minute, book.Tags{Title: "Anna"}, "Leo/Anna/The Sea.m4b", "Leo/Anna/The Land.m4b"), []string{"Leo / Anna: The Land, The Sea"}},
		{last(long, book.Tags{Title: "Anna"}, "Leo/Anna/The Sea.m4b", "Leo/Anna/The Land.m4b"), []string{"Leo / Anna: The Land, The Sea"}},
		{last(long, book.Tags{Title: "Low Tide"}, "Ada Brook/Fen/Low Tide - Morning.m4b", "Ada Brook/Fen/Low Tide - Evening.m4b"), []string{"Ada Brook / Low Tide: Low Tide - Evening, Low Tide - Morning"}},
		{last(long, book.Tags{Title: "Low Tide", Artist: "Ada Brook"}, "Ada Brook/01.m4b", "Ada Brook/02.m4b"), []string{"Ada Brook / Low Tide: 01, 02"}},
		{last(time.Hour, book.Tags{Title: "Low Tide", Artist: "Ada Brook"}, "Ada Brook/Low Tide/Mud.m4b", "Ada Brook/Low Tide/Reed.m4b"), []string{"Ada Brook / Low Tide: Mud, Reed"}},
	} {
		got := grown(c.parts)
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.parts[0].File.Path, got, c.want)
		}
	}
}

// TestRadioPlays: a series of radio plays is not its own author.
func TestRadioPlays(t *testing.T) {
	one := func(path string, tags book.Tags) []group.Part { return []group.Part{part(0, path, &tags)} }
	for _, c := range []struct {
		parts []group.Part
		want  []string
	}{
		{files("TKKG", "Folge 1 - Fog/1.mp3", "Folge 120 - Mud/1.mp3"), []string{"TKKG #1 / Fog: 1", "TKKG #120 / Mud: 1"}},
		{files("Die drei ??? ", "012 - Fog/1.mp3"), []string{"Die drei ??? #12 / Fog: 1"}},
		{one("x/Folge 1/1.mp3", book.Tags{Album: "001/Fog", Artist: "Die drei ???"}), []string{"Die drei ??? #1 / Fog: Folge 1/1"}},
		{one("TKKG/Folge 1/1.mp3", book.Tags{Album: "001/Fog", Artist: "TKKG"}), []string{"TKKG #1 / Fog: Folge 1/1"}},
		{one("TKKG/Folge 1/1.mp3", book.Tags{Album: "001/Fog", Artist: "Ada Brook", AlbumArtist: "TKKG"}), []string{"Ada Brook / TKKG #1 / Fog: Folge 1/1"}},

		{files("Benno Blume", "Folge 1 - Fog/1.mp3"), []string{"Benno Blume / Fog: 1"}},
		{one("Benno Blume/Folge 1 - Fog/1.mp3", book.Tags{Album: "Folge 1: Fog", Artist: "Benno Blume"}), []string{"Benno Blume / Folge 1: Fog: 1"}},
		{files("NASA", "101 - Herons/1.mp3"), []string{"NASA / Herons: 1"}},
		{one("Plato/Low Tide/1.mp3", book.Tags{Album: "Episode 3: Low Tide", Artist: "Plato"}), []string{"Plato / Plato #3 / Low Tide: 1"}},
		{one("OVID/Low Tide/1.mp3", book.Tags{Album: "Episode 3: Low Tide", Artist: "OVID"}), []string{"OVID / OVID #3 / Low Tide: 1"}},
		{one("x/Fog/1.mp3", book.Tags{Album: "003/Fog", Artist: "Loriot"}), []string{"Loriot / Loriot #3 / Fog: 1"}},
		{one("Iris Kane/x.m4b", book.Tags{Album: "Episode 3: The Ford", Artist: "Iris Kane"}), []string{"Iris Kane / Episode 3: The Ford: x"}},
		{files("Iris Kane", "Episode 12 - The Well/1.mp3"), []string{"Iris Kane / The Well: 1"}},
		{files("Isaac Brook", "001 - Fog/1.mp3"), []string{"Isaac Brook / Fog: 1"}},
		{files("Asimov", "001 - Fog/1.mp3"), []string{"Asimov / Fog: 1"}},
		{files("SARK", "01 - Fog/1.mp3"), []string{"SARK / Fog: 1"}},
		{files("BBC", "Fog/1.mp3"), []string{"BBC / Fog: 1"}},
		{files("Ada Brook", "Folge der Nacht/1.mp3", "Episode/1.mp3", "Folge 3/1.mp3"), []string{"Ada Brook / Folge der Nacht: 1", "Ada Brook / Episode: 1", "Ada Brook: Folge 3/1"}},
		{one("Agatha Brook/x.m4b", book.Tags{Album: "Fog", Artist: "Agatha Brook", Series: "Agatha Brook", SeriesPart: "1"}), []string{"Agatha Brook / Agatha Brook #1 / Fog: x"}},
		{one("Asimov/x.m4b", book.Tags{Album: "Asimov 01: Fog", Artist: "Asimov"}), []string{"Asimov / Asimov #1 / Fog: x"}},
	} {
		if got := grown(c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.parts[0].File.Path, got, c.want)
		}
	}
}

// TestSeveralPiecesInOneName: folders with several pieces are parts of the book above, and
// names with several volumes are omnibuses.
func TestSeveralPiecesInOneName(t *testing.T) {
	for _, c := range []struct {
		parts []group.Part
		want  []string
	}{
		{files("A/T", "Part 1-2/1.mp3", "Part 3/1.mp3"), []string{"A / T: Part 1-2/1, Part 3/1"}},
		{files("A/T", "CD1-2/1.mp3", "CD3/1.mp3"), []string{"A / T: CD1-2/1, CD3/1"}},
		{files("TKKG", "Folgen 001-010/1.mp3", "Folgen 011-020/1.mp3"), []string{"TKKG / Folgen 001-010: 1", "TKKG / Folgen 011-020: 1"}},
		{files("A/T", "Episodes 1-10/1.mp3", "Episodes 11-20/1.mp3"), []string{"A / T / Episodes 1-10: 1", "A / T / Episodes 11-20: 1"}},
		{files("A/T", "Chapters 1-5/1.mp3", "Chapters 6-10/1.mp3"), []string{"A / T: Chapters 1-5/1, Chapters 6-10/1"}},
		{files("A/T", "CDs 1-2/1.mp3", "CD 3/1.mp3"), []string{"A / T: CD 3/1, CDs 1-2/1"}},
		{files("A/T", "Teile 1-2/1.mp3", "Teil 3/1.mp3"), []string{"A / T: Teil 3/1, Teile 1-2/1"}},
		{files("A/T", "Disc 1 of 2 (Chapters 1-5)/1.mp3", "Disc 2 of 2 (Chapters 6-9)/1.mp3"), []string{"A / T: Disc 1 of 2 (Chapters 1-5)/1, Disc 2 of 2 (Chapters 6-9)/1"}},
		{files("A", "9-11/1.mp3", "Fen 1914-1918/1.mp3", "Route 10-20/1.mp3", "Parts 5-3/1.mp3"), []string{"A / 9-11: 1", "A / Fen 1914-1918: 1", "A / Route 10-20: 1", "A / Parts 5-3: 1"}},
		{files("Kurse", "Italienisch Lektion 1-10/1.mp3"), []string{"Kurse / Italienisch Lektion 1-10: 1"}},
		{files("A/Fen", "Books 1-3/1.mp3"), []string{"A / Fen #1-3 / Books 1-3: 1"}},

		{files("A/Fen", "Book 1, Book 2, Book 3 - Fog/1.mp3"), []string{"A / Fen #1-3 / Fog: 1"}},
		{files("A/Fen", "Book 1, 2 & 3 - Fog/1.mp3"), []string{"A / Fen #1-3 / Fog: 1"}},
		{files("A/Fen", "Book 2 and Book 3: Fog/1.mp3"), []string{"A / Fen #2-3 / Fog: 1"}},
		{files("A/Fen", "Band 1 + 2 - Fog/1.mp3"), []string{"A / Fen #1-2 / Fog: 1"}},
		{files("A/Fen", "Book 3, 4 - Square/1.mp3"), []string{"A / Fen #3 / 4: 1"}},
		{files("A/Fen", "Book 1, Book 2 Be Named/1.mp3"), []string{"A / Fen #1 / Book 2 Be Named: 1"}},
		{files("A/Fen", "Book 2 Book 3 Things/1.mp3"), []string{"A / Fen #2 / Book 3 Things: 1"}},
		{files("A/Fen", "Book 1, 2, 3 Days/1.mp3"), []string{"A / Fen #1 / 2, 3 Days: 1"}},
		{files("A/Fen", "Book 1, 2 Days/1.mp3"), []string{"A / Fen #1 / 2 Days: 1"}},
		{files("A/Fen", "Book 1, 2nd Edition/1.mp3"), []string{"A / Fen #1 / 2nd Edition: 1"}},
		{files("A/Fen", "Book 1, Book 3/1.mp3"), []string{"A / Fen #1 / Book 3: 1"}},
		{files("A/Fen", "Book 1, 1984/1.mp3"), []string{"A / Fen #1 / 1984: 1"}},
		{files("A/Fen", "Book 12, 13 Ways to Mud/1.mp3"), []string{"A / Fen #12 / 13 Ways to Mud: 1"}},
		{files("A/Fen", "Book 1 & Mud/1.mp3"), []string{"A / Fen #1 / & Mud: 1"}},

		{files("A/Fen", "Fog - 0/1.mp3", "Mud - 00/1.mp3"), []string{"A / Fen / Fog: 1", "A / Fen #0 / Mud: 1"}},
		{files("A/Fen", "Fog - 01/1.mp3", "Mud - 02/1.mp3"), []string{"A / Fen #1 / Fog: 1", "A / Fen #2 / Mud: 1"}},
		{files("A/Fen", "Catch - 22/1.mp3", "Room - 7/1.mp3"), []string{"A / Fen / Catch: 1", "A / Fen / Room: 1"}},
		{files("A", "Fog - 01/1.mp3"), []string{"A / Fog: 1"}},

		{files("Ada Brook/Fog/Ada Brook", "Fog.mp3"), []string{"Ada Brook / Fog: Fog"}},
		{files("Ada Brook/Fog/Ada Brook/Fog", "1.mp3"), []string{"Ada Brook / Fog: 1"}},
		{files("Ada Brook/Memoirs/Ada Brook", "A Life.mp3"), []string{"Ada Brook / Memoirs / Ada Brook: A Life"}},
		{files("Ada Brook/Fog/Mud/Fog", "1.mp3"), []string{"Fog / Mud / Fog: 1"}},
		{files("", "Ada Brook - Fog {MP3 64kbps}/1.mp3", "Ada Brook - Mud {Bo Day}/1.mp3"), []string{"Ada Brook / Fog: 1", "Ada Brook / Mud {Bo Day}: 1"}},
	} {
		if got := grown(c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.parts[0].File.Path, got, c.want)
		}
	}
}

// TestAlbumsOfParts: folders that say how many parts there are hold the parts of one book,
// whose albums are such parts too. Without a total, they can be the parts of a cycle.
func TestAlbumsOfParts(t *testing.T) {
	for _, c := range []struct {
		folders, albums, want []string
	}{
		{[]string{"Reed (1 of 2)", "Reed (2 of 2)"}, []string{"Reed (1 of 2)", "Reed (2 of 2)"}, []string{"Reed: 2 files"}},
		{[]string{"Reed 1 of 2", "Reed 2 of 2"}, []string{"Reed, Part 1", "Reed, Part 2"}, []string{"Reed: 2 files"}},
		{[]string{"Reed Teil 1 von 2", "Reed Teil 2 von 2"}, []string{"Reed (Teil 1 von 2)", "Reed (Teil 2 von 2)"}, []string{"Reed: 2 files"}},
		{[]string{"Reed (1 of 2) [Dramatized Adaptation]", "Reed (2 of 2) [Dramatized Adaptation]"}, []string{"Reed (1 of 2) [Dramatized Adaptation]", "Reed (2 of 2) [Dramatized Adaptation]"},
			[]string{"Reed [Dramatized Adaptation]: 2 files"}},
		{[]string{"Fen/Reed/1", "Fen/Reed/2"}, []string{"Reed (1 of 2)", "Reed (2 of 2)"}, []string{"Reed: 2 files"}},

		{[]string{"Reed, Part 1", "Reed, Part 2"}, []string{"Reed, Part 1", "Reed, Part 2"}, []string{"Reed, Part 1: 1 files", "Reed, Part 2: 1 files"}},
		{[]string{"Reed (1 of 2)", "Reed (2 of 2)"}, []string{"Mud", "Fog"}, []string{"Fog: 1 files", "Mud: 1 files"}},
		{[]string{"Fen/Reed/1", "Fen/Reed/2"}, []string{"Reed (2 of 2)", "Reed (1 of 2)"}, []string{"Reed (1 of 2): 1 files", "Reed (2 of 2): 1 files"}},
	} {
		var parts []group.Part
		for i, name := range c.folders {
			parts = append(parts, part(0, filepath.Join("Ada Brook", name, "1.mp3"), album(c.albums[i])))
		}
		var got []string
		for _, b := range booksBelow(parts) {
			got = append(got, fmt.Sprintf("%s: %d files", b.Title, len(b.Files)))
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.folders[0], got, c.want)
		}
	}
}

// TestPartsOfEditions: only the parts of one edition belong together, and they have that
// edition.
func TestPartsOfEditions(t *testing.T) {
	for _, c := range []struct {
		folders, want []string
	}{
		{[]string{"Reed (1 of 2) [Dramatized Adaptation]", "Reed (2 of 2) [Dramatized Adaptation]"}, []string{"Reed [Dramatized Adaptation]: 2 files, Dramatized Adaptation"}},
		{[]string{"Reed (Part 1 of 2)", "Reed (Part 2 of 2)", "Reed (1 of 2) [Dramatized Adaptation]", "Reed (2 of 2) [Dramatized Adaptation]"},
			[]string{"Reed: 2 files, ", "Reed [Dramatized Adaptation]: 2 files, Dramatized Adaptation"}},
		{[]string{"Reed (Part 1)", "Reed (Part 2)", "Reed (Part 1) (Abridged)", "Reed (Part 2) (Abridged)"}, []string{"Reed: 2 files, ", "Reed (Abridged): 2 files, Abridged"}},
		{[]string{"Reed (CD 1) (Unabridged)", "Reed (CD 2) (Unabridged)"}, []string{"Reed: 2 files, Unabridged"}},
		{[]string{"Fen/Fen (CD 1)", "Fen/Fen (CD 2) (Unabridged)"}, []string{"Fen: 2 files, "}},
		{[]string{"Reed (Part 1) (Abridged)"}, []string{"Reed (Part 1) (Abridged): 1 files, Abridged"}},
		{[]string{"Part 1 (Abridged)", "Part 2 (Abridged)"}, []string{"Ada Brook: 2 files, "}},
	} {
		var parts []group.Part
		for _, name := range c.folders {
			parts = append(parts, at(filepath.Join("Ada Brook", name, "1.mp3")))
		}
		var got []string
		for _, b := range booksBelow(parts) {
			got = append(got, fmt.Sprintf("%s: %d files, %s", b.Title, len(b.Files), b.Edition))
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.folders[0], got, c.want)
		}
	}
}
