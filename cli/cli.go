package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"

	_ "lectern/ui/locale" // before Fyne
)

// Exit statuses.
const (
	done   = 0
	failed = 1
	misuse = 2
)

// Run does what the arguments say and returns the exit status.
func Run(args []string, version string) int {
	lowerPriority()
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
		return windowCommand(args, version, began())
	}
}

// fail prints an error and returns the exit status.
func fail(err error) int {
	fmt.Fprintln(os.Stderr, "lectern:", plain(err.Error()))
	return failed
}

// refuse answers arguments that ask for help or are wrong, and returns the exit status.
func refuse(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		fmt.Print(usage)
		return done
	}
	fmt.Fprintf(os.Stderr, "lectern: %v\nRun “lectern help” for usage.\n", plain(err.Error()))
	return misuse
}
