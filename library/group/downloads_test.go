package group_test

import (
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// TestNamesOfDownloads: names are shown without what downloads encode in them, and releases
// like other names. The paths stay.
func TestNamesOfDownloads(t *testing.T) {
	for _, c := range []struct {
		parts []group.Part
		want  []string
	}{
		{files("Ada%20Brook", "The%20Low%20Tide/1.mp3"), []string{"Ada Brook / The Low Tide: 1"}},
		{files("", "Ada%20Brook%20-%20The%20Low%20Tide%20%7BBo%20Day%7D/1.mp3"), []string{"Ada Brook / The Low Tide {Bo Day}: 1"}},
		{files("", "Ada%20Brook%20-%20Low%20Tide.m4b"), []string{"Ada Brook / Low Tide: Ada%20Brook%20-%20Low%20Tide"}},
		{files("A/T", "Plum%20Tree%2001.m4b", "Plum%20Tree%2002.m4b"), []string{"A / T: Plum%20Tree%2001, Plum%20Tree%2002"}},
		{files("Ada Brook", "Low Tide%3A A Novel/1.mp3"), []string{"Ada Brook / Low Tide: A Novel: 1"}},
		{files("Ada Brook", "CD%201/1.mp3", "CD%202/1.mp3"), []string{"Ada Brook: CD%201/1, CD%202/1"}},
		{files("Brook &amp; Day", "Salt &amp; Iron/1.mp3"), []string{"Brook+Day / Salt & Iron: 1"}},
		{files("Ada Brook", "The Heron&#39;s Tide.m4b"), []string{"Ada Brook / The Heron's Tide: The Heron&#39;s Tide"}},
		{files("Ada Brook", "100%/1.mp3", "50% Mud/1.mp3", "The 7% Tide/1.mp3", "95%de/1.mp3", "AT&T/1.mp3", "Q&A; More/1.mp3"),
			[]string{"Ada Brook / 100%: 1", "Ada Brook / 50% Mud: 1", "Ada Brook / The 7% Tide: 1", "Ada Brook / 95%de: 1", "Ada Brook / AT&T: 1", "Ada Brook / Q&A; More: 1"}},

		{files("", "Ada.Brook.-.Low.Tide.2019.MP3.64kbps-GRP/1.mp3"), []string{"Ada Brook / Low Tide: 1"}},
		{files("", "Ada.Brook.-.Fen.01.-.Low.Tide.2019.Unabridged.M4B/x.m4b"), []string{"Ada Brook / Fen #1 / Low Tide: x"}},
		{files("", "J.K.Marl.-.Low.Tide.2019.AUDiOBOOK-GRP/1.mp3"), []string{"J. K. Marl / Low Tide: 1"}},
		{files("", "Ada_Brook-Low_Tide-AUDiOBOOK-WEB-2021-GRP/1.mp3"), []string{"Ada Brook / Low Tide: 1"}},
		{files("", "Jean-Paul_Brook-Spider-Mud-DE-AUDIOBOOK-3CD-2021-GRP_iNT/1.mp3"), []string{"Jean-Paul Brook / Spider-Mud: 1"}},
		{files("", "Ada_Brook_-_Low_Tide-(German)-Ungekuerzt-MP3-2021-GRP/1.mp3"), []string{"Ada Brook / Low Tide: 1"}},
		{files("", "Low.Tide.2049.2019.MP3-GRP/1.mp3"), []string{"Low Tide 2049: 1"}},
		{files("", "1984.1999.MP3-GRP/1.mp3"), []string{"1984: 1"}},
		{files("", "Ada_Brook-ES-AUDIOBOOK-DE-2010-GRP/1.mp3"), []string{"Ada Brook / ES: 1"}},

		{files("", "George.Brook.-.1984.Unabridged.MP3-GRP/1.mp3"), []string{"George Brook / 1984: 1"}},
		{files("", "George_Brook-1984-AUDIOBOOK-2009-GRP/1.mp3", "Ada_Brook-1985-AUDIOBOOK-GRP/1.mp3"), []string{"George Brook / 1984: 1", "Ada Brook / 1985: 1"}},
		{files("", "Reed.Runner.2049.MP3-GRP/1.mp3", "London.1949.MP3-GRP/1.mp3", "Mud.2040.MP3-GRP/1.mp3", "Reed.1950.MP3-GRP/1.mp3", "Fog.2039.MP3-GRP/1.mp3"),
			[]string{"Reed Runner 2049: 1", "London 1949: 1", "Mud 2040: 1", "Reed: 1", "Fog: 1"}},
		{files("", "J.R.R.Marl-The.Tide.MP3-GRP/1.mp3", "Ursula.K.Le.Brook-The.Left-Hand.MP3-GRP/1.mp3"), []string{"J. R. R. Marl / The Tide: 1", "Ursula K. Le Brook / The Left-Hand: 1"}},
		{files("", "S.H.I.E.L.D.2019.MP3-GRP/1.mp3", "11.22.63.MP3-GRP/1.mp3"), []string{"S.H.I.E.L.D: 1", "11.22.63: 1"}},
		{files("Jane", "X-Men_Dark_Mirror-Audiobook-2006-GRP/1.mp3", "Spider-Man_Home-Audiobook-2006-GRP/1.mp3", "Catch-22_Heller-Audiobook-2006-GRP/1.mp3", "Slaughterhouse-Five_Novel-Audiobook-2006-GRP/1.mp3", "Well-Read_Black_Girl-Unabridged-2018-GRP/1.mp3"),
			[]string{"Jane / X-Men Dark Mirror: 1", "Jane / Spider-Man Home: 1", "Jane / Catch-22 Heller: 1", "Jane / Slaughterhouse-Five Novel: 1", "Jane / Well-Read Black Girl: 1"}},
		{files("Jane", "U.S.A.(Unabridged)/1.mp3", "S.P.Q.R.(Unabridged)/1.mp3", "I.Q.84.(Unabridged)/1.mp3", "N.P.(Unabridged)/1.mp3", "1.5.(Unabridged)/1.mp3", "11.22.63.(Unabridged)/1.mp3"),
			[]string{"Jane / U.S.A.: 1", "Jane / S.P.Q.R.: 1", "Jane / I.Q.84.: 1", "Jane / N.P.: 1", "Jane / 1.5.: 1", "Jane / 11.22.63.: 1"}},
		{files("Jane", "U.S.A.-Unabridged/1.mp3", "A.I.(Abridged)/1.mp3", "The.Year.2000.MP3/1.mp3", "Inside_The_Web-2019-Podcast/1.mp3"),
			[]string{"Jane / U.S.A.-Unabridged: 1", "Jane / A.I.(Abridged): 1", "Jane / The.Year.2000.MP3: 1", "Jane / Inside The Web-2019-Podcast: 1"}},

		{files("AC%2FDC", "Live/1.mp3"), []string{"AC/DC / Live: 1"}},
		{files("Ada Brook%2FBo Day", "Low Tide/1.mp3"), []string{"Ada Brook+Bo Day / Low Tide: 1"}},
		{files("J.R.R.Marl", "M.A.S.H/1.mp3", "S.T.A.L.K.E.R/1.mp3", "11.22.63/1.mp3", "U.S.A/1.mp3", "Vol.1.5/1.mp3", "www.mud.com/1.mp3"),
			[]string{"J.R.R.Marl / M.A.S.H: 1", "J.R.R.Marl / S.T.A.L.K.E.R: 1", "J.R.R.Marl / 11.22.63: 1", "J.R.R.Marl / U.S.A: 1", "J.R.R.Marl / Vol.1.5: 1", "J.R.R.Marl / www.mud.com: 1"}},
		{files("Ada Brook", "U-2_Incident-1960-Spy/1.mp3", "Catch-22/1.mp3", "The_Web-Cafe/1.mp3", "Low_Tide-AAX_44_128/1.mp3", "white_heron_1203_librivox/1.mp3", "low_tide_64kb/1.mp3"),
			[]string{"Ada Brook / U-2 Incident-1960-Spy: 1", "Ada Brook / Catch-22: 1", "Ada Brook / The Web-Cafe: 1", "Ada Brook / Low Tide: 1", "Ada Brook / white heron: 1", "Ada Brook / low tide: 1"}},
	} {
		if got := grown(c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.parts[0].File.Path, got, c.want)
		}
	}
	b := group.Books(folderOf("Low.Tide.Unabridged.2019.MP3-GRP", part(1, "Low.Tide.Unabridged.2019.MP3-GRP/1.mp3", nil)))[0]
	if b.Title != "Low Tide" || b.Year != 2019 || b.Edition != "Unabridged" {
		t.Errorf("%s, %d, %s", b.Title, b.Year, b.Edition)
	}
	b = group.Books(folderOf("The%20Mud", part(1, "The%20Mud/1.mp3", nil)))[0]
	if b.Title != "The Mud" || b.Path != "/b/The%20Mud/1.mp3" {
		t.Errorf("%s: %s", b.Title, b.Path)
	}
}

// TestNumberedSeries: the number by which the folders of series are sorted does not belong to
// the names of the series.
func TestNumberedSeries(t *testing.T) {
	for folder, series := range map[string]string{
		"01 - Fen Saga": "Fen Saga", "02. The Fen": "The Fen", "003 - Fen": "Fen", "1 - Fen Saga": "Fen Saga", "01 Fen Trilogy": "Fen Trilogy", "01_Fen_Trilogy": "Fen Trilogy",
		"87th Precinct": "87th Precinct", "39 Clues": "39 Clues", "007": "007", "007 Reed Bond": "007 Reed Bond", "9 - Lives": "9 - Lives", "00 Reed": "00 Reed",
		"100 Kingdoms Saga": "100 Kingdoms Saga", "3. Reich-Trilogie": "3. Reich-Trilogie", "2001 - Odyssey Saga": "2001 - Odyssey Saga", "0.5 - Fen": "0.5 - Fen", "24 - Deadline": "24 - Deadline",
	} {
		want := []string{"Ada Brook / " + series + " #1 / Low Tide: 1"}
		if got := grown(files("Ada Brook/"+folder, "01 - Low Tide/1.mp3")); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", folder, got, want)
		}
	}
}

// TestFoldersBetweenAuthorAndTitle: what such a folder says about its books does not belong
// to the name of the series, and some name no series.
func TestFoldersBetweenAuthorAndTitle(t *testing.T) {
	for folder, series := range map[string]string{
		"Fen (1-3)": "Fen", "Fen [01-12]": "Fen", "Fen (Books 1-3)": "Fen", "Fen [Complete]": "Fen", "Fen (komplett)": "Fen", "Fen [MP3]": "Fen", "01 - Fen (1-3)": "Fen",
		"Fen (2012)": "Fen (2012)", "Fen (The Early Years)": "Fen (The Early Years)", "Fen 1-3": "Fen 1-3", "Area 51 (X-Files)": "Area 51 (X-Files)", "(1-3)": "(1-3)",
		"Fen (1)": "Fen (1)", "Complete": "Complete", "The Complete Fen": "The Complete Fen", "Fen (Mud)": "Fen (Mud)", "Horror": "Horror", "Discworld Novels": "Discworld Novels", "The Others": "The Others",
		"Standalone": "", "Standalones": "", "Stand-Alones": "", "Novels": "", "Short Stories": "", "Non-Fiction": "", "Einzelbände": "",
	} {
		want := []string{"Ada Brook / " + series + " #1 / Low Tide: 1"}
		if series == "" {
			want[0] = "Ada Brook / Low Tide: 1"
		}
		if got := grown(files("Ada Brook/"+folder, "01 - Low Tide/1.mp3")); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", folder, got, want)
		}
	}
}

// TestStandalonesAtRoot: the name of a folder for books in no series is not an author.
func TestStandalonesAtRoot(t *testing.T) {
	for path, want := range map[string]string{
		"Standalones/Low Tide": "Low Tide: 1", "Einzelbände/Low Tide": "Low Tide: 1", "Novels/Ada Brook/Low Tide": "Ada Brook / Low Tide: 1",
		"Standalones": "Standalones: 1", "Novels/Standalones": "Standalones: 1",
	} {
		if got := grown(files("", path+"/1.mp3")); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// TestDiscsInOtherBrackets: an album can have its disc in any brackets.
func TestDiscsInOtherBrackets(t *testing.T) {
	want := []string{"A / Fen: 01, 02"}
	for _, albums := range [][]string{{"Fen <CD 1>", "Fen <CD 2>"}, {"Fen {Disc 1}", "Fen {Disc 2}"}, {"Fen {CD 1 of 2}", "Fen {CD 2 of 2}"}} {
		if got := grown(tagged("A/X", albums...)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", albums[0], got, want)
		}
	}
	for _, album := range []string{"Fen <3", "I <3 CD 1s", "Fen {Compact Disc}", "Fen {Disc Jockey}", "<CD>", "Fen {2012}", "Fen <Part 1>"} {
		if b := group.Books(folderOf("A/X", part(1, "A/X/1.mp3", &book.Tags{Album: album})))[0]; b.Title != album {
			t.Errorf("%s became %s", album, b.Title)
		}
	}
}
