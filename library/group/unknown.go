package group

import (
	"strings"

	"lectern/library/text"
)

// unknown are what programs call an album, a title or a person of whom they know
// nothing, folded. Some put the time behind the name of an album.
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

// emptyWords are titles that a ripper makes with nothing but the number of the
// track, folded.
var emptyWords = keys("Track", "Audio Track", "AudioTrack", "Titel", "Piste", "Pista", "Traccia", "Spår", "Spoor", "Stopa", "Дорожка", "トラック")

// isUnknown reports whether a text says that something is not known: by one of
// those words, or with question marks in the place of letters that were lost.
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

// told is a text as one line, "" where it says that something is not known.
func told(s string) string {
	if s = line(s); isUnknown(s) {
		return ""
	}
	return s
}

// toldTitle is told of a title, which may also be nothing but a track's number.
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
