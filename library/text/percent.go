package text

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// Unquote replaces the escapes of web addresses in a name, which downloads leave there:
// "The%20Low%20Tide". In a name with spaces only signs can be escaped that some systems
// forbid: "Low Tide%3A A Novel". Any other name is returned unchanged: "50% Bad".
func Unquote(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	plain, err := url.PathUnescape(s)
	if err != nil || !utf8.ValidString(plain) {
		return s
	}
	spaced := strings.IndexByte(s, ' ') >= 0
	for _, escape := range strings.Split(s, "%")[1:] {
		c, _ := url.PathUnescape("%" + escape[:2])
		switch {
		case c < " ", c == "\x7f", Letter(c[0]) != 0: // no program escapes letters
			return s
		case spaced && !strings.Contains(`:?*"<>|/\`, c):
			return s
		}
	}
	return plain
}
