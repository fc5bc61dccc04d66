// Lectern is a desktop audiobook library: point it at folders and every book
// is on screen, sortable and searchable, while it reads them.
package main

import (
	"fmt"
	"os"
	"time"
)

// version is set by the build.
var version = "development"

func main() {
	os.Exit(run(os.Args[1:], time.Now()))
}

// run does what the arguments say and returns the exit status: 0 done, 1 it
// did not work, 2 wrong usage.
func run(args []string, began time.Time) int {
	command := ""
	if len(args) > 0 {
		command = args[0]
	}
	switch command {
	case "scan":
		return scanCommand(args[1:], began)
	case "version":
		fmt.Println("lectern", version)
		return 0
	default:
		return windowCommand(args, began)
	}
}
