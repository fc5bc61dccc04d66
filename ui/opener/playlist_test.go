package opener

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"lectern/library/book"
	"lectern/ui/uitest"
)

func TestPlaylist(t *testing.T) {
	b := uitest.Saga("A\nB", "/x/1.mp3", "/x/#2.mp3", "/x/a\r\n#EXTINF.mp3", "/x/\xff.mp3", "/x/3.mp3 ", "relative")
	b.Files[1].Media = nil
	q := QueueOf([]*book.Book{b})
	want := "#EXTM3U\n#PLAYLIST:A B\n" +
		"#EXTINF:90,A B – 1.mp3\n/x/1.mp3\n#EXTINF:-1,A B – #2.mp3\n/x/#2.mp3\n" +
		"#EXTINF:90,A B – a  #EXTINF.mp3\nfile:///x/a%0D%0A%23EXTINF.mp3\n#EXTINF:90,A B – �.mp3\nfile:///x/%FF.mp3\n" +
		"#EXTINF:90,A B – 3.mp3 \nfile:///x/3.mp3%20\n"
	got := playlist(q.Title, q.Files[:5], q.titles[:5])
	if got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

func TestOldPlaylistsGo(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	b := uitest.Saga(strings.Repeat("ü/", 200), "/x/1.mp3")
	first, err := writePlaylist(b.Title, b.Files, []string{"x"})
	if err != nil {
		t.Fatal(err)
	}
	if i, err := os.Stat(first); err != nil || i.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", i, err)
	}
	old := time.Now().Add(-2 * playlistAge)
	if err := os.Chtimes(first, old, old); err != nil {
		t.Fatal(err)
	}
	second, err := writePlaylist(b.Title, b.Files, []string{"x"})
	if err != nil {
		t.Fatal(err)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(second), "*"))
	if len(left) != 1 || left[0] != second {
		t.Errorf("%q", left)
	}
}
