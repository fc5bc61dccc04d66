package group

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"lectern/library/text"
)

// containers holds folded names of folders that hold all kinds of books:
// folders that programs and systems create, and usual names for a whole
// audiobook collection. None is the name of an author, a series or a book.
var containers = keys(
	"Audiobooks", "Audiobook", "Audio Books", "Audio Book", "My Audiobooks", "Audible", "Audible Books", "Libation", "OpenAudible",
	"LibriVox", "OverDrive", "Libby", "Listening", "Spoken Word", "Talking Books", "Books on Tape", "Podcasts", "Audio", "Media", "Library", "Libraries",
	"Music", "My Music", "Downloads", "Download", "Incoming", "Torrents", "Completed", "Desktop", "Documents", "Videos", "Unsorted", "To Sort",
	"Sorted", "Misc", "Miscellaneous", "New Folder", "Temp", "tmp", "Backup", "Backups", "Shared", "Public", "mp3", "mp3s", "m4b", "m4bs",
	"Hörbücher", "Hoerbuecher", "Hörbuch", "Hörspiele", "Hoerspiele", "Musik", "Eigene Musik", "Medien", "Dokumente", "Verschiedenes", "Neuer Ordner", "Bibliothek",
	"Livres audio", "Musique", "Téléchargements", "Bibliothèque",
	"Audiolibros", "Música", "Descargas", "Audiolibri", "Musica", "Scaricati", "Audiolivros", "Transferências",
	"Luisterboeken", "Muziek", "Ljudböcker", "Hämtade filer", "Lydbøker", "Lydbøger", "Äänikirjat", "Audioknihy", "Hudba", "Stažené",
	"Audiobooki", "Muzyka", "Pobrane", "Аудиокниги", "Музыка", "Загрузки", "有声书", "オーディオブック",
)

// genres holds folded names of folders that people put above author folders. A
// genre may be the title of a book, but never the name of a person.
var genres = keys(
	"Fiction", "Non-Fiction", "Fantasy", "Science Fiction", "Sci-Fi", "SciFi", "SF", "Sci-Fi & Fantasy", "Crime", "Thriller", "Thrillers", "Mystery", "Mysteries",
	"Horror", "Romance", "Biography", "Biographies", "History", "Classics", "Poetry", "Comedy", "Kids", "Children", "Children's", "Young Adult", "YA",
	"Krimi", "Krimis", "Romane", "Sachbuch", "Sachbücher", "Klassiker", "Kinder", "Jugend", "Biografien",
	"Policier", "Romans", "Jeunesse", "Novela", "Novelas", "Infantil", "Gialli", "Romanzi", "Фантастика", "Детективы",
	"English", "German", "French", "Spanish", "Deutsch", "Englisch", "Français", "Español", "Italiano", "Nederlands", "Русский",
)

func keys(names ...string) map[string]bool {
	known := make(map[string]bool, len(names))
	for _, name := range names {
		known[text.Key(name)] = true
	}
	return known
}

// inKeys reports whether a set of folded names contains name. It does not
// allocate for ASCII names.
func inKeys(names map[string]bool, name string) bool {
	var buf [3 * maxContainer]byte
	n := 0
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf || n == len(buf) {
			return names[text.Key(name)]
		}
		if c := text.Letter(name[i]); c != 0 {
			buf[n] = c
			n++
		}
	}
	return names[string(buf[:n])]
}

// isContainer reports whether a folder has the name of a container.
func isContainer(name string) bool {
	return len(name) <= maxContainer && inKeys(containers, name)
}

// maxContainer is an upper bound on the length of a container's name, in bytes.
const maxContainer = 40

// isShelving reports whether a folder only serves to sort: it has the name of a
// container or a genre, or the first letters of the folder in it.
func isShelving(name, in string) bool {
	if len(name) > maxContainer {
		return false
	}
	if inKeys(containers, name) || inKeys(genres, name) {
		return true
	}
	first, last, ranged := strings.Cut(name, "-")
	if ranged {
		return isLetter(strings.TrimSpace(first)) && isLetter(strings.TrimSpace(last)) // "A-C", "0-9"
	}
	return isLetter(name) && strings.HasPrefix(text.Key(in), text.Key(name)) // "A/Austen, Jane"
}

func isLetter(s string) bool { return utf8.RuneCountInString(s) == 1 }

// cutShelving removes the folders above the authors from the front of a path. There are
// such folders if the user added the root one level too high.
func cutShelving(path string) string {
	for {
		first, rest, more := strings.Cut(path, string(filepath.Separator))
		if !more && !isContainer(first) || more && !isShelving(first, rest) {
			return path
		}
		path = rest
	}
}
