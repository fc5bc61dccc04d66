package words

import "testing"

func TestArticles(t *testing.T) {
	for _, c := range []struct{ language, title, want string }{
		{"", "The Fen", "Fen"}, {"", "A Brook", "Brook"}, {"", "an Abacus", "Abacus"}, {"", "“The Fen”", "Fen”"}, {"", "The", "The"}, {"", "The ", "The "},
		{"", "A Is for Anvil", "A Is for Anvil"}, {"eng", "A Is for Anvil", "A Is for Anvil"}, {"", "A to Z", "A to Z"}, {"", "A & B", "A & B"},
		{"", "A B C", "A B C"}, {"", "A wie Anna", "A wie Anna"}, {"fra", "A comme Association", "A comme Association"}, {"", "A 12 Step Plan", "12 Step Plan"},
		{"", "A", "A"}, {"", "A la deriva", "A la deriva"}, {"", "An der Elbe", "An der Elbe"}, {"", "Theory", "Theory"}, {"", "Anna", "Anna"},
		{"", "Der Birnbaum", "Birnbaum"}, {"", "Die Trying", "Die Trying"}, {"", "La La Land", "La La Land"}, {"", "L'Étang", "Étang"}, {"", "Les Mots", "Mots"},
		{"", "Il était une fois", "Il était une fois"}, {"", "O Pioneers!", "O Pioneers!"}, {"", "En attendant", "En attendant"},
		{"deu", "Der Birnbaum", "Birnbaum"}, {"ger", "Die Verwandlung", "Verwandlung"}, {"de-AT", "Das Gras", "Gras"}, {"German", "Ein Fall", "Fall"},
		{"Deutsch", "Des Teufels General", "Teufels General"}, {"de", "A Brook", "A Brook"}, {"de", "The Fen", "The Fen"}, {"English", "Der Birnbaum", "Der Birnbaum"},
		{"fra", "L’Étang", "Étang"}, {"fre", "Le Hameau", "Hameau"}, {"Français", "Une vie", "vie"}, {"French", "Il était", "Il était"},
		{"spa", "El sí de las niñas", "sí de las niñas"}, {"Spanish", "¿Los otros?", "otros?"}, {"es", "A sangre fría", "A sangre fría"},
		{"por", "O Crime", "Crime"}, {"pt-BR", "A Relíquia", "Relíquia"}, {"Portuguese", "Os Maias", "Maias"},
		{"ita", "Il nome della rosa", "nome della rosa"}, {"it", "L'isola", "isola"}, {"it", "Un'estate", "estate"}, {"Italiano", "Gli indifferenti", "indifferenti"},
		{"dut", "De Avonden", "Avonden"}, {"nld", "Het huis", "huis"}, {"nl", "’t Hooge Nest", "Hooge Nest"},
		{"swe", "En man", "man"}, {"dan", "Det Syvende", "Syvende"}, {"nor", "Den siste", "siste"}, {"no", "Et dukkehjem", "dukkehjem"}, {"nob", "Ei jente", "jente"},
		{"gre", "Η Φόνισσα", "Φόνισσα"}, {"el", "Το τρίτο", "τρίτο"},
		{"hun", "Az ember tragédiája", "ember tragédiája"}, {"hu", "A Pál utcai fiúk", "Pál utcai fiúk"}, {"cat", "La plaça", "plaça"}, {"ca", "L’avi", "avi"},
		{"rus", "A Brook", "A Brook"}, {"fin", "The Fen", "The Fen"}, {"pl", "A to Z", "A to Z"}, {"la", "A Brook", "A Brook"},
		{"und", "The Fen", "Fen"}, {"multiple", "The Fen", "Fen"}, {"mul", "The Fen", "Fen"},
	} {
		if got := ArticlesOf(c.language).Remove(c.title); got != c.want {
			t.Errorf("%q in %q is sorted as %q, want %q", c.title, c.language, got, c.want)
		}
	}
}

func BenchmarkRemove(b *testing.B) {
	a := ArticlesOf("English")
	for b.Loop() {
		a.Remove("The shadow wind river crown")
		a.Remove("Abacus")
	}
}
