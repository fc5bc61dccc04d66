// Lectern is a desktop audiobook library: point it at folders and every book
// is on screen, sortable and searchable, while it reads them.
package main

import (
	"os"

	"lectern/cli"
)

// version and commit are set by the build.
var version, commit = "development", "unknown"

func main() {
	os.Exit(cli.Run(os.Args[1:], version, commit))
}
