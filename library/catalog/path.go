package catalog

import (
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// folder is Lectern's own under the system's folders.
const folder = "lectern"

// DefaultPath is where the catalogue lies unless the user says otherwise:
// in the user's data folder by the XDG rules, or what the system has for it.
func DefaultPath() string { return filepath.Join(xdg.DataHome, folder, "catalogue.db") }

// CacheFolder is where what can be made again lies: thumbnails.
func CacheFolder() string { return filepath.Join(xdg.CacheHome, folder) }

// UserPath is where the user database lies beside the catalogue
// at path: "catalogue.listener.db" beside "catalogue.db".
func UserPath(path string) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + ".listener" + ext
}
