package library

import "lectern/library/catalog"

// Errors of Open about the catalogue.
var (
	ErrLocked  = catalog.ErrLocked  // another Lectern has it
	ErrNewer   = catalog.ErrNewer   // a newer Lectern wrote it
	ErrForeign = catalog.ErrForeign // it is another program's database
)

// DefaultCatalog is where the catalogue lies unless the listener says
// otherwise: in the user's data folder by the XDG rules.
func DefaultCatalog() string { return catalog.DefaultPath() }
