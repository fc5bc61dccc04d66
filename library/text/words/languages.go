package words

// Language holds the words of one language, separated by commas. Case and accents do
// not matter. A word that other languages have too need not stand in each.
type Language struct {
	Name string // English
	Code string // BCP 47

	Disc    string // pieces of a recording, before a number: "CD 2"
	Part    string // pieces of a work, before a number; the title of a whole book can have them: "Henry IV Part 1"
	Volume  string // volumes of a series, before a number
	Chapter string // pieces of a book, before a number
	Of      string // between the number of a part and their total: "1 of 3"

	Front string // what a book has before its text
	Back  string // what it has after its text

	Unabridged string // the recording has the whole text; no part of a title
	Audiobook  string // the recording is an audiobook; no part of a title
	ReadBy     string // before the name of a narrator
	Reader     string // before a colon and the name of a narrator
	Author     string // the author, in place of a name

	Nameless string // what programs write in place of an unknown title or album
	Nobody   string // what they write in place of an unknown person
	Track    string // what they write before the number of a track without a title

	Articles string // not counted at the beginning of a title when titles are sorted
}

// Languages is the table. Its words are those of dictionaries, of the localized
// programs that write tags and of the publishers' own titles; the numbers, which are in
// numbers.txt, are CLDR's.
var Languages = [...]Language{
	{
		Name: "English", Code: "en",
		Disc: "disc, disk, cd, tape, cassette, dvd", Part: "part, pt, section",
		Volume: "book, bk, volume, vol", Chapter: "chapter, chap, ch, chpt, track, file, scene, act, lesson, lecture, session, canto, side", Of: "of",
		Front: "prologue, preface, foreword, intro, introduction, opening, opening credits, dedication, epigraph, prelude, preamble, title page, authors note, a note from the author, translators note",
		Back: "epilogue, afterword, outro, credits, end credits, closing credits, closing, acknowledgments, acknowledgements, about the author, about the narrator, " +
			"appendix, glossary, postscript, postlude, coda, conclusion, endnotes, notes, bibliography, copyright, interview, bonus chapter, preview, excerpt",
		Unabridged: "unabridged, unabridged edition, unabridged audiobook, complete and unabridged, uncut", Audiobook: "audiobook, audiobooks, audio book, retail",
		ReadBy: "read by, narrated by, performed by, voiced by, spoken by", Reader: "narrator, reader, narrators, readers, performer, voice", Author: "the author, author, the author himself, the author herself",
		Nameless: "unknown, unknown album, unknown title, untitled, no title, no album, not available, none, null, n/a, various",
		Nobody:   "unknown, unknown artist, unknown author, unknown narrator, unknown composer, unknown performer, no artist, no author",
		Track:    "track, audio track, audiotrack", Articles: "the, an, a",
	},
	{
		Name: "German", Code: "de",
		Disc: "kassette, kass, mc, lp", Part: "teil, abschnitt, folge, episode", Volume: "band, bd, buch",
		Chapter: "kapitel, kap, szene, akt, lektion, aufzug, seite", Of: "von",
		Front: "prolog, vorwort, einleitung, einführung, vorspann, widmung, geleitwort, zum geleit, vorbemerkung, auftakt, anfang",
		Back: "epilog, nachwort, abspann, danksagung, dank, anhang, glossar, schlusswort, nachbemerkung, schluss, ausklang, " +
			"über den autor, über die autorin, anmerkungen, impressum, nachspann",
		Unabridged: "ungekürzt, ungekürzte, ungekürzte lesung, ungekürzte fassung, ungekürzte ausgabe, vollständige lesung, vollständig",
		Audiobook:  "hörbuch, lesung, autorenlesung", ReadBy: "gelesen von, vorgelesen von, gesprochen von, erzählt von, es liest, es lesen", Reader: "sprecher, sprecherin, erzähler",
		Author:   "der autor, die autorin, autor, autorin, vom autor, von der autorin, dem autor, der autorin, vom autor selbst",
		Nameless: "unbekannt, unbekanntes album, unbekannter titel, ohne titel, kein titel, kein album",
		Nobody:   "unbekannt, unbekannter interpret, unbekannter künstler, unbekannter autor, unbekannter sprecher, kein interpret, autor unbekannt",
		Track:    "titel, spur, stück", Articles: "der, die, das, ein, eine",
	},
	{
		Name: "French", Code: "fr",
		Disc: "disque, cassette", Part: "partie, épisode, volet", Volume: "tome, livre, volume",
		Chapter: "chapitre, chap, scène, acte, leçon, piste, face", Of: "de, sur",
		Front:      "prologue, préface, avant propos, introduction, dédicace, générique de début, générique d ouverture, avertissement, préambule, ouverture",
		Back:       "épilogue, postface, remerciements, conclusion, annexe, annexes, glossaire, générique de fin, à propos de l auteur, post scriptum, note de l auteur",
		Unabridged: "texte intégral, version intégrale, intégrale, intégral, non abrégé, non abrégée, édition intégrale", Audiobook: "livre audio, livre lu",
		ReadBy: "lu par, lue par, raconté par, narré par, interprété par, récité par, dit par", Reader: "narrateur, narratrice", Author: "l auteur, l autrice, l auteure, auteur",
		Nameless: "inconnu, album inconnu, titre inconnu, sans titre, aucun titre", Nobody: "inconnu, artiste inconnu, auteur inconnu, interprète inconnu, narrateur inconnu",
		Track: "piste, plage", Articles: "le, la, les, l', un, une",
	},
	{
		Name: "Spanish", Code: "es",
		Disc: "disco, cinta, casete, casetes", Part: "parte, episodio", Volume: "libro, tomo, volumen, vol",
		Chapter: "capítulo, cap, escena, acto, lección, pista, lado, cara", Of: "de",
		Front:      "prólogo, prefacio, introducción, presentación, dedicatoria, preámbulo, nota preliminar, créditos iniciales, obertura",
		Back:       "epílogo, agradecimientos, conclusión, apéndice, glosario, créditos finales, créditos, sobre el autor, sobre la autora, nota del autor, nota de la autora, posfacio, anexo",
		Unabridged: "íntegro, íntegra, versión íntegra, texto íntegro, sin abreviar, no abreviado, completo", Audiobook: "audiolibro",
		ReadBy: "leído por, leída por, narrado por, narrada por, en la voz de, interpretado por", Reader: "narrador, narradora, locutor, locutora", Author: "el autor, la autora, autor, autora",
		Nameless: "desconocido, álbum desconocido, título desconocido, sin título, ningún título", Nobody: "desconocido, artista desconocido, autor desconocido, narrador desconocido, intérprete desconocido",
		Track: "pista", Articles: "el, la, los, las, un, una",
	},
	{
		Name: "Portuguese", Code: "pt",
		Disc: "disco, fita", Part: "parte, episódio", Volume: "livro, volume, tomo", Chapter: "capítulo, cap, cena, ato, acto, lição, faixa, lado", Of: "de",
		Front:      "prólogo, prefácio, introdução, apresentação, dedicatória, preâmbulo, créditos iniciais, abertura",
		Back:       "epílogo, agradecimentos, conclusão, apêndice, glossário, créditos finais, sobre o autor, sobre a autora, nota do autor, nota da autora, posfácio, anexo",
		Unabridged: "integral, versão integral, texto integral, na íntegra, não abreviado, completo", Audiobook: "audiolivro, livro falado",
		ReadBy: "lido por, lida por, narrado por, narrada por, narração de, na voz de, interpretado por", Reader: "narrador, narradora", Author: "o autor, a autora, pelo autor, pela autora",
		Nameless: "desconhecido, álbum desconhecido, título desconhecido, sem título", Nobody: "desconhecido, artista desconhecido, autor desconhecido, intérprete desconhecido, narrador desconhecido",
		Track: "faixa", Articles: "o, os, um, uma",
	},
	{
		Name: "Italian", Code: "it",
		Disc: "disco, cassetta, nastro, audiocassetta", Part: "parte, episodio, puntata", Volume: "libro, volume, tomo",
		Chapter: "capitolo, cap, scena, atto, lezione, traccia, lato", Of: "di",
		Front:      "prologo, prefazione, introduzione, premessa, dedica, preambolo, titoli di testa, nota introduttiva, presentazione, antefatto",
		Back:       "epilogo, postfazione, ringraziamenti, conclusione, appendice, glossario, titoli di coda, sull autore, sull autrice, nota dell autore, nota dell autrice, poscritto",
		Unabridged: "integrale, versione integrale, edizione integrale, testo integrale, non abbreviato", Audiobook: "audiolibro",
		ReadBy: "letto da, letta da, narrato da, narrata da, voce di, lettura di, interpretato da, raccontato da", Reader: "narratore, narratrice, voce narrante", Author: "l autore, l autrice, dall autore, dall autrice, autore",
		Nameless: "sconosciuto, album sconosciuto, titolo sconosciuto, senza titolo", Nobody: "sconosciuto, artista sconosciuto, autore sconosciuto, interprete sconosciuto, narratore sconosciuto",
		Track: "traccia, brano", Articles: "il, lo, gli, i, la, le, l', un, uno, una, un'",
	},
	{
		Name: "Dutch", Code: "nl",
		Disc: "schijf, cassette, bandje", Part: "deel, aflevering", Volume: "boek, band", Chapter: "hoofdstuk, hfst, hoofdst, scène, bedrijf, les, kant", Of: "van",
		Front:      "proloog, voorwoord, inleiding, introductie, opdracht, woord vooraf, ten geleide, begin, aftiteling begin, vooraf",
		Back:       "epiloog, nawoord, dankwoord, slot, slotwoord, bijlage, bijlagen, aftiteling, over de auteur, over de schrijver, over de schrijfster, noten, woordenlijst, verantwoording, naschrift, tot slot",
		Unabridged: "onverkort, onverkorte uitgave, onverkorte versie, integrale tekst", Audiobook: "luisterboek, hoorboek, gesproken boek",
		ReadBy: "voorgelezen door, gelezen door, verteld door, ingesproken door, stem van", Reader: "voorlezer, verteller, stem", Author: "de auteur, de schrijver, de schrijfster, auteur",
		Nameless: "onbekend, onbekend album, onbekende titel, zonder titel, geen titel", Nobody: "onbekend, onbekende artiest, onbekende auteur, onbekende schrijver, onbekende verteller, onbekende voorlezer",
		Track: "spoor, nummer", Articles: "de, het, een, 't",
	},
	{
		Name: "Swedish", Code: "sv",
		Disc: "skiva, kassett", Part: "del, avsnitt", Volume: "bok, volym, vol", Chapter: "kapitel, kap, scen, akt, lektion, spår, sida", Of: "av",
		Front:      "prolog, förord, inledning, introduktion, dedikation, tillägnan, företal",
		Back:       "epilog, efterord, tack, författarens tack, slutord, bilaga, ordlista, eftertexter, om författaren, avslutning, efterskrift, författarens efterord",
		Unabridged: "oförkortad, oförkortat, oavkortad, oavkortat, oförkortad utgåva", Audiobook: "ljudbok, talbok",
		ReadBy: "läst av, uppläst av, inläst av, berättad av, läses av", Reader: "uppläsare, inläsare", Author: "författaren, av författaren, författare",
		Nameless: "okänd, okänt, okänt album, okänd titel, utan titel, namnlös", Nobody: "okänd, okänd artist, okänd författare, okänd uppläsare",
		Track: "spår", Articles: "en, ett, den, det",
	},
	{
		Name: "Danish", Code: "da",
		Disc: "plade, skive, kassette, bånd", Part: "del, afsnit", Volume: "bog, bind", Chapter: "kapitel, kap, scene, akt, lektion, spor, side", Of: "af",
		Front:      "prolog, forord, indledning, introduktion, tilegnelse",
		Back:       "epilog, efterord, tak, slutord, bilag, ordliste, efterskrift, om forfatteren, afslutning, rulletekster, forfatterens efterord",
		Unabridged: "uforkortet, uforkortede, uforkortet udgave", Audiobook: "lydbog, talebog",
		ReadBy: "læst af, indlæst af, oplæst af, fortalt af, læses af", Reader: "oplæser, indlæser", Author: "forfatteren, af forfatteren, forfatter",
		Nameless: "ukendt, ukendt album, ukendt titel, uden titel", Nobody: "ukendt, ukendt kunstner, ukendt forfatter, ukendt oplæser, ukendt artist",
		Track: "spor", Articles: "en, et, den, det",
	},
	{
		Name: "Norwegian", Code: "nb",
		Disc: "plate, skive, kassett, bånd", Part: "del, episode", Volume: "bok, bind", Chapter: "kapittel, kap, scene, akt, leksjon, spor, side", Of: "av",
		Front:      "prolog, forord, innledning, introduksjon, tilegnelse, dedikasjon",
		Back:       "epilog, etterord, takk, sluttord, vedlegg, ordliste, etterskrift, om forfatteren, avslutning, rulletekst, forfatterens etterord",
		Unabridged: "uforkortet, uforkortede, uavkortet, uforkortet utgave", Audiobook: "lydbok",
		ReadBy: "lest av, innlest av, opplest av, fortalt av, leses av", Reader: "oppleser, innleser", Author: "forfatteren, av forfatteren, forfatter",
		Nameless: "ukjent, ukjent album, ukjent tittel, uten tittel", Nobody: "ukjent, ukjent artist, ukjent forfatter, ukjent oppleser",
		Track: "spor", Articles: "en, ei, et, den, det",
	},
	{
		Name: "Finnish", Code: "fi",
		Disc: "levy, cd levy, kasetti", Part: "osa, jakso", Volume: "kirja, nide, osa", Chapter: "luku, kappale, kohtaus, näytös, oppitunti, raita, puoli",
		Front:      "prologi, esipuhe, johdanto, alkusanat, omistus, alkulause, alku",
		Back:       "epilogi, jälkisanat, kiitokset, loppusanat, liite, liitteet, sanasto, lopputekstit, kirjailijasta, tietoa kirjailijasta, loppu, jälkikirjoitus",
		Unabridged: "lyhentämätön, lyhentämättömänä, lyhentämätön laitos", Audiobook: "äänikirja",
		ReadBy: "lukenut, lukee", Reader: "lukija, lukijana, kertoja, äänikirjan lukija", Author: "kirjailija, tekijä, kirjailija itse",
		Nameless: "tuntematon, tuntematon albumi, tuntematon nimi, tuntematon levy, nimetön, ei nimeä", Nobody: "tuntematon, tuntematon esittäjä, tuntematon artisti, tuntematon kirjailija, tuntematon tekijä, tuntematon lukija",
		Track: "raita, kappale",
	},
	{
		Name: "Polish", Code: "pl",
		Disc: "płyta, dysk, kaseta, krążek", Part: "część, cz, odcinek", Volume: "tom, księga", Chapter: "rozdział, rozdz, roz, scena, akt, lekcja, ścieżka, utwór, strona", Of: "z, ze",
		Front:      "prolog, przedmowa, wstęp, wprowadzenie, dedykacja, słowo wstępne, od autora, od tłumacza, napisy początkowe",
		Back:       "epilog, posłowie, podziękowania, zakończenie, dodatek, dodatki, aneks, słowniczek, napisy końcowe, o autorze, o autorce, przypisy, słowo końcowe, postscriptum",
		Unabridged: "nieskrócony, nieskrócona, pełna wersja, wersja pełna, bez skrótów, całość", Audiobook: "audiobook, książka mówiona",
		ReadBy: "czyta, czytają, czytał, czytała, przeczytał, przeczytała, w interpretacji, opowiada", Reader: "lektor, lektorka, narrator", Author: "autor, autorka",
		Nameless: "nieznany, nieznany album, nieznany tytuł, bez tytułu", Nobody: "nieznany, nieznany wykonawca, nieznany autor, nieznany artysta, nieznany lektor, nieznana autorka",
		Track: "ścieżka, utwór",
	},
	{
		Name: "Czech", Code: "cs",
		Disc: "disk, kazeta, deska", Part: "část, díl", Volume: "kniha, svazek, díl", Chapter: "kapitola, kap, scéna, dějství, jednání, lekce, stopa, skladba, strana", Of: "z, ze",
		Front:      "prolog, předmluva, úvod, věnování, úvodní slovo, předehra",
		Back:       "epilog, doslov, poděkování, závěr, dodatek, příloha, slovníček, závěrečné titulky, o autorovi, o autorce, dovětek, závěrečné slovo, poznámka autora",
		Unabridged: "nezkráceno, nezkrácená, nezkrácený, nezkrácené, plné znění, nezkrácená verze", Audiobook: "audiokniha, mluvené slovo",
		ReadBy: "čte, čtou, četl, četla, vypráví, načetl, načetla, předčítá, namluvil, namluvila", Reader: "interpret, účinkuje", Author: "autor, autorka",
		Nameless: "neznámý, neznámé album, neznámý název, bez názvu", Nobody: "neznámý, neznámý interpret, neznámý umělec, neznámý autor, neznámá autorka",
		Track: "stopa, skladba",
	},
	{
		Name: "Russian", Code: "ru",
		Disc: "диск, кассета, сд", Part: "часть, ч, серия, эпизод", Volume: "книга, кн, том, т", Chapter: "глава, гл, сцена, действие, акт, урок, дорожка, трек, сторона", Of: "из",
		Front:      "пролог, предисловие, введение, вступление, посвящение, от автора, от переводчика, вступительное слово, начало, эпиграф",
		Back:       "эпилог, послесловие, заключение, благодарности, приложение, приложения, примечания, глоссарий, об авторе, конец, титры, постскриптум",
		Unabridged: "полная версия, без сокращений, полный текст, несокращённая версия, полное издание", Audiobook: "аудиокнига, аудиоспектакль",
		ReadBy: "читает, читают, читал, читала, исполняет, исполняют, озвучил, озвучила, озвучивает, текст читает", Reader: "чтец, исполнитель, диктор", Author: "автор, сам автор",
		Nameless: "неизвестно, неизвестный, неизвестный альбом, неизвестное название, без названия, без имени", Nobody: "неизвестно, неизвестный, неизвестный исполнитель, неизвестный автор, неизвестный чтец, неизвестен, автор неизвестен",
		Track: "дорожка, трек, запись",
	},
	{
		Name: "Greek", Code: "el",
		Disc: "δίσκος, κασέτα", Part: "μέρος, επεισόδιο", Volume: "βιβλίο, τόμος", Chapter: "κεφάλαιο, κεφ, σκηνή, πράξη, μάθημα, κομμάτι, πλευρά", Of: "από",
		Front:      "πρόλογος, εισαγωγή, αφιέρωση, προοίμιο, έναρξη",
		Back:       "επίλογος, ευχαριστίες, παράρτημα, γλωσσάρι, επίμετρο, τίτλοι τέλους, για τον συγγραφέα, για τη συγγραφέα, σημείωμα του συγγραφέα, τέλος",
		Unabridged: "πλήρες, πλήρης έκδοση, πλήρες κείμενο, χωρίς περικοπές", Audiobook: "ηχητικό βιβλίο, ακουστικό βιβλίο, ηχοβιβλίο",
		ReadBy: "διαβάζει, διαβάζει ο, διαβάζει η, διαβάζουν, αφηγείται, αφηγείται ο, αφηγείται η", Reader: "αφήγηση, αφηγητής, αφηγήτρια, ανάγνωση", Author: "ο συγγραφέας, η συγγραφέας, συγγραφέας",
		Nameless: "άγνωστο, άγνωστος, άγνωστο άλμπουμ, άγνωστος τίτλος, χωρίς τίτλο", Nobody: "άγνωστος, άγνωστος καλλιτέχνης, άγνωστος συγγραφέας, άγνωστος αφηγητής, άγνωστη συγγραφέας",
		Track: "κομμάτι, ίχνος", Articles: "ο, η, το, οι, τα, ένας, μια, ένα",
	},
	{
		Name: "Turkish", Code: "tr",
		Disc: "disk, kaset, plak", Part: "kısım, bölüm", Volume: "kitap, cilt", Chapter: "bölüm, bl, sahne, perde, ders, parça, yüz",
		Front:      "önsöz, giriş, sunuş, ithaf, prolog, ön söz, başlangıç",
		Back:       "sonsöz, son söz, teşekkür, teşekkürler, ek, ekler, sözlük, epilog, yazar hakkında, kapanış, sonuç, jenerik",
		Unabridged: "kısaltılmamış, tam metin, tam sürüm, eksiksiz", Audiobook: "sesli kitap",
		Reader: "okuyan, seslendiren, anlatan, okuyanlar, seslendirenler, okuyucu, seslendirme", Author: "yazar, yazarı, yazarın kendisi",
		Nameless: "bilinmeyen, bilinmiyor, bilinmeyen albüm, bilinmeyen başlık, başlıksız, adsız, isimsiz", Nobody: "bilinmeyen, bilinmiyor, bilinmeyen sanatçı, bilinmeyen yazar, bilinmeyen okuyan, bilinmeyen seslendiren",
		Track: "parça, iz",
	},
	{
		Name: "Chinese", Code: "zh",
		Disc: "碟, 盘, 光盘, 光碟, 磁带, 唱片", Part: "部分, 部, 篇, 期", Volume: "卷, 册, 集, 冊, 輯, 辑", Chapter: "章, 回, 节, 節, 讲, 講, 课, 課, 话, 話, 幕, 折, 场", Of: "共",
		Front:      "序, 序言, 前言, 引言, 楔子, 序章, 引子, 序幕, 导言, 導言, 自序, 代序, 献词, 片头, 開場, 开场, 绪论, 緒論",
		Back:       "后记, 後記, 尾声, 尾聲, 跋, 结语, 結語, 附录, 附錄, 致谢, 致謝, 终章, 終章, 片尾, 关于作者, 關於作者, 结束语, 番外, 结局, 大结局",
		Unabridged: "完整版, 全本, 未删节, 未刪節, 无删节, 全文", Audiobook: "有声书, 有聲書, 有声读物, 有聲讀物, 有声小说, 有聲小說",
		Reader: "朗读, 朗讀, 播讲, 播講, 演播, 朗诵, 朗誦, 主播, 播音, 演播者, 朗读者, 朗讀者, 讲述, 講述, 播讲人", Author: "作者, 作者本人",
		Nameless: "未知, 未知专辑, 未知專輯, 未知标题, 未知標題, 无标题, 無標題, 不明", Nobody: "未知, 未知艺术家, 未知藝術家, 未知作者, 未知歌手, 未知演出者, 未知艺人, 未知藝人, 佚名, 不详, 不詳, 未知演播",
		Track: "音轨, 音軌, 曲目",
	},
	{
		Name: "Japanese", Code: "ja",
		Disc: "ディスク, テープ, カセット, 枚目", Part: "部, パート, 編", Volume: "巻, 冊, 集", Chapter: "章, 話, 回, 節, 幕, 場, トラック, チャプター", Of: "全",
		Front:      "序, 序文, 序章, はじめに, まえがき, 前書き, プロローグ, 導入, 献辞, オープニング, 緒言",
		Back:       "あとがき, 後書き, おわりに, エピローグ, 終章, 付録, 謝辞, 解説, エンディング, 著者紹介, 著者について, 訳者あとがき, 結び",
		Unabridged: "完全版, 全文, 無削除版, ノーカット版, ノーカット", Audiobook: "オーディオブック, 朗読版",
		Reader: "朗読, ナレーター, ナレーション, 語り, 読み手, 朗読者, 声", Author: "著者, 作者, 著者本人",
		Nameless: "不明, 不明なアルバム, 不明なタイトル, 無題, タイトルなし, アルバム不明", Nobody: "不明, 不明なアーティスト, 不明な著者, 著者不明, 作者不明, 作者不詳, アーティスト不明, 不明なナレーター",
		Track: "トラック",
	},
}
