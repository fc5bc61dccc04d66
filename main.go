// Lectern is a desktop audiobook library: point it at folders and every book
// is on screen, sortable and searchable, while it reads them.
package main

import (
	"flag"
	"fmt"
	"os"

	_ "lectern/ui/locale" // before Fyne
)

// version is set by the build.
var version = "development"

func main() {
	os.Exit(run(os.Args[1:]))
}

// run does what the arguments say and returns the exit status.
func run(args []string) int {
	gentle()
	command := ""
	if len(args) > 0 {
		command = args[0]
	}
	switch command {
	case "scan":
		return scanCommand(args[1:], began())
	case "version", "--version":
		fmt.Println("lectern", version)
		return done
	case "help":
		return refuse(flag.ErrHelp)
	default:
		return windowCommand(args, began())
	}
}
