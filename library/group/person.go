package group

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
	"lectern/library/text/words"
)

// turned reports whether two names of a person differ in the order of first and last
// name: "Brook Ada" and "Ada Brook".
func turned(a, b string) bool {
	first, rest, ok := strings.Cut(b, " ")
	if !ok || len(a) != len(b) {
		return false
	}
	last := strings.LastIndexByte(b, ' ')
	return same(a, rest+first) || same(a, b[last:]+b[:last])
}

// arePeople reports whether a text looks like full names: each has two to four words that
// begin with capitals, or are particles.
func arePeople(s string) bool {
	names := People(s)
	for _, name := range names {
		all := strings.Fields(name)
		if len(all) < 2 || len(all) > 4 || words.IsArticle(all[0]) {
			return false
		}
		for i, word := range all {
			first, _ := utf8.DecodeRuneInString(word)
			small := unicode.IsLower(first)
			switch {
			case !unicode.IsLetter(first), strings.ContainsAny(word, "0123456789!?&:()[]"), words.Is(word, words.Piece|words.Series):
				return false
			case i == len(all)-1 && (pronouns[strings.ToLower(word)] || bundles[strings.ToLower(word)]): // "Catch Me", "Fen Box Set"
				return false
			case small && (i == 0 || i == len(all)-1 || !particles[word]):
				return false
			case !small && (words.IsArticle(word) || joining[strings.ToLower(word)]) && !isParticle(all, i):
				return false
			}
		}
	}
	return len(names) > 0
}

// alsoArticles are particles that stand more often in titles if they begin with a capital:
// "Karl Der Große", "Paula Y Pedro". Behind another particle they are none: "Van Der Reed".
var alsoArticles = map[string]bool{"Der": true, "Den": true, "Das": true, "La": true, "El": true, "Y": true, "E": true, "I": true, "Al": true}

// isParticle reports whether a word in capitals is a particle rather than an article: a
// usual first name or an initial stands before it, and another name after it, as in "John
// Le Carré", "Ursula K. Le Guin", "W. De La Mare". "Ritter Der Nacht" is a title.
func isParticle(all []string, i int) bool {
	return i < len(all)-1 && particles[strings.ToLower(all[i])] && (!alsoArticles[all[i]] || i > 0 && particles[strings.ToLower(all[i-1])]) &&
		(firstNames.Of(all[0]) || slices.ContainsFunc(all[:i], isInitial))
}

// isPerson reports whether a text looks like full names and begins with a usual first name.
// Titles of two words only look like names: "Low Tide".
func isPerson(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return firstNames.Of(first) && arePeople(s)
}

// pronouns are words at the end of a title that are not last names.
var pronouns = map[string]bool{"me": true, "us": true, "them": true, "him": true, "it": true, "mich": true, "dich": true, "uns": true, "sich": true}

// bundles are words for several books, at the end of the name of a folder.
var bundles = lowered("set", "boxset", "bundle", "collection", "anthology", "compilation", "sammlung", "sammelband", "collectie", "coffret", "colección", "coleção", "raccolta", "kolekcja")

// particles are words in small letters within names.
var particles = map[string]bool{
	"von": true, "zu": true, "van": true, "de": true, "der": true, "den": true, "ten": true, "ter": true, "da": true, "di": true, "du": true, "do": true, "dos": true, "das": true,
	"del": true, "della": true, "la": true, "le": true, "el": true, "al": true, "bin": true, "ibn": true, "af": true, "av": true, "y": true, "e": true, "i": true,
}

// siblings are words for several authors of one family.
var siblings = map[string]bool{"brothers": true, "sisters": true, "brüder": true, "gebrüder": true, "geschwister": true, "frères": true, "soeurs": true, "sœurs": true, "hermanos": true, "hermanas": true, "irmãos": true, "irmãs": true, "fratelli": true, "sorelle": true}

// isFull reports whether a text begins with a first and a last name, perhaps with a
// particle between them: "Ada van den Brook".
func isFull(s string) bool {
	s = s[:min(len(s), maxName)]
	if at := strings.IndexFunc(s, func(r rune) bool { return r == ',' || r == '(' || divides(r) }); at >= 0 {
		s = s[:at]
	}
	first, last, _ := strings.Cut(strings.TrimSpace(s), " ")
	for word, rest, more := strings.Cut(last, " "); more && len(word) > 1 && particles[word]; word, rest, more = strings.Cut(last, " ") {
		last = rest
	}
	return last != "" && !startsSmall(first) && !startsSmall(last)
}

// firstNames are keys of first names. After a pair, "and" and another name could also be
// the last name of somebody else: "Pratchett, Terry and Gaiman".
var firstNames = keys(
	"Adam", "Alan", "Albert", "Alexander", "Alice", "Andrew", "Anders", "Angela", "Ann", "Anna", "Anne", "Anton", "Arthur", "Barbara", "Ben", "Betty", "Bill", "Bob", "Brian",
	"Carl", "Caroline", "Catherine", "Charles", "Charlotte", "Chris", "Christian", "Christine", "Clara", "Claire", "Daniel", "David", "Deborah", "Diana", "Dick", "Donna", "Dorothy",
	"Edmond", "Edward", "Eleanor", "Elisabeth", "Elizabeth", "Ellen", "Emily", "Emma", "Eric", "Erik", "Ernst", "Eva", "Eve", "Faye", "Felix", "Florence", "Frank", "Friedrich",
	"Georg", "Greta", "Gustav", "Hannah", "Hans", "Harriet", "Heinrich", "Helen", "Helena", "Henri", "Hermann", "Ilona", "Ingrid", "Isabel", "Jack", "Jacob", "Jakob", "Jan",
	"Jane", "Janet", "Jean", "Jeffrey", "Jennifer", "Jerry", "Jessica", "Jill", "Jim", "Joan", "Johann", "Johanna", "John", "Jonas", "Jonathan", "José", "Josef", "Joseph", "Juan", "Judith", "Jules",
	"Julia", "Julie", "Karen", "Karin", "Karl", "Kate", "Katharina", "Katherine", "Kenneth", "Klaus", "Kevin", "Larry", "Laura", "Leigh", "Lena", "Linda", "Lisa", "Louise", "Lucas", "Lucy", "Ludwig",
	"Luise", "Maria", "Marie", "Margaret", "Marianne", "Mark", "Martha", "Mary", "Matthew", "Max", "Michael", "Mike", "Monika", "Nancy", "Neil", "Nicholas", "Nicolas", "Nora", "Olga",
	"Oskar", "Otto", "Patricia", "Paula", "Pedro", "Peter", "Philip", "Pierre", "Rachel", "Rebecca", "Richard", "Robert", "Rosa", "Rudolf", "Ruth", "Samuel", "Sandra", "Sara",
	"Sarah", "Sofia", "Sophie", "Stefan", "Stephen", "Steve", "Steven", "Susan", "Susanne", "Sven", "Sylvia", "Terry", "Theodor", "Thomas", "Tim", "Tom", "Ursula", "Victoria", "Walter",
	"Werner", "Wilhelm", "William", "Wilma", "Wolfgang",
	"Аркадий", "Борис", "Александр", "Алексей", "Анна", "Василий", "Владимир", "Дарья", "Дмитрий", "Евгений", "Екатерина", "Елена", "Иван", "Игорь", "Лев", "Марина", "Мария",
	"Михаил", "Наталья", "Николай", "Ольга", "Павел", "Пётр", "Сергей", "Татьяна", "Юрий",
)

// men holds Russian men's names that end like women's names.
var men = lowered("Илья", "Никита", "Лука", "Фома", "Кузьма", "Данила", "Савва", "Гаврила", "Миша", "Саша", "Паша", "Лёша")

// companies holds last words of the names of companies.
var companies = map[string]bool{
	"audio": true, "audiobooks": true, "publishing": true, "publishers": true, "press": true, "media": true, "books": true, "verlag": true,
	"records": true, "studio": true, "studios": true, "productions": true, "group": true, "company": true, "sons": true, "co.": true, "brothers": true,
}

// mononyms are keys of authors who are known by one name.
var mononyms = keys(
	"Homer", "Homère", "Omero", "Plato", "Platon", "Platón", "Platone", "Aristotle", "Aristoteles", "Aristote", "Aesop", "Äsop", "Ésope", "Sappho", "Hesiod", "Herodotus", "Herodot",
	"Thucydides", "Xenophon", "Sophocles", "Sophokles", "Euripides", "Aeschylus", "Aischylos", "Aristophanes", "Plutarch", "Virgil", "Vergil", "Ovid", "Horace", "Horaz", "Cicero",
	"Seneca", "Tacitus", "Livy", "Sallust", "Boethius", "Lucretius", "Epictetus", "Confucius", "Konfuzius", "Laozi", "Voltaire", "Molière", "Stendhal", "Colette", "Novalis",
	"Saki", "Ouida", "Dante", "Petrarch", "Boccaccio", "Hafez", "Hafis", "Rumi", "Avicenna", "Euclid", "Vyasa", "Valmiki", "Kalidasa", "Multatuli", "Klabund", "Janosch", "Loriot",
	"Anonymous", "Anonymus", "Anonyme", "Anónimo", "Anonimo", "Unknown",
)

// nameless holds single words in lists of people that are not first names.
var nameless = map[string]bool{
	"various": true, "others": true, "cast": true, "anonymous": true, "unknown": true, "diverse": true,
	"librivox": true, "audible": true, "graphicaudio": true, "bbc": true,
}

func isNameless(s string) bool {
	is, _ := text.Lookup(nameless, s)
	return is
}

// isDegree reports whether s is one of the degrees that are also names, in capitals: "MA".
func isDegree(s string) bool {
	switch s {
	case "BA", "MA", "BS", "MS", "B.A.", "M.A.", "B.S.", "M.S.":
		return true
	default:
		return false
	}
}

// areInitials reports whether a text is nothing but initials: "J. D.", which is also a
// degree.
func areInitials(s string) bool {
	letters := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == ' ' })
	return len(letters) > 1 && !slices.ContainsFunc(letters, func(letter string) bool { return !isInitial(letter) })
}

// isInitial reports whether a word is one letter or ends with a full stop.
func isInitial(word string) bool {
	return strings.HasSuffix(word, ".") || utf8.RuneCountInString(word) == 1
}

// isAcronym reports whether s consists of three or more capital letters,
// without full stops.
func isAcronym(s string) bool {
	return utf8.RuneCountInString(s) >= 3 && !strings.Contains(s, ".") &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.ToUpper(r) != r }) &&
		strings.ContainsFunc(s, func(r rune) bool { return unicode.ToLower(r) != r })
}

// isCrowd reports whether a name stands for different artists, as an album artist can:
// "Various", "Diverse forfattere".
func isCrowd(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	return words.Is(name, words.Crowd) || len(first) >= len("Vari") && !strings.Contains(first, ".") && words.Is(first, words.Crowd) && !strings.Contains(rest, " ")
}

// lowered returns a table for text.Lookup.
func lowered(list ...string) map[string]bool {
	all := make(map[string]bool, len(list))
	for _, word := range list {
		all[strings.ToLower(word)] = true
	}
	return all
}

// has reports whether people contains name, ignoring case, spaces and full
// stops: "J.K. Rowling" is "J. K. Rowling".
func has(people []string, name string) bool {
	for _, p := range people {
		if same(p, name) {
			return true
		}
	}
	return false
}

// same compares two names, ignoring spaces, full stops and case.
func same(a, b string) bool {
	for {
		ra, na := nextLetter(a)
		rb, nb := nextLetter(b)
		if ra != rb {
			return false
		}
		if na == 0 {
			return true
		}
		a, b = a[na:], b[nb:]
	}
}

// nextLetter returns the first rune of s that counts in a comparison of names,
// in lower case, and the offset of its end. It returns 0, 0 if there is none.
func nextLetter(s string) (rune, int) {
	for i, r := range s {
		if r != ' ' && r != '.' {
			return unicode.ToLower(r), i + utf8.RuneLen(r)
		}
	}
	return 0, 0
}
