package group

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"lectern/library/text"
	"lectern/library/text/words"
)

// containers holds folded names of folders that hold all kinds of books:
// folders that programs and systems create, and usual names for a whole
// audiobook collection. None is the name of an author, a series or a book.
var containers = keys(
	"Audiobooks", "Audiobook", "Audio Books", "Audio Book", "My Audiobooks", "Audible", "Audible Books", "Libation", "OpenAudible",
	"LibriVox", "OverDrive", "Libby", "Listening", "Spoken Word", "Talking Books", "Books on Tape", "Podcasts", "Audio", "Media", "Library", "Libraries",
	"Music", "My Music", "Downloads", "Download", "Incoming", "Torrents", "Completed", "Desktop", "Documents", "Videos", "Unsorted", "To Sort",
	"Sorted", "Misc", "Miscellaneous", "New Folder", "Temp", "tmp", "Backup", "Backups", "Shared", "Public", "mp3", "mp3s", "m4b", "m4bs", "m4a", "aax", "flac", "opus",
	"Books", "My Books", "iTunes", "iTunes Media", "iTunes Music", "Compilations", "Automatically Add to iTunes", "Purchases", "CD Rips", "Rips", "Ripped", "Imported",
	"Converted", "Calibre Library", "YouTube", "yt-dlp",
	"Hörbücher", "Hoerbuecher", "Hörbuch", "Hörspiele", "Hoerspiele", "Musik", "Eigene Musik", "Medien", "Dokumente", "Verschiedenes", "Neuer Ordner", "Bibliothek",
	"Livres audio", "Musique", "Téléchargements", "Bibliothèque",
	"Audiolibros", "Música", "Descargas", "Audiolibri", "Musica", "Scaricati", "Audiolivros", "Transferências",
	"Hangoskönyvek", "Hangoskönyv", "Letöltések", "Zene", "Аудіокниги", "Музика", "Завантаження", "Cărți audio", "Descărcări", "Muzică", "Аудиокниги", "Изтегляния",
	"Stiahnuté", "오디오북", "음악", "다운로드",
	"Luisterboeken", "Muziek", "Ljudböcker", "Hämtade filer", "Lydbøker", "Lydbøger", "Äänikirjat", "Audioknihy", "Hudba", "Stažené",
	"Audiobooki", "Muzyka", "Pobrane", "Аудиокниги", "Музыка", "Загрузки", "有声书", "オーディオブック", "喜马拉雅",
)

// genres holds the folded names of folders that people put above author folders:
// the word for authors, genres, languages, what they have heard, and where it is from. A
// genre may be the title of a book, but never the name of a person.
var genres = keys(
	"Authors", "By Author", "Writers", "Autoren", "Auteurs", "Autores", "Autori", "Auteur", "Författare", "Forfattere", "Autorzy", "Autoři", "Авторы", "Yazarlar", "作者", "作家", "著者",
	"Belletristik", "Beletrystyka", "Beletrie", "Unterhaltung", "Ratgeber", "Fiction", "Non-Fiction", "Fantasy", "Science Fiction", "Sci-Fi", "SciFi", "SF", "Crime", "Thriller", "Thrillers", "Mystery", "Mysteries", "Suspense",
	"Horror", "Romance", "Biography", "Biographies", "Memoir", "Memoirs", "History", "Classics", "Poetry", "Comedy", "Humor", "Humour", "Drama", "Adventure", "Short Stories",
	"Fairy Tales", "Kids", "Children", "Children's", "Young Adult", "YA", "Adult", "Historical Fiction", "Literary Fiction", "General Fiction", "Urban Fantasy", "True Crime",
	"Self-Help", "Business", "Science", "Philosophy", "Psychology", "Religion", "Politics", "Travel", "LitRPG", "Westerns", "Sagas",
	"Read", "Unread", "To Read", "Listened", "Listened To", "Not Listened", "To Listen", "To Listen To", "Finished", "Unfinished", "In Progress", "Started", "New", "Done",
	"Audiobookshelf", "Booksonic", "Jellyfin", "Plex", "Readarr", "Calibre", "Storytel", "BookBeat", "Nextory", "Hoopla", "BorrowBox",
	"Chirp", "Libro.fm", "Downpour", "Kobo", "Scribd", "Everand", "Spotify", "Google Play", "Bookmate", "Legimi", "Empik Go", "Audioteka", "ЛитРес", "Skoobe", "Graphic Audio", "GraphicAudio",
	"Complete", "Usenet", "My Media", "Multimedia",
	"Already Read", "Already Listened", "Currently Listening", "Now Listening", "Up Next", "Backlog", "TBR", "To Be Read", "Archive", "Favorites", "Favourites", "Wishlist",
	"Krimi", "Krimis", "Romane", "Sachbuch", "Sachbücher", "Klassiker", "Kinder", "Jugend", "Biografien", "Märchen", "Gehört", "Ungehört", "Abgehört", "Angehört", "Schon gehört", "Bereits gehört", "Fertig gehört", "Nicht gehört", "Angefangen", "Fertig", "Archiv", "Favoriten", "Gelesen", "Ungelesen", "Noch hören", "Noch zu hören", "Neu", "Neuzugänge", "Biographien", "Kriminalroman", "Reihen", "Serien",
	"Policier", "Polar", "Polars", "Romans", "Jeunesse", "Enfants", "Classiques", "Histoire", "Fantastique", "Lus", "Non lus", "Vus", "Terminés", "À lire", "Écoutés", "À écouter", "Déjà lus", "Déjà écoutés", "Non écoutés", "En cours", "Favoris",
	"Ficción", "Novela", "Novelas", "Novela negra", "Clásicos", "Infantil", "Historia", "Biografías", "Leídos", "Escuchados", "Por escuchar", "Pendientes", "Terminados", "Ya escuchados", "No escuchados", "En curso", "Favoritos", "Novela histórica", "Ciencia ficción", "Fantasía",
	"Ficção", "Romances", "Policial", "Clássicos", "História", "Biografias", "Lidos", "Ouvidos", "Para ouvir",
	"Gialli", "Romanzi", "Narrativa", "Fantascienza", "Classici", "Bambini", "Ragazzi", "Storia", "Biografie", "Letti", "Ascoltati", "Da ascoltare", "Già ascoltati", "Non ascoltati", "In corso", "Preferiti",
	"Spanning", "Misdaad", "Kinderboeken", "Klassiek", "Klassiekers", "Geschiedenis", "Gelezen", "Geluisterd", "Te luisteren", "Nog te luisteren", "Beluisterd", "Favorieten",
	"Deckare", "Spänning", "Romaner", "Barn", "Barnböcker", "Biografier", "Fakta", "Skönlitteratur", "Läst", "Oläst", "Hört", "Lyssnat", "Olyssnat", "Lyssnade", "Olyssnade", "Att lyssna på", "Nya",
	"Børn", "Børnebøger", "Barnebøker", "Spænding", "Spenning", "Klassikere", "Historie", "Hørt", "Ikke hørt",
	"Dekkarit", "Jännitys", "Romaanit", "Lapset", "Lastenkirjat", "Klassikot", "Historia", "Kuunnellut", "Kuuntelematta",
	"Fantastyka", "Kryminał", "Kryminały", "Powieści", "Klasyka", "Dla dzieci", "Dzieci", "Bajki", "Biografie", "Reportaż", "Przeczytane", "Przesłuchane", "Do przesłuchania", "Nieprzesłuchane", "Wysłuchane", "Ulubione", "Nowe",
	"Detektivky", "Romány", "Klasika", "Pro děti", "Děti", "Pohádky", "Životopisy", "Povídky", "Přečteno", "Přečtené", "Poslechnuto", "K poslechu", "Nové",
	"Фантастика", "Фэнтези", "Детектив", "Детективы", "Классика", "Проза", "Поэзия", "Сказки", "Детям", "Детские", "История", "Биографии", "Приключения", "Ужасы", "Юмор",
	"Прочитано", "Прослушано", "Прослушанные", "Избранное", "Слушаю", "Не прослушано", "Послушать", "Новое",
	"Κλασικά", "Λογοτεχνία", "Αστυνομικά", "Παιδικά", "Ιστορία", "Βιογραφίες",
	"Roman", "Polisiye", "Klasikler", "Çocuk", "Tarih", "Dinlenenler", "Dinlenecekler",
	"小说", "小說", "科幻", "武侠", "武俠", "言情", "推理", "悬疑", "懸疑", "历史", "歷史", "文学", "文學", "儿童", "兒童", "童话", "已听", "已聽", "未听", "未聽",
	"小説", "日本文学", "海外文学", "推理小説", "ミステリー", "ファンタジー", "児童書", "児童文学", "歴史", "伝記", "既読", "未読", "聴了", "未聴",
	"English", "German", "French", "Spanish", "Deutsch", "Englisch", "Français", "Español", "Italiano", "Nederlands", "Svenska", "Dansk", "Norsk", "Suomi", "Suomeksi",
	"Polskie", "Po polsku", "Česky", "Čeština", "Русский", "На русском", "Ελληνικά", "Türkçe", "Português", "中文", "日本語", "Magyar", "Magyarul", "한국어", "Українською", "Română", "În română", "Slovensky", "Български",
)

// imprints holds the folded names of publishers and stations that downloads have in front
// of the title.
var imprints = keys(
	"The Great Courses", "Great Courses", "TTC", "TTC Video", "The Teaching Company", "The Modern Scholar", "Modern Scholar", "Audible Original", "Audible Originals", "BBC", "BBC Radio",
	"BBC Radio 3", "BBC Radio 4", "BBC Radio 4 Extra", "BBC Audio", "GraphicAudio", "Graphic Audio", "LibriVox", "Naxos", "Naxos AudioBooks", "Blackstone Audio", "Recorded Books",
	"Brilliance Audio", "Random House Audio", "Der Hörverlag", "Argon Verlag", "Der Audio Verlag", "DAV", "Lübbe Audio", "Hörbuch Hamburg", "Audiolib", "Deutschlandfunk", "WDR", "NDR", "France Culture",
)

// forms holds the folded names of folders inside a book's folder that hold its files, as
// audiobooks of the W3C have them, and people who keep texts and pictures beside.
var forms = keys(
	"Audio", "Audio Files", "Audiofiles", "Sound Files", "Files", "MP3 Files", "M4B Files", "Audiodateien", "MP3-Dateien", "Dateien", "Fichiers audio", "Fichiers MP3", "Fichiers",
	"Archivos de audio", "Archivos MP3", "Archivos", "File audio", "Arquivos de áudio", "Arquivos", "Audiobestanden", "Ljudfiler", "Lydfiler", "Äänitiedostot", "Pliki audio",
	"Аудиофайлы", "音频", "音频文件",
)

func keys(names ...string) *text.Table[bool] {
	known := make(map[string]bool, len(names))
	for _, name := range names {
		known[text.Key(name)] = true
	}
	return text.TableOf(known)
}

// isContainer reports whether a folder has the name of a container, perhaps with the format
// or the language of what it holds: "MP3 Audiobooks", "Hörbücher (Deutsch)".
func isContainer(name string) bool {
	if len(name) > maxContainer {
		return false
	}
	if name = withSpaces(name); containers.Of(name) {
		return true
	}
	first, rest, two := strings.Cut(name, " ")
	if !two {
		return false
	}
	head, last := lastField(name)
	return containers.Of(strings.TrimLeft(rest, "- ")) && isKindOfBooks(first) || containers.Of(strings.TrimRight(head, "- ")) && isKindOfBooks(strings.Trim(last, "()[]"))
}

// isKindOfBooks reports whether a word is a format or a language.
func isKindOfBooks(word string) bool { return isRemark(word) || words.LanguageName(word) != "" }

// isForm reports whether a folder's name says only in which form the files of the book
// above are: "Title/MP3", "Title/64kb", "Title/audio".
func isForm(name string) bool {
	name = withSpaces(name)
	return isRemark(name) || len(name) <= maxContainer && forms.Of(name)
}

// maxContainer is an upper bound on the length of a name in these tables, in bytes.
const maxContainer = 40

// isShelving reports whether a folder only serves to sort: it has the name of a
// container, a genre, an edition, the code of a language or of books in no series, is a year
// or a month, or has the first letters of the folder in it, or of the last name there.
func isShelving(name, in string) bool {
	if len(name) > maxContainer {
		return false
	}
	name = withSpaces(name)
	if isContainer(name) || standalones.Of(name) || isGenre(name) || isLanguageCode(name) || !strings.Contains(name, " ") && words.Is(name, words.Edition) {
		return true
	}
	if _, ok := asYear(name); ok {
		return true
	}
	if first, last, ranged := strings.Cut(name, "-"); ranged {
		if _, ok := asYear(first); ok && strings.Trim(last, "0123456789-") == "" { // "2023-05"
			return true
		}
		return isLetter(strings.TrimSpace(first)) && isLetter(strings.TrimSpace(last)) // "A-C", "0-9"
	}
	if !isLetter(name) {
		return false
	}
	in, _, _ = strings.Cut(in, string(filepath.Separator))
	in = withSpaces(in)
	_, last := lastField(in)
	return strings.HasPrefix(text.Key(in), text.Key(name)) || arePeople(in) && strings.HasPrefix(text.Key(last), text.Key(name)) // "A/Austen, Jane", "A/Jane Austen"
}

// isGenre reports whether a folder has the name of a genre, or of several: "Fantasy",
// "Krimi & Thriller", "01 - Fantasy".
func isGenre(name string) bool {
	if end := text.DigitsEnd(name, 0); end > 0 && end <= maxDigits && end < len(name) && strings.IndexByte(" -_.", name[end]) >= 0 {
		name = strings.TrimLeft(name[end:], " -_.")
	}
	if genres.Of(name) || isOfBooks(name) {
		return true
	}
	several := false
	for name != "" {
		first, rest, more := cutGenre(name)
		if several = several || more; !several || !genres.Of(first) {
			return false
		}
		name = rest
	}
	return several
}

// ofBooks are words for books that end the name of a folder, or a compound in it:
// "Kinderbücher".
var ofBooks = [...]string{
	"books", "novels", "stories", "fiction", "bücher", "romane", "geschichten", "erzählungen", "literatur", "hörspiele", "livres", "libros", "novelas", "cuentos", "racconti",
	"livros", "contos", "boeken", "verhalen", "literatuur", "böcker", "litteratur", "bøger", "bøker", "romaner", "kirjat", "romaanit", "kirjallisuus",
	"książki", "opowiadania", "knihy", "povídky", "книги", "рассказы", "романы", "литература", "βιβλία", "διηγήματα", "λογοτεχνία", "kitaplar", "kitapları", "öyküler",
	"小说", "小說", "小説", "文学", "文學",
}

// bookEnds holds the last two bytes of each word in ofBooks, which rule out most names.
var bookEnds = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, word := range ofBooks {
		all[word[len(word)-2:]] = true
	}
	return all
})

// bookNames are the words in ofBooks that are also last names.
var bookNames = lowered("bücher", "böcker", "boeken", "bøger")

// isOfBooks reports whether the name of a folder ends in a word for books: "Children's
// Books", "Kurzgeschichten".
func isOfBooks(name string) bool {
	if len(name) < 2 {
		return false
	}
	end := name[len(name)-2:]
	if utf8.RuneStart(end[0]) { // else it is a part of a letter, as of 小说
		end = strings.ToLower(end)
	}
	if !bookEnds()[end] {
		return false
	}
	last := text.FileName(name[strings.LastIndexAny(name, " -")+1:])
	return !bookNames[last] && slices.ContainsFunc(ofBooks[:], func(word string) bool { return strings.HasSuffix(last, word) })
}

// cutGenre returns the texts before and after the first sign or word that separates two
// genres.
func cutGenre(s string) (first, rest string, more bool) {
	for i := range len(s) {
		switch s[i] {
		case '&', ',', '+', ';':
			return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+1:]), true
		case ' ':
			if word, after, ok := strings.Cut(s[i+1:], " "); ok {
				if _, and := words.IsAnd(word); and {
					return s[:i], after, true
				}
			}
		}
	}
	return s, "", false
}

func isLetter(s string) bool { return utf8.RuneCountInString(s) == 1 }

// cutShelving removes the folders above the authors from the front of a path. There are
// such folders if the user added the root one level too high.
func cutShelving(path string) string {
	for {
		first, rest, more := strings.Cut(path, string(filepath.Separator))
		if !more && !isContainer(first) || more && !isShelving(first, rest) && !holdsContainer(first, rest) {
			return path
		}
		path = rest
	}
}

// holdsContainer reports whether a folder is the one of a computer or a disk, in which a
// container of authors lies: "NAS/Audiobooks/Author/Title", but not "Author/Audiobooks/Title".
func holdsContainer(name, in string) bool {
	first, rest, _ := strings.Cut(in, string(filepath.Separator))
	return depth(rest) > 1 && isContainer(first) && !isAuthor(spacedName(line(name)))
}
