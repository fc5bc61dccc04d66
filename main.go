// Lectern is a desktop audiobook library: point it at folders and every book
// is on screen, sortable and searchable, while it reads them.
package main

import (
	"os"

	"lectern/cli"
)

// version is set by the build.
var version = "development"

func main() {
	os.Exit(cli.Run(os.Args[1:], version))
}
