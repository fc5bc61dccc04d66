package group

import (
	"strings"

	"lectern/library/text"
)

// unknown holds folded placeholders that programs write for an unknown album,
// title or person. Some programs append the time to an album.
var unknown = keys(
	"Unknown", "Unknown Album", "Unknown Title", "Unknown Artist", "Unknown Author", "Untitled", "No Title", "No Album", "No Artist", "Not Available", "None", "null", "n/a",
	"Unbekannt", "Unbekanntes Album", "Unbekannter Titel", "Unbekannter Interpret", "Unbekannter Künstler", "Unbekannter Autor", "Ohne Titel",
	"Inconnu", "Album inconnu", "Titre inconnu", "Artiste inconnu", "Auteur inconnu", "Sans titre",
	"Desconocido", "Álbum desconocido", "Título desconocido", "Artista desconocido", "Autor desconocido", "Sin título", "Artista desconhecido", "Álbum desconhecido",
	"Sconosciuto", "Album sconosciuto", "Titolo sconosciuto", "Artista sconosciuto", "Autore sconosciuto", "Senza titolo",
	"Onbekend", "Onbekend album", "Onbekende artiest", "Onbekende auteur", "Okänt album", "Okänd artist", "Ukendt album", "Ukendt kunstner", "Ukjent album", "Ukjent artist",
	"Nieznany", "Nieznany album", "Nieznany wykonawca", "Nieznany autor", "Neznámé album", "Neznámý interpret", "Neznámý umělec",
	"Неизвестно", "Неизвестный", "Неизвестный альбом", "Неизвестный исполнитель", "Неизвестный автор",
	"不明なアルバム", "不明なアーティスト", "未知专辑", "未知艺术家", "未知",
)

// emptyWords holds folded words that rippers put before the track number when
// they know no title.
var emptyWords = keys("Track", "Audio Track", "AudioTrack", "Titel", "Piste", "Pista", "Traccia", "Spår", "Spoor", "Stopa", "Дорожка", "トラック")

// isUnknown reports whether a text is a placeholder: one of the words in
// unknown, or question marks in place of lost letters.
func isUnknown(s string) bool {
	if s == "" {
		return false
	}
	if strings.Trim(s, "?？\uFFFD .,;:/&-_()[]'\"!") == "" {
		return strings.ContainsAny(s, "?？\uFFFD")
	}
	if len(s) > 3*maxContainer {
		return false
	}
	name, _, _ := strings.Cut(s, " (")
	return inKeys(unknown, name)
}

// told returns a text as one line, or "" if it is a placeholder.
func told(s string) string {
	if s = line(s); isUnknown(s) {
		return ""
	}
	return s
}

// toldTitle is told for a title, which can also be just a track number.
func toldTitle(s string) string {
	s = told(s)
	if s == "" || !text.IsDigit(s[len(s)-1]) {
		return s
	}
	if rest := strings.TrimRight(s, "0123456789"); inKeys(emptyWords, rest) {
		return ""
	}
	return s
}
