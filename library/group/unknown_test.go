package group_test

import (
	"fmt"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// Tags with placeholders lose to folder names, like missing tags.
func TestPlaceholderTags(t *testing.T) {
	for _, said := range []string{
		"???", "?????? ??", "\uFFFD\uFFFD\uFFFD", "Unknown", "<unknown>", "[unknown]", "Unbekannt", "Onbekend", "Неизвестно", "？？？", "null", "untitled", "(none)",
	} {
		tags := &book.Tags{Album: said, Title: said, Artist: said, AlbumArtist: said, Narrator: said, Series: said, Subtitle: said, Publisher: said}
		b := group.Books(folderOf("曹雪芹/紅樓夢", part(1, "曹雪芹/紅樓夢/1.mp3", tags)))[0]
		if got := fmt.Sprint(b.Title, b.Subtitle, b.Authors, b.Narrators, b.Series, b.Publisher); got != "紅樓夢[曹雪芹] [] []" {
			t.Errorf("%q: %s", said, got)
		}
	}
	for _, title := range []string{"Track 01", "track1", "Titel 3", "Audio Track 12", "Piste 4", "AudioTrack 02"} {
		if b := group.Books(folderOf("A/Emma", part(1, "A/Emma/1.mp3", &book.Tags{Title: title})))[0]; b.Title != "Emma" {
			t.Errorf("%q: %s", title, b.Title)
		}
	}
	for _, title := range []string{"What?", "?!X", "The Unknown Soldier", "Track 29 North", "None of This Is True", "Unknown Soldiers (1954)", "1984", "…"} {
		if b := group.Books(folderOf("A/T", part(1, "A/T/1.mp3", album(title))))[0]; b.Title != title {
			t.Errorf("%q: %s", title, b.Title)
		}
	}
}
