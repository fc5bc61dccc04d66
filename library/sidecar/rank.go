package sidecar

import (
	"strings"
	"unicode"

	"lectern/library/text"
)

// rank is how likely a picture is the cover, judged by its name. The lowest rank is the
// likeliest.
type rank uint8

const (
	isCover   rank = iota // cover.jpg
	isFolder              // folder.jpg
	isNamed               // front.jpg, poster.jpg, couverture.jpg
	hasNamed              // "Title-cover.jpg"
	hasSmall              // cover_small.jpg
	isLarge               // AlbumArt_{…}_Large.jpg
	isBook                // the name of the folder
	isPicture             // any other name
	isOther               // back.jpg, banner.jpg, "Author photo.jpg"
	isSmall               // AlbumArtSmall.jpg, thumb.png
	isAfter               // "No Logo.jpg", "Title-backdrop.jpg": artwork if the rest is the title
	isArt                 // fanart.jpg: never the cover
)

// named reports whether the name says that the picture is meant to be the cover.
func (r rank) named() bool { return r <= hasSmall }

// The words in names of pictures, in the languages of package words. Media centres,
// rippers and sites with scanned covers use the English ones.
var (
	coverWords = wordSet("cover front poster jacket frontcover coverfront coverart bookcover albumcover artwork dustjacket " +
		"umschlag titelbild einband cover vorderseite couverture jaquette pochette portada cubierta carátula capa copertina " +
		"omslag voorkant hoes voorplat framsida framsidan skivomslag forside bokomslag kansi etukansi okładka obálka přebal обложка " +
		"передняя εξώφυλλο kapak borító copertă 封面 封皮 表紙 ジャケット カバー 표지 커버")
	otherWords = wordSet("back backcover coverback rear inlay inside inner booklet spine tray label disc disk cd cd1 cd2 cd3 cdart dvd media matrix " +
		"banner background landscape logo wallpaper header screenshot " +
		"map maps author writer narrator reader portrait photo photograph signature page illustration figure diagram chart sample ad advert flyer receipt " +
		"rückseite hinten rückwand karte landkarte autor autorin sprecher foto rückcover dos arrière quatrième verso carte auteur auteure contraportada contracubierta trasera trasero posterior mapa autora retro posteriore mappa autore autrice " +
		"achterkant achterzijde achter kaart baksida baksidan karta författare bagside bakside kart forfatter takakansi kartta kirjailija tył tylna mapa zadní strana оборот карта автор задняя задник " +
		"οπισθόφυλλο χάρτης συγγραφέας arka harita yazar 封底 地图 地圖 作者 裏表紙 地図 著者 뒷표지 뒤표지 뒷면 지도 작가")
	smallWords = wordSet("small thumb thumbs thumbnail tiny icon mini klein petit pequeño piccolo liten 75 75x75")
)

// artWords are the words with which Kodi, Jellyfin and Plex end the names of pictures
// that they show behind or beside the cover.
var artWords = wordSet("fanart backdrop backdrops background landscape banner logo clearart clearlogo discart cdart characterart keyart")

// artwork reports whether the name of a picture is one of artWords, with or without a
// number: "fanart2". If it only ends in one, title is what is before a hyphen:
// "Title-backdrop".
func artwork(stem string) (title string, wholly, ends bool) {
	stem = strings.TrimRight(stem, "0123456789-_. ()")
	at := strings.LastIndexAny(stem, "-_.")
	if at > 0 && stem[at] == '-' {
		title = strings.TrimSpace(stem[:at])
	}
	return title, artWords[text.Key(stem)], artWords[text.Key(stem[at+1:])]
}

// isTitle reports whether a name is that of a folder, with or without what it has in
// brackets: "No Logo (1999)".
func isTitle(name, folder string) bool {
	short, _, _ := strings.Cut(folder, " (")
	short, _, _ = strings.Cut(short, " [")
	return text.Key(name) == text.Key(folder) || text.Key(name) == text.Key(short)
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[text.Key(word)] = true
	}
	return set
}

// rankOf returns the rank of a picture by its name without extension. folder is the
// name of the folder it is in.
func rankOf(stem, folder string) rank {
	key := text.Key(stem)
	_, art, after := artwork(stem)
	var named, other, small, large bool
	all := 0
	wholly := coverWords[strings.TrimRight(key, "0123456789")]
	for word := range strings.FieldsFuncSeq(camel(stem), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }) {
		k := text.Key(word)
		all++
		named = named || coverWords[k] || coverWords[strings.TrimRight(k, "0123456789")]
		other = other || otherWords[k] || otherWords[strings.TrimRight(k, "0123456789")]
		small = small || smallWords[k]
		large = large || k == "large"
	}
	wmp := strings.HasPrefix(key, "albumart") // written by Windows Media Player: the small one is 75 pixels wide, the large one 200
	switch {
	case key == "cover":
		return isCover
	case key == "folder":
		return isFolder
	case key == text.Key(folder) && key != "":
		return isBook
	case art:
		return isArt
	case after:
		return isAfter
	case wmp && small, small && !named && !wholly:
		return isSmall
	case wmp && (large || key == "albumart"):
		return isLarge
	case other:
		return isOther
	case wholly, key == "frontcover", key == "albumart":
		return isNamed
	case named && small:
		return hasSmall
	case named && all > 0:
		return hasNamed
	default:
		return isPicture
	}
}

// camel puts a space before each capital letter that follows a small one:
// "AlbumArtSmall" becomes "Album Art Small".
func camel(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range s {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}
