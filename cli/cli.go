package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"lectern/library"
	"lectern/library/message"
	"lectern/ui/i18n"
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
	speak()
	command := ""
	if len(args) > 0 {
		command = args[0]
	}
	switch command {
	case "scan":
		return scanCommand(args[1:], began())
	case "version", "--version":
		return say("lectern " + version + "\n")
	case "help":
		return refuse(flag.ErrHelp)
	default:
		return windowCommand(args, version, began())
	}
}

// say prints a text on standard output and returns the exit status.
func say(text string) int {
	if _, err := fmt.Print(text); err != nil {
		return fail(message.Wrap(err, "print: {{.Reason}}", "Reason", inWords(err)))
	}
	return done
}

// inWords returns an error of the system in words for the user, and any other error as
// it is.
func inWords(err error) error {
	if words, known := library.Reason(err); known {
		return errors.New(words)
	}
	return err
}

// complain prints a message on standard error.
func complain(text string) { fmt.Fprintln(os.Stderr, "lectern:", plain(text)) }

// fail prints an error and returns the exit status.
func fail(err error) int {
	complain(i18n.Error(err))
	return failed
}

// refuse answers arguments that ask for help or are wrong, and returns the exit status.
func refuse(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		return say(usage())
	}
	complain(i18n.Error(err) + "\n" + i18n.Text("Run “lectern help” for usage."))
	return misuse
}
