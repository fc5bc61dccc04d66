package sidecar

import (
	"bytes"
	"image"
	"image/png"
	"testing"
)

// The size of a picture beside the audio files is read; a picture that cannot be
// decoded is a fault.
func TestPictureSize(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 150, 120))); err != nil {
		t.Fatal(err)
	}
	if n := beside(t, map[string]string{"folder.png": b.String()}); n.Width != 150 || n.Height != 120 {
		t.Errorf("%d × %d", n.Width, n.Height)
	}
	for _, odd := range []string{"a web page", b.String()[:20], "\xFF\xD8\xFF\xE0", "RIFF\x00\x00\x00\x00WEBP"} {
		if n := beside(t, map[string]string{"folder.png": odd}); n.Picture != "" || n.Width != 0 || len(n.Faults) != 1 {
			t.Errorf("%q: %+v", odd, n)
		}
	}
}

// TestRank orders pictures by their names.
func TestRank(t *testing.T) {
	for _, c := range []struct {
		better, worse string
		named         bool // the better one wins over an embedded cover
	}{
		{"cover", "folder", true}, {"folder", "front", true}, {"front", "back", true}, {"Front", "inlay", true}, {"poster", "banner", true}, {"poster", "fanart", true},
		{"The Quiet Ferry-cover", "Author photo", true}, {"Couverture", "Quatrième de couverture", true}, {"portada", "contraportada", true}, {"Capa", "autor", true},
		{"Umschlag", "Rückseite", true}, {"copertina", "retro", true}, {"omslag", "achterkant", true}, {"okładka", "tył", true}, {"обложка", "оборот", true},
		{"εξώφυλλο", "χάρτης", true}, {"封面", "封底", true}, {"表紙", "裏表紙", true}, {"kapak", "arka", true}, {"obálka", "mapa", true}, {"kansi", "kartta", true},
		{"Front Cover", "Back Cover", true}, {"FrontCover", "BackCover", true}, {"cover_large", "cover_small", true}, {"cover2", "zzz", true},
		{"AlbumArt_{0A1B}_Large", "AlbumArtSmall", false}, {"AlbumArt_{0A1B}_Large", "AlbumArt_{0A1B}_Small", false},
		{"T", "Zed", false}, {"scan", "Map of the Marsh", false}, {"scan", "thumb", false},
		{"No_Logo", "fanart", false}, {"scan", "The_Lost_Landscape", false},
	} {
		b, w := rankOf(c.better, "T"), rankOf(c.worse, "T")
		if b >= w || b.named() != c.named {
			t.Errorf("%q: %d, named %v; %q: %d", c.better, b, b.named(), c.worse, w)
		}
	}
}

// TestArtworkOfATitle: a word for artwork at the end of a name counts after the title only.
func TestArtworkOfATitle(t *testing.T) {
	for _, c := range []struct {
		title, folder string
		want          bool
	}{{"No Logo", "No Logo (1999)", true}, {"No", "No Logo (1999)", false}, {"The Lost", "The Lost Landscape (2015)", false}, {"low tide", "Low Tide", true}} {
		if got := isTitle(c.title, c.folder); got != c.want {
			t.Errorf("%q in %q: %v", c.title, c.folder, got)
		}
	}
	if title, wholly, ends := artwork("Low Tide-backdrop2"); title != "Low Tide" || wholly || !ends {
		t.Errorf("%q, %v, %v", title, wholly, ends)
	}
	if title, _, ends := artwork("No_Logo"); title != "" || !ends {
		t.Errorf("%q, %v", title, ends)
	}
}
