package words

// Language holds the words of one language, separated by commas. Case and accents do
// not matter. A word that several languages share needs to stand in only one of them.
type Language struct {
	Name string // English
	Code string // BCP 47

	Disc     string // piece of a recording, before a number: "CD 2"
	Side     string // side of a tape or record, before a number
	Part     string // piece of a work, before a number; also part of the title of a whole book: "Henry IV Part 1"
	Episode  string // part that can be heard by itself, before a number
	Volume   string // volume of a series, before a number
	Chapter  string // piece of a book, before a number
	Series   string // several books that belong together; also at the end of a compound: "Saltmarsh-Reihe"
	OfSeries string // between the number of a volume and its series: "Book 1 of the …"
	Of       string // between the number of a part and the total: "1 of 3"

	Continued string // after the title of a chapter that began in the file before

	Front string // what a book has before its text
	Back  string // what a book has after its text

	Unabridged string // the recording has the whole text; not part of a title
	Abridged   string // the recording has less than the text; part of a title, because it distinguishes two books
	Drama      string // several voices act the text; part of a title, like Abridged
	Audiobook  string // the recording is an audiobook; not part of a title
	ReadBy     string // before the name of a narrator
	Reader     string // before a colon and the name of a narrator, besides Speaks
	ReadBySelf string // the author reads; no name follows
	Author     string // the author, in place of a name

	And   string // between two people
	AndIn string // between two people and also within a name: "Ortega y Gasset"

	Wrote    string // after the name of an author, "(author)", or before a colon and the name
	Speaks   string // the same for a narrator
	Edits    string // the same for an editor
	Helps    []Help // the same for anybody else
	EditedBy string // before the name of an editor
	HelpedBy []Help // before the name of anybody else

	Nameless string // what programs write for an unknown title or album
	Nobody   string // what programs write for an unknown person
	Track    string // what programs write before the number of a track without a title

	Extra string // what lies beside a book without being part of it
	Copy  string // what systems add to the name of a copied file, at either end

	Articles string // ignored at the beginning of a title when titles are sorted
}

// Languages is the table. Its words come from dictionaries, from the localized programs
// that write tags, and from publishers' own titles. The numbers are in numbers.txt and
// come from CLDR.
var Languages = [...]Language{
	{
		Name: "English", Code: "en", And: "and", Continued: "continued, cont, contd, cont d, ctd, continuing",
		Series:   "series, trilogy, duology, quartet, quintet, tetralogy, pentalogy, saga, sagas, cycle, chronicles, chronicle, sequence, novels, mysteries, adventures, omnibus",
		OfSeries: "of the, of, in the, in, from the, from",
		Disc:     "disc, disk, cd, tape, cassette, dvd", Part: "part, pt, section", Episode: "episode",
		Volume: "book, bk, volume, vol", Chapter: "chapter, chap, ch, chpt, track, file, scene, act, lesson, lecture, session, canto", Side: "side", Of: "of",
		Front: "prologue, preface, foreword, intro, introduction, opening, opening credits, dedication, epigraph, prelude, preamble, title page, authors note, a note from the author, translators note",
		Back: "epilogue, afterword, outro, credits, end credits, closing credits, closing, acknowledgments, acknowledgements, about the author, about the narrator, " +
			"appendix, glossary, postscript, postlude, coda, conclusion, endnotes, notes, bibliography, copyright, interview, bonus chapter, preview, excerpt",
		Unabridged: "unabridged, unabridged edition, unabridged audiobook, complete and unabridged, uncut", Audiobook: "audiobook, audiobooks, audio book, retail",
		Abridged: "abridged, abridged edition, abridged version, abridged audiobook",
		Drama:    "dramatized, dramatised, dramatized adaptation, dramatised adaptation, dramatization, dramatisation, full cast, full cast recording, full cast edition, full cast audio, full cast production, full cast dramatization, full cast dramatisation, full cast drama, full cast audio drama, multi cast, audio drama, audio play, radio drama, radio play",
		ReadBy:   "read by, narrated by, performed by, voiced by, spoken by", Reader: "narrator, reader, narrators, readers, performer, voice", ReadBySelf: "read by the author, narrated by the author, read by author, authors reading, author read, self narrated",
		Author:   "the author, author, the author himself, the author herself",
		Nameless: "unknown, unknown album, unknown title, untitled, no title, no album, not available, none, null, n/a",
		Nobody:   "unknown, unknown artist, unknown author, unknown narrator, unknown composer, unknown performer, no artist, no author",
		Track:    "track, audio track, audiotrack", Articles: "the, an, a",
		Extra: "bonus, bonus material, bonus content, bonus features, extra, extras, sample, samples, audio sample, trailer, trailers, teaser, preview, previews, promo, special features", Copy: "copy",
		Wrote: "author, writer, written by, creator", Speaks: "narrator, reader, spoken vocals, spoken, spoken word, voice, voices, narration, read by, speaker, storyteller, voice actor, voice over, performers",
		Edits: "editor, ed, eds, editors, edited by, compiler, compiled by, anthologist",
		Helps: []Help{
			{Translator, "translator, translated by, trans, transl, tr, translation"}, {Foreword, "foreword, foreword by, preface, preface by"},
			{Introduction, "introduction, introduction by, intro"}, {Afterword, "afterword, afterword by"},
			{Illustrator, "illustrator, illustrated by, illustrations"}, {Adapter, "adaptor, adapter, adapted by, adaptation, dramatist, dramatised by"},
			{Producer, "producer"}, {Director, "director"}, {Composer, "composer, music"}, {Engineer, "engineer"}, {CoverArtist, "cover artist, cover"},
			{Photographer, "photographer"}, {Essay, "essay"}, {Commentary, "notes, commentary"}, {Consultant, "consultant"}, {Publisher, "publisher"},
			{Contributor, "contributor"},
		},
		EditedBy: "edited by, compiled by, selected by, collected by",
		HelpedBy: []Help{
			{Translator, "translated by"}, {Foreword, "foreword by, with a foreword by, preface by"},
			{Introduction, "introduction by, with an introduction by, introduced by"}, {Afterword, "afterword by, with an afterword by"},
			{Illustrator, "illustrated by"}, {Adapter, "adapted by, dramatised by, dramatized by"}, {Producer, "produced by"}, {Director, "directed by"},
			{Composer, "music by"},
		},
	},
	{
		Name: "German", Code: "de", And: "und", Continued: "fortsetzung, forts, fortgesetzt",
		Series:   "reihe, serie, trilogie, dilogie, tetralogie, saga, zyklus, chroniken, chronik, romane",
		OfSeries: "aus der, aus dem, von der, von, der, des, in der",
		Disc:     "kassette, kass, mc, lp", Part: "teil, abschnitt", Episode: "folge, episode", Volume: "band, bd, buch",
		Chapter: "kapitel, kap, szene, akt, lektion, aufzug", Side: "seite", Of: "von",
		Front: "prolog, vorwort, einleitung, einführung, vorspann, widmung, geleitwort, zum geleit, vorbemerkung, auftakt, anfang",
		Back: "epilog, nachwort, abspann, danksagung, dank, anhang, glossar, schlusswort, nachbemerkung, schluss, ausklang, " +
			"über den autor, über die autorin, anmerkungen, impressum, nachspann",
		Unabridged: "ungekürzt, ungekürzte, ungekürzte lesung, ungekürzte fassung, ungekürzte ausgabe, vollständige lesung, vollständig",
		Abridged:   "gekürzt, gekürzte, gekürzte lesung, gekürzte fassung, gekürzte ausgabe, leicht gekürzt, leicht gekürzte lesung",
		Drama:      "hörspiel, hörspielfassung, originalhörspiel, hörspielbearbeitung, inszenierte lesung, szenische lesung",
		Audiobook:  "hörbuch, lesung, autorenlesung", ReadBy: "gelesen von, vorgelesen von, gesprochen von, erzählt von, es liest, es lesen", Reader: "sprecher, sprecherin, erzähler",
		ReadBySelf: "autorenlesung, autorinnenlesung, vom autor gelesen, von der autorin gelesen, gelesen vom autor, gelesen von der autorin, gelesen vom autor selbst, vom autor selbst gelesen, autor liest, die autorin liest, der autor liest, es liest der autor, es liest die autorin, gesprochen vom autor",
		Author:     "der autor, die autorin, autor, autorin, vom autor, von der autorin, dem autor, der autorin, vom autor selbst",
		Nameless:   "unbekannt, unbekanntes album, unbekannter titel, ohne titel, kein titel, kein album",
		Nobody:     "unbekannt, unbekannter interpret, unbekannter künstler, unbekannter autor, unbekannter sprecher, kein interpret, autor unbekannt",
		Track:      "titel, spur, stück", Articles: "der, die, das, des, dem, den, ein, eine, einer, eines, einem, einen",
		Extra: "bonusmaterial, zusatzmaterial, extramaterial, begleitmaterial, zugabe, zugaben, hörprobe, hörproben, leseprobe, leseproben, kostprobe, vorschau, ausschnitt", Copy: "kopie",
		Wrote: "autor, autorin, verfasser, verfasserin, geschrieben von, text von, buch", Speaks: "sprecher, sprecherin, erzähler, erzählerin, vorleser, vorleserin, gelesen von, stimme, lesung, sprechtext, sprecherinnen, mitwirkende",
		Edits: "herausgeber, herausgeberin, hrsg, hg, hgg",
		Helps: []Help{
			{Translator, "übersetzer, übersetzerin, übersetzung, übers"}, {Foreword, "vorwort, geleitwort"}, {Introduction, "einleitung"}, {Afterword, "nachwort"},
			{Illustrator, "illustrator, illustratorin, illustrationen"}, {Adapter, "bearbeiter, bearbeiterin, bearbeitung, hörspielbearbeitung"},
			{Director, "regisseur, regisseurin, regie"}, {Producer, "produzent"}, {Composer, "komponist, musik"}, {Contributor, "mitwirkender"},
		},
		EditedBy: "herausgegeben von, hrsg von, hg von, ausgewählt von",
		HelpedBy: []Help{
			{Translator, "übersetzt von, aus dem englischen von, deutsch von"}, {Foreword, "mit einem vorwort von, vorwort von"}, {Introduction, "eingeleitet von"},
			{Afterword, "mit einem nachwort von, nachwort von"}, {Illustrator, "illustriert von, mit illustrationen von"}, {Adapter, "bearbeitet von"},
			{Director, "regie von"}, {Composer, "musik von"},
		},
	},
	{
		Name: "French", Code: "fr", And: "et", Continued: "suite, suite et fin, à suivre",
		Series:   "série, trilogie, tétralogie, saga, cycle, chroniques",
		OfSeries: "de la, de l', du, des, de",
		Disc:     "disque, cassette", Part: "partie, volet", Episode: "épisode", Volume: "tome, livre, volume",
		Chapter: "chapitre, chap, scène, acte, leçon, piste", Side: "face", Of: "de, sur",
		Front:      "prologue, préface, avant propos, introduction, dédicace, générique de début, générique d ouverture, avertissement, préambule, ouverture",
		Back:       "épilogue, postface, remerciements, conclusion, annexe, annexes, glossaire, générique de fin, à propos de l auteur, post scriptum, note de l auteur",
		Unabridged: "texte intégral, version intégrale, intégrale, intégral, non abrégé, non abrégée, édition intégrale", Audiobook: "livre audio, livre lu",
		Abridged: "abrégé, abrégée, version abrégée, texte abrégé, édition abrégée",
		Drama:    "fiction audio, fiction radiophonique, pièce radiophonique, adaptation radiophonique, dramatique radio, version dramatisée",
		ReadBy:   "lu par, lue par, raconté par, narré par, interprété par, récité par, dit par", Reader: "narrateur, narratrice", ReadBySelf: "lu par l auteur, lu par l autrice, lu par l auteure, raconté par l auteur, narré par l auteur",
		Author:   "l auteur, l autrice, l auteure, auteur",
		Nameless: "inconnu, album inconnu, titre inconnu, sans titre, aucun titre", Nobody: "inconnu, artiste inconnu, auteur inconnu, interprète inconnu, narrateur inconnu",
		Track: "piste, plage", Articles: "le, la, les, l', un, une",
		Extra: "suppléments, supplément, extrait, extraits, extrait audio, bande annonce, en bonus", Copy: "copie",
		Wrote: "auteur, auteure, autrice, écrivain, écrit par", Speaks: "narrateur, narratrice, lecteur, lectrice, lu par, voix, comédien, comédienne, récitant, récitante, narrateurs, lecteurs",
		Edits: "éditeur scientifique, directeur, sous la direction de, dir",
		Helps: []Help{
			{Translator, "traducteur, traductrice, traduction, trad"}, {Foreword, "préface, préfacier, préfacière, avant propos"}, {Introduction, "introduction"},
			{Afterword, "postface"}, {Illustrator, "illustrateur, illustratrice, illustrations"}, {Adapter, "adaptateur, adaptatrice, adaptation"},
			{Director, "réalisateur, réalisatrice"}, {Composer, "compositeur, musique"}, {Contributor, "contributeur"},
		},
		EditedBy: "sous la direction de, édité par, dirigé par",
		HelpedBy: []Help{
			{Translator, "traduit par, traduit de l anglais par"}, {Foreword, "préface de, préfacé par"}, {Introduction, "introduction de"},
			{Afterword, "postface de"}, {Illustrator, "illustré par"}, {Adapter, "adapté par, adaptation de"}, {Director, "réalisé par"}, {Composer, "musique de"},
		},
	},
	{
		Name: "Spanish", Code: "es", AndIn: "y, e", Continued: "continuación, continúa, cont, sigue",
		Series:   "serie, trilogía, bilogía, dilogía, tetralogía, saga, ciclo, crónicas",
		OfSeries: "de la, de los, de las, del, de",
		Disc:     "disco, cinta, casete, casetes", Part: "parte", Episode: "episodio", Volume: "libro, tomo, volumen, vol",
		Chapter: "capítulo, cap, escena, acto, lección, pista", Side: "lado, cara", Of: "de",
		Front:      "prólogo, prefacio, introducción, presentación, dedicatoria, preámbulo, nota preliminar, créditos iniciales, obertura",
		Back:       "epílogo, agradecimientos, conclusión, apéndice, glosario, créditos finales, créditos, sobre el autor, sobre la autora, nota del autor, nota de la autora, posfacio, anexo",
		Unabridged: "íntegro, íntegra, versión íntegra, texto íntegro, sin abreviar, no abreviado, completo", Audiobook: "audiolibro",
		Abridged: "abreviado, abreviada, versión abreviada, edición abreviada, texto abreviado",
		Drama:    "dramatizado, dramatizada, versión dramatizada, adaptación dramatizada, ficción sonora, audiodrama, radioteatro, radionovela, elenco completo, reparto completo",
		ReadBy:   "leído por, leída por, narrado por, narrada por, en la voz de, interpretado por", Reader: "narrador, narradora, locutor, locutora", ReadBySelf: "leído por el autor, leído por la autora, leído por su autor, leído por su autora, narrado por el autor, narrado por la autora, narrado por su autor",
		Author:   "el autor, la autora, autor, autora",
		Nameless: "desconocido, álbum desconocido, título desconocido, sin título, ningún título", Nobody: "desconocido, artista desconocido, autor desconocido, narrador desconocido, intérprete desconocido",
		Track: "pista", Articles: "el, la, lo, los, las, un, una, unos, unas",
		Extra: "material extra, contenido extra, muestra, muestras, tráiler", Copy: "copia",
		Wrote: "autor, autora, escritor, escritora, escrito por", Speaks: "narrador, narradora, lector, lectora, locutor, locutora, leído por, voz, voces, narradores, lectores, locutores",
		Edits: "editor, editora, compilador, compiladora, coordinador, antólogo",
		Helps: []Help{
			{Translator, "traductor, traductora, traducción, trad"}, {Foreword, "prólogo, prologuista"}, {Introduction, "introducción"}, {Afterword, "epílogo"},
			{Illustrator, "ilustrador, ilustradora, ilustraciones"}, {Adapter, "adaptador, adaptadora, adaptación"}, {Director, "director, directora"},
			{Composer, "compositor, música"}, {Contributor, "colaborador, colaboradora"},
		},
		EditedBy: "editado por, compilado por, edición de",
		HelpedBy: []Help{
			{Translator, "traducido por, traducción de"}, {Foreword, "prólogo de, prologado por"}, {Introduction, "introducción de"}, {Afterword, "epílogo de"},
			{Illustrator, "ilustrado por, ilustraciones de"}, {Adapter, "adaptado por"}, {Director, "dirigido por"}, {Composer, "música de"},
		},
	},
	{
		Name: "Portuguese", Code: "pt", AndIn: "e", Continued: "continuação, continua",
		Series:   "série, trilogia, duologia, tetralogia, saga, ciclo, crônicas, crónicas",
		OfSeries: "da, do, das, dos, de",
		Disc:     "disco, fita, cassete, cassetes", Part: "parte", Episode: "episódio", Volume: "livro, volume, tomo", Chapter: "capítulo, cap, cena, ato, acto, lição, faixa", Side: "lado", Of: "de",
		Front:      "prólogo, prefácio, introdução, apresentação, dedicatória, preâmbulo, créditos iniciais, abertura",
		Back:       "epílogo, agradecimentos, conclusão, apêndice, glossário, créditos finais, sobre o autor, sobre a autora, nota do autor, nota da autora, posfácio, anexo",
		Unabridged: "integral, versão integral, texto integral, na íntegra, não abreviado, completo", Audiobook: "audiolivro, livro falado",
		Abridged: "abreviado, versão abreviada, edição abreviada, versão resumida",
		Drama:    "dramatizado, dramatizada, adaptação dramatizada, audiodrama, radiodrama, radioteatro, radionovela, elenco completo",
		ReadBy:   "lido por, lida por, narrado por, narrada por, narração de, na voz de, interpretado por", Reader: "narrador, narradora", ReadBySelf: "lido pelo autor, lido pela autora, narrado pelo autor, narrado pela autora",
		Author:   "o autor, a autora, pelo autor, pela autora",
		Nameless: "desconhecido, álbum desconhecido, título desconhecido, sem título", Nobody: "desconhecido, artista desconhecido, autor desconhecido, intérprete desconhecido, narrador desconhecido",
		Track: "faixa", Articles: "o, a, os, as, um, uma, uns, umas",
		Extra: "extras, bônus, bónus, amostra, amostras, prévia, trecho", Copy: "cópia",
		Wrote: "autor, autora, escritor, escritora, escrito por", Speaks: "narrador, narradora, leitor, leitora, locutor, locutora, voz, vozes, lido por, narradores, leitores, locutores",
		Edits: "organizador, organizadora, org, editor, editora, compilador",
		Helps: []Help{
			{Translator, "tradutor, tradutora, tradução, trad"}, {Foreword, "prefácio, prefaciador"}, {Introduction, "introdução"}, {Afterword, "posfácio"},
			{Illustrator, "ilustrador, ilustradora, ilustrações"}, {Adapter, "adaptador, adaptadora, adaptação"}, {Director, "diretor, diretora"},
			{Composer, "compositor, música"}, {Contributor, "colaborador"},
		},
		EditedBy: "organizado por, editado por, organização de",
		HelpedBy: []Help{
			{Translator, "traduzido por, tradução de"}, {Foreword, "prefácio de"}, {Introduction, "introdução de"}, {Afterword, "posfácio de"},
			{Illustrator, "ilustrado por"}, {Adapter, "adaptado por"}, {Director, "dirigido por"}, {Composer, "música de"},
		},
	},
	{
		Name: "Italian", Code: "it", AndIn: "e, ed", Continued: "continua, continuazione, seguito, segue",
		Series:   "serie, trilogia, dilogia, tetralogia, saga, ciclo, cronache",
		OfSeries: "della, dello, dell', delle, dei, degli, del, di",
		Disc:     "disco, cassetta, nastro, audiocassetta", Part: "parte", Episode: "episodio, puntata", Volume: "libro, volume, tomo",
		Chapter: "capitolo, cap, scena, atto, lezione, traccia", Side: "lato", Of: "di",
		Front:      "prologo, prefazione, introduzione, premessa, dedica, preambolo, titoli di testa, nota introduttiva, presentazione, antefatto",
		Back:       "epilogo, postfazione, ringraziamenti, conclusione, appendice, glossario, titoli di coda, sull autore, sull autrice, nota dell autore, nota dell autrice, poscritto",
		Unabridged: "integrale, versione integrale, edizione integrale, testo integrale, non abbreviato", Audiobook: "audiolibro",
		Abridged: "abbreviato, versione abbreviata, versione ridotta, edizione ridotta, testo ridotto",
		Drama:    "radiodramma, audiodramma, sceneggiato, sceneggiato radiofonico, adattamento radiofonico, versione drammatizzata",
		ReadBy:   "letto da, letta da, narrato da, narrata da, voce di, lettura di, interpretato da, raccontato da", Reader: "narratore, narratrice, voce narrante", ReadBySelf: "letto dall autore, letto dall autrice, narrato dall autore, narrato dall autrice, lettura dell autore, lettura dell autrice",
		Author:   "l autore, l autrice, dall autore, dall autrice, autore",
		Nameless: "sconosciuto, album sconosciuto, titolo sconosciuto, senza titolo", Nobody: "sconosciuto, artista sconosciuto, autore sconosciuto, interprete sconosciuto, narratore sconosciuto",
		Track: "traccia, brano", Articles: "il, lo, gli, gl', i, la, le, l', un, uno, una, un'",
		Extra: "contenuti extra, contenuti speciali, anteprima, estratto, estratti, assaggio", Copy: "copia",
		Wrote: "autore, autrice, scrittore, scrittrice, scritto da", Speaks: "narratore, narratrice, lettore, lettrice, voce, voci, voce narrante, letto da, lettura, narratori, lettori",
		Edits: "curatore, curatrice, a cura di, cur",
		Helps: []Help{
			{Translator, "traduttore, traduttrice, traduzione, trad"}, {Foreword, "prefazione, prefatore"}, {Introduction, "introduzione"},
			{Afterword, "postfazione"}, {Illustrator, "illustratore, illustratrice, illustrazioni"}, {Adapter, "adattatore, adattamento"},
			{Director, "regista, regia"}, {Composer, "compositore, musica, musiche"}, {Contributor, "collaboratore"},
		},
		EditedBy: "a cura di, curato da",
		HelpedBy: []Help{
			{Translator, "tradotto da, traduzione di"}, {Foreword, "prefazione di"}, {Introduction, "introduzione di"}, {Afterword, "postfazione di"},
			{Illustrator, "illustrato da, illustrazioni di"}, {Adapter, "adattato da, adattamento di"}, {Director, "regia di"}, {Composer, "musiche di"},
		},
	},
	{
		Name: "Dutch", Code: "nl", And: "en", Continued: "vervolg, vervolgd",
		Series:   "serie, reeks, trilogie, saga, cyclus, kronieken",
		OfSeries: "van de, van het, uit de, van, in de",
		Disc:     "schijf, cassette, bandje", Part: "deel", Episode: "aflevering", Volume: "boek, band", Chapter: "hoofdstuk, hfst, hoofdst, scène, bedrijf, les", Side: "kant", Of: "van",
		Front:      "proloog, voorwoord, inleiding, introductie, opdracht, woord vooraf, ten geleide, begin, aftiteling begin, vooraf",
		Back:       "epiloog, nawoord, dankwoord, slot, slotwoord, bijlage, bijlagen, aftiteling, over de auteur, over de schrijver, over de schrijfster, noten, woordenlijst, verantwoording, naschrift, tot slot",
		Unabridged: "onverkort, onverkorte uitgave, onverkorte versie, integrale tekst", Audiobook: "luisterboek, hoorboek, gesproken boek",
		Abridged: "verkort, verkorte versie, verkorte uitgave, ingekort",
		Drama:    "hoorspel, gedramatiseerd, gedramatiseerde versie",
		ReadBy:   "voorgelezen door, gelezen door, verteld door, ingesproken door, stem van", Reader: "voorlezer, verteller, stem", ReadBySelf: "voorgelezen door de auteur, voorgelezen door de schrijver, voorgelezen door de schrijfster, gelezen door de auteur, door de auteur voorgelezen",
		Author:   "de auteur, de schrijver, de schrijfster, auteur",
		Nameless: "onbekend, onbekend album, onbekende titel, zonder titel, geen titel", Nobody: "onbekend, onbekende artiest, onbekende auteur, onbekende schrijver, onbekende verteller, onbekende voorlezer",
		Track: "spoor, nummer", Articles: "de, het, een, 't, 'n",
		Extra: "bonusmateriaal, extra materiaal, luisterfragment, voorproefje, proefhoofdstuk", Copy: "kopie",
		Wrote: "auteur, schrijver, schrijfster, geschreven door", Speaks: "voorlezer, voorleester, verteller, vertelster, stem, stemmen, gelezen door, spreker, voorlezers, vertellers",
		Edits: "redacteur, redactie, samensteller, samenstelling, red",
		Helps: []Help{
			{Translator, "vertaler, vertaalster, vertaling, vert"}, {Foreword, "voorwoord"}, {Introduction, "inleiding"}, {Afterword, "nawoord"},
			{Illustrator, "illustrator, illustraties, tekenaar"}, {Adapter, "bewerker, bewerking"}, {Director, "regisseur, regie"}, {Composer, "componist, muziek"},
		},
		EditedBy: "onder redactie van, samengesteld door",
		HelpedBy: []Help{
			{Translator, "vertaald door, vertaling van"}, {Foreword, "voorwoord van, met een voorwoord van"}, {Introduction, "inleiding van, ingeleid door"},
			{Afterword, "nawoord van"}, {Illustrator, "geïllustreerd door"}, {Adapter, "bewerkt door"}, {Director, "regie van"}, {Composer, "muziek van"},
		},
	},
	{
		Name: "Swedish", Code: "sv", And: "och", Continued: "fortsättning, forts, fortsätter",
		Series:   "serien, serie, trilogin, trilogi, sagan, svit, sviten, krönikor, krönika",
		OfSeries: "av, i, ur",
		Disc:     "skiva, kassett", Part: "del, delen", Episode: "avsnitt", Volume: "bok, boken, volym, vol", Chapter: "kapitel, kapitlet, kap, scen, akt, lektion, spår", Side: "sida", Of: "av",
		Front:      "prolog, förord, inledning, introduktion, dedikation, tillägnan, företal",
		Back:       "epilog, efterord, tack, författarens tack, slutord, bilaga, ordlista, eftertexter, om författaren, avslutning, efterskrift, författarens efterord",
		Unabridged: "oförkortad, oförkortat, oavkortad, oavkortat, oförkortad utgåva", Audiobook: "ljudbok, talbok",
		Abridged: "förkortad, förkortat, förkortad utgåva, förkortad version",
		Drama:    "radioteater, ljuddrama, dramatiserad, dramatiserad version",
		ReadBy:   "läst av, uppläst av, inläst av, berättad av, läses av", Reader: "uppläsare, inläsare", ReadBySelf: "läst av författaren, uppläst av författaren, inläst av författaren, författaren läser, författarens egen uppläsning",
		Author:   "författaren, av författaren, författare",
		Nameless: "okänd, okänt, okänt album, okänd titel, utan titel, namnlös", Nobody: "okänd, okänd artist, okänd författare, okänd uppläsare",
		Track: "spår", Articles: "en, ett, den, det",
		Extra: "bonusmaterial, extramaterial, smakprov, provlyssning, ljudprov, utdrag", Copy: "kopia",
		Wrote: "författare, författarinna, skriven av, text av", Speaks: "uppläsare, inläsare, berättare, läsare, röst, läst av, uppläsning, medverkande",
		Edits: "redaktör, red, utgivare",
		Helps: []Help{
			{Translator, "översättare, översättning, övers"}, {Foreword, "förord"}, {Introduction, "inledning"}, {Afterword, "efterord"},
			{Illustrator, "illustratör, illustrationer"}, {Adapter, "bearbetning, bearbetare"}, {Director, "regissör, regi"}, {Composer, "kompositör, musik"},
		},
		EditedBy: "redigerad av, sammanställd av, i urval av",
		HelpedBy: []Help{
			{Translator, "översatt av, översättning av, i översättning av"}, {Foreword, "förord av, med förord av"}, {Introduction, "inledning av"},
			{Afterword, "efterord av"}, {Illustrator, "illustrerad av"}, {Adapter, "bearbetad av"}, {Director, "regi av"}, {Composer, "musik av"},
		},
	},
	{
		Name: "Danish", Code: "da", And: "og", Continued: "fortsat, fortsættelse, forts",
		Series:   "serien, serie, trilogien, trilogi, sagaen, krøniken, krønike",
		OfSeries: "af, i, fra",
		Disc:     "plade, skive, kassette, bånd", Part: "del", Episode: "afsnit", Volume: "bog, bind", Chapter: "kapitel, kapitlet, kap, scene, akt, lektion, spor", Side: "side", Of: "af",
		Front:      "prolog, forord, indledning, introduktion, tilegnelse",
		Back:       "epilog, efterord, tak, slutord, bilag, ordliste, efterskrift, om forfatteren, afslutning, rulletekster, forfatterens efterord",
		Unabridged: "uforkortet, uforkortede, uforkortet udgave", Audiobook: "lydbog, talebog",
		Abridged: "forkortet, forkortede, forkortet udgave",
		Drama:    "hørespil, radiodrama, lyddrama, dramatiseret",
		ReadBy:   "læst af, indlæst af, oplæst af, fortalt af, læses af", Reader: "oplæser, indlæser", ReadBySelf: "læst af forfatteren, indlæst af forfatteren, oplæst af forfatteren, forfatteren læser",
		Author:   "forfatteren, af forfatteren, forfatter",
		Nameless: "ukendt, ukendt album, ukendt titel, uden titel", Nobody: "ukendt, ukendt kunstner, ukendt forfatter, ukendt oplæser, ukendt artist",
		Track: "spor", Articles: "en, et, den, det",
		Extra: "bonusmateriale, ekstramateriale, ekstra, lydprøve, smagsprøve, uddrag", Copy: "kopi",
		Wrote: "forfatter, skrevet af", Speaks: "oplæser, indlæser, fortæller, stemme, læst af, oplæsere, oplæsning, medvirkende",
		Edits: "redaktør, red, udgiver",
		Helps: []Help{
			{Translator, "oversætter, oversættelse, overs"}, {Foreword, "forord"}, {Introduction, "indledning"}, {Afterword, "efterord"},
			{Illustrator, "illustrator, illustrationer"}, {Adapter, "bearbejdelse"}, {Director, "instruktør"}, {Composer, "komponist, musik"},
		},
		EditedBy: "redigeret af, udvalgt af",
		HelpedBy: []Help{
			{Translator, "oversat af, på dansk ved"}, {Foreword, "forord af, med forord af"}, {Introduction, "indledning af"}, {Afterword, "efterord af"},
			{Illustrator, "illustreret af"}, {Adapter, "bearbejdet af"}, {Composer, "musik af"},
		},
	},
	{
		Name: "Norwegian", Code: "nb", And: "og", Continued: "fortsettelse, fortsatt, forts",
		Series:   "serien, serie, trilogien, trilogi, sagaen, krøniken, krønike",
		OfSeries: "af, i, fra",
		Disc:     "plate, skive, kassett, bånd", Part: "del", Episode: "episode", Volume: "bok, bind", Chapter: "kapittel, kapitlet, kap, scene, akt, leksjon, spor", Side: "side", Of: "av",
		Front:      "prolog, forord, innledning, introduksjon, tilegnelse, dedikasjon",
		Back:       "epilog, etterord, takk, sluttord, vedlegg, ordliste, etterskrift, om forfatteren, avslutning, rulletekst, forfatterens etterord",
		Unabridged: "uforkortet, uforkortede, uavkortet, uforkortet utgave", Audiobook: "lydbok",
		Abridged: "forkortet, forkortede, forkortet utgave",
		Drama:    "hørespill, radioteater, lyddrama, dramatisert",
		ReadBy:   "lest av, innlest av, opplest av, fortalt av, leses av", Reader: "oppleser, innleser", ReadBySelf: "lest av forfatteren, innlest av forfatteren, opplest av forfatteren, forfatteren leser",
		Author:   "forfatteren, av forfatteren, forfatter",
		Nameless: "ukjent, ukjent album, ukjent tittel, uten tittel", Nobody: "ukjent, ukjent artist, ukjent forfatter, ukjent oppleser",
		Track: "spor", Articles: "en, ei, et, den, det",
		Extra: "bonusmateriale, ekstramateriale, ekstra, lydprøve, smakebit, utdrag", Copy: "kopi",
		Wrote: "forfatter, skrevet av", Speaks: "oppleser, innleser, forteller, stemme, lest av, opplesere, opplesning, medvirkende",
		Edits: "redaktør, red, utgiver",
		Helps: []Help{
			{Translator, "oversetter, oversettelse, overs"}, {Foreword, "forord"}, {Introduction, "innledning"}, {Afterword, "etterord"},
			{Illustrator, "illustratør, illustrasjoner"}, {Adapter, "bearbeidelse"}, {Director, "instruktør, regissør"}, {Composer, "komponist, musikk"},
		},
		EditedBy: "redigert av, i utvalg av",
		HelpedBy: []Help{
			{Translator, "oversatt av, oversettelse av"}, {Foreword, "forord av, med forord av"}, {Introduction, "innledning av"}, {Afterword, "etterord av"},
			{Illustrator, "illustrert av"}, {Adapter, "bearbeidet av"}, {Composer, "musikk av"},
		},
	},
	{
		Name: "Finnish", Code: "fi", And: "ja", Continued: "jatkuu, jatkoa, jatko",
		Series: "sarja, trilogia, saaga, kronikka",
		Disc:   "levy, cd levy, kasetti", Part: "osa", Episode: "jakso", Volume: "kirja, nide, osa", Chapter: "luku, kappale, kohtaus, näytös, oppitunti, raita", Side: "puoli",
		Front:      "prologi, esipuhe, johdanto, alkusanat, omistus, alkulause, alku",
		Back:       "epilogi, jälkisanat, kiitokset, loppusanat, liite, liitteet, sanasto, lopputekstit, kirjailijasta, tietoa kirjailijasta, loppu, jälkikirjoitus",
		Unabridged: "lyhentämätön, lyhentämättömänä, lyhentämätön laitos", Audiobook: "äänikirja",
		Abridged: "lyhennetty, lyhennettynä, lyhennetty laitos",
		Drama:    "kuunnelma, äänidraama, dramatisoitu",
		ReadBy:   "lukenut, lukee", Reader: "lukija, lukijana, kertoja, äänikirjan lukija", ReadBySelf: "lukijana kirjailija, kirjailija lukee, kirjailijan lukemana, lukee kirjailija, lukija kirjailija",
		Author:   "kirjailija, tekijä, kirjailija itse",
		Nameless: "tuntematon, tuntematon albumi, tuntematon nimi, tuntematon levy, nimetön, ei nimeä", Nobody: "tuntematon, tuntematon esittäjä, tuntematon artisti, tuntematon kirjailija, tuntematon tekijä, tuntematon lukija",
		Track: "raita, kappale",
		Extra: "lisämateriaali, bonusmateriaali, ääninäyte, näyte, lisät, esikuuntelu", Copy: "kopio",
		Wrote: "kirjailija, kirjoittaja, tekijä, kirjoittanut", Speaks: "lukija, kertoja, ääni, lukenut, lukijat, kertojat",
		Edits: "toimittaja, toim, toimittanut",
		Helps: []Help{
			{Translator, "kääntäjä, käännös, suomentaja, suomennos, suom"}, {Foreword, "esipuhe"}, {Introduction, "johdanto"}, {Afterword, "jälkisanat"},
			{Illustrator, "kuvittaja, kuvitus"}, {Adapter, "sovitus"}, {Director, "ohjaaja, ohjaus"}, {Composer, "säveltäjä, musiikki"},
		},
		EditedBy: "toimittanut",
		HelpedBy: []Help{
			{Translator, "suomentanut, kääntänyt, suomennos"}, {Foreword, "esipuheen kirjoittanut"}, {Illustrator, "kuvittanut"}, {Adapter, "sovittanut"},
			{Director, "ohjannut"}, {Composer, "säveltänyt"},
		},
	},
	{
		Name: "Polish", Code: "pl", And: "oraz", AndIn: "i", Continued: "ciąg dalszy, dalszy ciąg, cdn, kontynuacja",
		Series:   "seria, cykl, trylogia, saga, kroniki, serii, cyklu, trylogii, sagi",
		OfSeries: "z cyklu, z serii, z",
		Disc:     "płyta, dysk, kaseta, krążek", Part: "część, cz", Episode: "odcinek", Volume: "tom, księga", Chapter: "rozdział, rozdz, roz, scena, akt, lekcja, ścieżka, utwór", Side: "strona", Of: "z, ze",
		Front:      "prolog, przedmowa, wstęp, wprowadzenie, dedykacja, słowo wstępne, od autora, od tłumacza, napisy początkowe",
		Back:       "epilog, posłowie, podziękowania, zakończenie, dodatek, dodatki, aneks, słowniczek, napisy końcowe, o autorze, o autorce, przypisy, słowo końcowe, postscriptum",
		Unabridged: "nieskrócony, nieskrócona, pełna wersja, wersja pełna, bez skrótów, całość", Audiobook: "audiobook, książka mówiona",
		Abridged: "skrócony, skrócona, skrócone, wersja skrócona",
		Drama:    "słuchowisko, superprodukcja, audioserial",
		ReadBy:   "czyta, czytają, czytał, czytała, przeczytał, przeczytała, w interpretacji, opowiada", Reader: "lektor, lektorka, narrator", ReadBySelf: "czyta autor, czyta autorka, w interpretacji autora, w interpretacji autorki",
		Author:   "autor, autorka",
		Nameless: "nieznany, nieznany album, nieznany tytuł, bez tytułu", Nobody: "nieznany, nieznany wykonawca, nieznany autor, nieznany artysta, nieznany lektor, nieznana autorka",
		Track: "ścieżka, utwór",
		Extra: "dodatkowe, materiały dodatkowe, próbka, zwiastun, zapowiedź", Copy: "kopia",
		Wrote: "autor, autorka, pisarz, napisał, napisała", Speaks: "lektor, lektorka, narrator, narratorka, czyta, głos, lektorzy, czytają, występują",
		Edits: "redaktor, redaktorka, redakcja, red, opracowanie, oprac",
		Helps: []Help{
			{Translator, "tłumacz, tłumaczka, tłumaczenie, tłum, przekład, przeł"}, {Foreword, "przedmowa"}, {Introduction, "wstęp"}, {Afterword, "posłowie"},
			{Illustrator, "ilustrator, ilustratorka, ilustracje"}, {Adapter, "adaptacja"}, {Director, "reżyser, reżyseria"}, {Composer, "kompozytor, muzyka"},
		},
		EditedBy: "pod redakcją, zredagował, wybór",
		HelpedBy: []Help{
			{Translator, "przełożył, przełożyła, przekład, tłumaczył, tłumaczyła, tłumaczenie"}, {Foreword, "przedmowa"}, {Introduction, "wstęp"},
			{Afterword, "posłowie"}, {Illustrator, "ilustrował, ilustrowała"}, {Adapter, "adaptacja"}, {Director, "reżyseria"}, {Composer, "muzyka"},
		},
	},
	{
		Name: "Czech", Code: "cs", AndIn: "a, i", Continued: "pokračování, pokrač",
		Series:   "série, cyklus, trilogie, sága, kroniky",
		OfSeries: "z cyklu, ze série, série",
		Disc:     "disk, kazeta, deska", Part: "část, díl", Volume: "kniha, svazek, díl", Chapter: "kapitola, kap, scéna, dějství, jednání, lekce, stopa, skladba", Side: "strana", Of: "z, ze",
		Front:      "prolog, předmluva, úvod, věnování, úvodní slovo, předehra",
		Back:       "epilog, doslov, poděkování, závěr, dodatek, příloha, slovníček, závěrečné titulky, o autorovi, o autorce, dovětek, závěrečné slovo, poznámka autora",
		Unabridged: "nezkráceno, nezkrácená, nezkrácený, nezkrácené, plné znění, nezkrácená verze", Audiobook: "audiokniha, mluvené slovo",
		Abridged: "zkráceno, zkrácená, zkrácený, zkrácené, zkrácená verze, kráceno",
		Drama:    "dramatizace, rozhlasová hra, rozhlasová dramatizace",
		ReadBy:   "čte, čtou, četl, četla, vypráví, načetl, načetla, předčítá, namluvil, namluvila", Reader: "interpret, účinkuje", ReadBySelf: "čte autor, čte autorka, v podání autora, v podání autorky",
		Author:   "autor, autorka",
		Nameless: "neznámý, neznámé album, neznámý název, bez názvu", Nobody: "neznámý, neznámý interpret, neznámý umělec, neznámý autor, neznámá autorka",
		Track: "stopa, skladba",
		Extra: "bonusy, bonusový materiál, ukázka, ukázky, zvuková ukázka, upoutávka", Copy: "kopie",
		Wrote: "autor, autorka, spisovatel, spisovatelka, napsal, napsala", Speaks: "interpret, interpretka, vypravěč, vypravěčka, čte, hlas, předčitatel, předčitatelka, interpreti, účinkuje, účinkují, hrají",
		Edits: "editor, editorka, redaktor, redaktorka, uspořádal, uspořádala",
		Helps: []Help{
			{Translator, "překladatel, překladatelka, překlad, přel"}, {Foreword, "předmluva"}, {Introduction, "úvod"}, {Afterword, "doslov"},
			{Illustrator, "ilustrátor, ilustrátorka, ilustrace"}, {Adapter, "úprava, dramatizace"}, {Director, "režisér, režie"}, {Composer, "skladatel, hudba"},
		},
		EditedBy: "uspořádal, uspořádala, vybral",
		HelpedBy: []Help{
			{Translator, "přeložil, přeložila, překlad"}, {Foreword, "předmluva"}, {Introduction, "úvod"}, {Afterword, "doslov"},
			{Illustrator, "ilustroval, ilustrovala"}, {Adapter, "dramatizace"}, {Director, "režie"}, {Composer, "hudba"},
		},
	},
	{
		Name: "Russian", Code: "ru", And: "и", Continued: "продолжение, прод, продолж",
		Series:   "серия, цикл, трилогия, сага, хроники, серии, цикла, трилогии, саги",
		OfSeries: "из серии, из цикла, серии, цикла, из",
		Disc:     "диск, кассета, сд", Part: "часть, ч", Episode: "серия, эпизод", Volume: "книга, кн, том, т", Chapter: "глава, гл, сцена, действие, акт, урок, дорожка, трек", Side: "сторона", Of: "из",
		Front:      "пролог, предисловие, введение, вступление, посвящение, от автора, от переводчика, вступительное слово, начало, эпиграф",
		Back:       "эпилог, послесловие, заключение, благодарности, приложение, приложения, примечания, глоссарий, об авторе, конец, титры, постскриптум",
		Unabridged: "полная версия, без сокращений, полный текст, несокращённая версия, полное издание", Audiobook: "аудиокнига, аудиоспектакль",
		Abridged: "в сокращении, с сокращениями, сокращённая версия, сокращённое издание, сокращённый вариант",
		Drama:    "аудиоспектакль, радиоспектакль, радиопостановка, аудиопостановка, радиопьеса, инсценировка",
		ReadBy:   "читает, читают, читал, читала, исполняет, исполняют, озвучил, озвучила, озвучивает, текст читает", Reader: "чтец, исполнитель, диктор", ReadBySelf: "читает автор, в исполнении автора, читает сам автор, авторское чтение",
		Author:   "автор, сам автор",
		Nameless: "неизвестно, неизвестный, неизвестный альбом, неизвестное название, без названия, без имени", Nobody: "неизвестно, неизвестный, неизвестный исполнитель, неизвестный автор, неизвестный чтец, неизвестен, автор неизвестен",
		Track: "дорожка, трек, запись",
		Extra: "бонус, бонусы, бонусные материалы, дополнительно, дополнительные материалы, отрывок, трейлер, ознакомительный фрагмент", Copy: "копия",
		Wrote: "автор, писатель, писательница, написал, написала", Speaks: "чтец, диктор, рассказчик, читает, голос, исполнитель, чтица, чтецы, исполнители, в ролях",
		Edits: "редактор, составитель, сост, ред",
		Helps: []Help{
			{Translator, "переводчик, переводчица, перевод, пер"}, {Foreword, "предисловие"}, {Introduction, "вступление"}, {Afterword, "послесловие"},
			{Illustrator, "иллюстратор, художник, иллюстрации"}, {Adapter, "адаптация, инсценировка"}, {Director, "режиссёр"}, {Composer, "композитор, музыка"},
		},
		EditedBy: "под редакцией, составил, составила, редактор",
		HelpedBy: []Help{
			{Translator, "перевод, перевёл, перевела"}, {Foreword, "предисловие"}, {Afterword, "послесловие"}, {Illustrator, "иллюстрации, художник"},
			{Adapter, "инсценировка"}, {Director, "режиссёр"}, {Composer, "музыка"},
		},
	},
	{
		Name: "Greek", Code: "el", And: "και, κι", Continued: "συνέχεια, συνεχίζεται",
		Series:   "σειρά, τριλογία, κύκλος, σάγκα, σειράς, τριλογίας",
		OfSeries: "της σειράς, της, του, των",
		Disc:     "δίσκος, κασέτα", Part: "μέρος", Episode: "επεισόδιο", Volume: "βιβλίο, τόμος", Chapter: "κεφάλαιο, κεφ, σκηνή, πράξη, μάθημα, κομμάτι", Side: "πλευρά", Of: "από",
		Front:      "πρόλογος, εισαγωγή, αφιέρωση, προοίμιο, έναρξη",
		Back:       "επίλογος, ευχαριστίες, παράρτημα, γλωσσάρι, επίμετρο, τίτλοι τέλους, για τον συγγραφέα, για τη συγγραφέα, σημείωμα του συγγραφέα, τέλος",
		Unabridged: "πλήρες, πλήρης έκδοση, πλήρες κείμενο, χωρίς περικοπές", Audiobook: "ηχητικό βιβλίο, ακουστικό βιβλίο, ηχοβιβλίο",
		Abridged: "συντομευμένο, συντομευμένη, συντομευμένη έκδοση",
		Drama:    "ραδιοφωνικό θέατρο, δραματοποιημένο, δραματοποίηση",
		ReadBy:   "διαβάζει, διαβάζει ο, διαβάζει η, διαβάζουν, αφηγείται, αφηγείται ο, αφηγείται η", Reader: "αφήγηση, αφηγητής, αφηγήτρια, ανάγνωση", ReadBySelf: "διαβάζει ο συγγραφέας, διαβάζει η συγγραφέας, αφήγηση από τον συγγραφέα, αφηγείται ο συγγραφέας",
		Author:   "ο συγγραφέας, η συγγραφέας, συγγραφέας",
		Nameless: "άγνωστο, άγνωστος, άγνωστο άλμπουμ, άγνωστος τίτλος, χωρίς τίτλο", Nobody: "άγνωστος, άγνωστος καλλιτέχνης, άγνωστος συγγραφέας, άγνωστος αφηγητής, άγνωστη συγγραφέας",
		Track: "κομμάτι, ίχνος", Articles: "ο, η, το, οι, τα, ένας, μια, ένα",
		Extra: "έξτρα, μπόνους, δείγμα, δείγματα, απόσπασμα, πρόσθετα", Copy: "αντίγραφο",
		Wrote: "συγγραφέας, έγραψε", Speaks: "αφηγητής, αφηγήτρια, αφήγηση, φωνή, διαβάζει, ανάγνωση, αφηγητές, διαβάζουν",
		Edits: "επιμελητής, επιμελήτρια, επιμέλεια, εκδότης",
		Helps: []Help{
			{Translator, "μεταφραστής, μεταφράστρια, μετάφραση, μτφ"}, {Foreword, "πρόλογος"}, {Introduction, "εισαγωγή"}, {Afterword, "επίλογος"},
			{Illustrator, "εικονογράφος, εικονογράφηση"}, {Adapter, "διασκευή"}, {Director, "σκηνοθέτης, σκηνοθεσία"}, {Composer, "συνθέτης, μουσική"},
		},
		EditedBy: "επιμέλεια",
		HelpedBy: []Help{
			{Translator, "μετάφραση, μετέφρασε"}, {Foreword, "πρόλογος"}, {Introduction, "εισαγωγή"}, {Afterword, "επίλογος"}, {Illustrator, "εικονογράφηση"},
			{Adapter, "διασκευή"}, {Director, "σκηνοθεσία"}, {Composer, "μουσική"},
		},
	},
	{
		Name: "Turkish", Code: "tr", And: "ve", Continued: "devam, devamı",
		Series: "serisi, dizisi, üçlemesi, dizi, seri",
		Disc:   "disk, kaset, plak", Part: "kısım, bölüm", Volume: "kitap, cilt", Chapter: "bölüm, bl, sahne, perde, ders, parça", Side: "yüz",
		Front:      "önsöz, giriş, sunuş, ithaf, prolog, ön söz, başlangıç",
		Back:       "sonsöz, son söz, teşekkür, teşekkürler, ek, ekler, sözlük, epilog, yazar hakkında, kapanış, sonuç, jenerik",
		Unabridged: "kısaltılmamış, tam metin, tam sürüm, eksiksiz", Audiobook: "sesli kitap",
		Abridged: "kısaltılmış, kısaltılmış sürüm, kısaltılmış metin",
		Drama:    "radyo tiyatrosu, sesli tiyatro",
		Reader:   "okuyan, seslendiren, anlatan, okuyanlar, seslendirenler, okuyucu, seslendirme", ReadBySelf: "yazarın sesinden, yazarı tarafından okunmuştur, yazarın kendi sesinden, okuyan yazar, seslendiren yazar",
		Author:   "yazar, yazarı, yazarın kendisi",
		Nameless: "bilinmeyen, bilinmiyor, bilinmeyen albüm, bilinmeyen başlık, başlıksız, adsız, isimsiz", Nobody: "bilinmeyen, bilinmiyor, bilinmeyen sanatçı, bilinmeyen yazar, bilinmeyen okuyan, bilinmeyen seslendiren",
		Track: "parça, iz",
		Extra: "ekstralar, ses örneği, fragman, önizleme", Copy: "kopya",
		Wrote: "yazar, yazan", Speaks: "seslendiren, okuyan, anlatan, anlatıcı, ses, seslendirme",
		Edits: "editör, derleyen, hazırlayan, yayına hazırlayan",
		Helps: []Help{
			{Translator, "çevirmen, çeviren, çeviri, çev"}, {Foreword, "önsöz"}, {Introduction, "sunuş"}, {Afterword, "sonsöz"},
			{Illustrator, "çizer, resimleyen, çizimler"}, {Adapter, "uyarlayan, uyarlama"}, {Director, "yönetmen, yöneten"}, {Composer, "besteci, müzik"},
		},
		EditedBy: "derleyen, hazırlayan, yayına hazırlayan, editör",
		HelpedBy: []Help{{Translator, "çeviren, çeviri"}, {Foreword, "önsöz"}, {Illustrator, "resimleyen"}, {Adapter, "uyarlayan"}, {Director, "yöneten"}, {Composer, "müzik"}},
	},
	{
		Name: "Chinese", Code: "zh", Continued: "续, 續, 续上, 接上, 继续, 繼續, 待续",
		Series: "系列, 三部曲, 叢書, 丛书",
		Disc:   "碟, 盘, 光盘, 光碟, 磁带, 唱片", Part: "部分, 部, 篇", Episode: "期", Volume: "卷, 册, 集, 冊, 輯, 辑", Chapter: "章, 回, 节, 節, 讲, 講, 课, 課, 话, 話, 幕, 折, 场", Of: "共",
		Front:      "序, 序言, 前言, 引言, 楔子, 序章, 引子, 序幕, 导言, 導言, 自序, 代序, 献词, 片头, 開場, 开场, 绪论, 緒論",
		Back:       "后记, 後記, 尾声, 尾聲, 跋, 结语, 結語, 附录, 附錄, 致谢, 致謝, 终章, 終章, 片尾, 关于作者, 關於作者, 结束语, 番外, 结局, 大结局",
		Unabridged: "完整版, 全本, 未删节, 未刪節, 无删节, 全文", Audiobook: "有声书, 有聲書, 有声读物, 有聲讀物, 有声小说, 有聲小說",
		Abridged: "节选, 節選, 删节版, 刪節版, 缩写版, 縮寫版, 精简版, 精簡版",
		Drama:    "广播剧, 廣播劇, 有声剧, 有聲劇, 多人有声剧, 多人有聲劇, 多人播讲",
		Reader:   "朗读, 朗讀, 播讲, 播講, 演播, 朗诵, 朗誦, 主播, 播音, 演播者, 朗读者, 朗讀者, 讲述, 講述, 播讲人", ReadBySelf: "作者朗读, 作者朗讀, 作者本人朗读, 作者亲自朗读, 作者自播",
		Author:   "作者, 作者本人",
		Nameless: "未知, 未知专辑, 未知專輯, 未知标题, 未知標題, 无标题, 無標題, 不明", Nobody: "未知, 未知艺术家, 未知藝術家, 未知作者, 未知歌手, 未知演出者, 未知艺人, 未知藝人, 佚名, 不详, 不詳, 未知演播",
		Track: "音轨, 音軌, 曲目",
		Extra: "花絮, 附赠, 附贈, 赠品, 试听, 試聽, 预告, 預告, 样本, 特典", Copy: "副本, 拷贝, 複製",
		Wrote: "著, 作者, 撰, 原著", Speaks: "朗读, 朗讀, 播讲, 播講, 演播, 朗诵, 朗誦, 主播, 播音",
		Edits: "编, 編, 主编, 主編, 编者, 編者, 编著, 選編",
		Helps: []Help{
			{Translator, "译, 譯, 译者, 譯者, 翻译, 翻譯"}, {Foreword, "序, 作序, 前言"}, {Illustrator, "插图, 插圖, 绘, 繪"}, {Adapter, "改编, 改編, 编剧"}, {Director, "导演, 導演"},
			{Producer, "监制, 出品"}, {Composer, "作曲, 音乐, 音樂"},
		},
	},
	{
		Name: "Japanese", Code: "ja", Continued: "続き, つづき, 続, 承前",
		Series: "シリーズ, 三部作",
		Disc:   "ディスク, テープ, カセット, 枚目", Part: "部, パート, 編", Volume: "巻, 冊, 集", Chapter: "章, 話, 回, 節, 幕, 場, トラック, チャプター", Of: "全",
		Front:      "序, 序文, 序章, はじめに, まえがき, 前書き, プロローグ, 導入, 献辞, オープニング, 緒言",
		Back:       "あとがき, 後書き, おわりに, エピローグ, 終章, 付録, 謝辞, 解説, エンディング, 著者紹介, 著者について, 訳者あとがき, 結び",
		Unabridged: "完全版, 全文, 無削除版, ノーカット版, ノーカット", Audiobook: "オーディオブック, 朗読版",
		Abridged: "抄録, 抄録版, 短縮版, 縮約版, 要約版, ダイジェスト版",
		Drama:    "オーディオドラマ, ラジオドラマ, ボイスドラマ, ドラマCD, ドラマ版",
		Reader:   "朗読, ナレーター, ナレーション, 語り, 読み手, 朗読者, 声", ReadBySelf: "著者朗読, 作者朗読, 著者による朗読, 作者による朗読",
		Author:   "著者, 作者, 著者本人",
		Nameless: "不明, 不明なアルバム, 不明なタイトル, 無題, タイトルなし, アルバム不明", Nobody: "不明, 不明なアーティスト, 不明な著者, 著者不明, 作者不明, 作者不詳, アーティスト不明, 不明なナレーター",
		Track: "トラック",
		Extra: "特典, おまけ, サンプル, 試聴, ボーナス, ボーナストラック, 予告, 予告編", Copy: "コピー",
		Wrote: "著, 著者, 作, 作者, 原作", Speaks: "朗読, ナレーター, ナレーション, 語り, 読み手, 声, 声の出演",
		Edits: "編, 編集, 編者, 編著",
		Helps: []Help{
			{Translator, "訳, 翻訳, 訳者, 翻訳者"}, {Foreword, "序文"}, {Commentary, "解説"}, {Illustrator, "絵, 挿絵, イラスト"}, {Adapter, "脚色, 脚本"}, {Director, "監督, 演出"},
			{Composer, "作曲, 音楽"},
		},
	},
}
