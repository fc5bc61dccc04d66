package catalog

import (
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// folder is Lectern's folder in the system's data and cache folders.
const folder = "lectern"

// DefaultPath is the path of the catalogue unless the user names another: in
// the data folder of XDG, or the system's equivalent.
func DefaultPath() string { return filepath.Join(xdg.DataHome, folder, "catalogue.db") }

// CacheFolder returns the folder for data that can be recomputed, such as thumbnails.
func CacheFolder() string { return filepath.Join(xdg.CacheHome, folder) }

// UserPath returns the path of the user database that belongs to the catalogue
// at path: "catalogue.listener.db" beside "catalogue.db". The file keeps the
// name that older versions gave it.
func UserPath(path string) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + ".listener" + ext
}
