package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"

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

// Run does what the arguments say and returns the exit status. version and commit are
// those of the program.
func Run(args []string, version, commit string) int {
	attachConsole()
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
		return say("lectern " + version + "\ncommit " + commit + "\n" + runtime.Version() + "\n")
	case "help":
		return helpCommand(args[1:], version)
	default:
		return windowCommand(args, version, began())
	}
}

// helpCommand prints the usage, or what its argument names, and returns the exit status.
func helpCommand(args []string, version string) int {
	if len(args) == 0 {
		return refuse(flag.ErrHelp)
	}
	switch args[0] {
	case "man":
		return say(manualPage(version))
	case "bash":
		return say(bashCompletion())
	case "zsh":
		return say(zshCompletion())
	case "fish":
		return say(fishCompletion())
	default:
		return refuse(flag.ErrHelp)
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
	complain(i18n.TerminalError(err))
	return failed
}

// refuse answers arguments that ask for help or are wrong, and returns the exit status.
func refuse(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		return say(usage())
	}
	complain(i18n.TerminalError(err) + "\n" + i18n.Text("Run “lectern help” for usage."))
	return misuse
}
