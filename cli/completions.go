package cli

import (
	"flag"
	"fmt"
	"strings"
)

// The commands, as the completions offer them.
var commands = []string{"scan", "version", "help"}

// The forms in which lectern help prints more than the usage.
var helpForms = []string{"man", "bash", "zsh", "fish"}

// choice is a flag that a completion offers.
type choice struct {
	name  string
	means string   // the first line of its description
	words []string // the words that it accepts
	path  bool     // it names a file
	bare  bool     // it takes no value
}

// choices returns the flags of a set, with their descriptions in the usage.
func choices(f *options) (list []choice) {
	means := map[string]string{}
	for _, p := range manual() {
		for _, r := range p.rows {
			if name, flag := strings.CutPrefix(r.typed, "--"); flag {
				name, _, _ = strings.Cut(name, " ")
				first, _, _ := strings.Cut(r.means, "\n")
				means[name] = strings.TrimRight(first, ":;")
			}
		}
	}
	f.VisitAll(func(fl *flag.Flag) {
		b, is := fl.Value.(interface{ IsBoolFlag() bool })
		list = append(list, choice{
			name: fl.Name, means: means[fl.Name], words: f.words[fl.Name], path: f.paths[fl.Name],
			bare: is && b.IsBoolFlag(),
		})
	})
	return list
}

// flagNames returns flags as they are typed.
func flagNames(list []choice) string {
	var names []string
	for _, c := range list {
		names = append(names, "--"+c.name)
	}
	return strings.Join(names, " ")
}

// bashCompletion returns the completions for bash.
func bashCompletion() string {
	scan := choices(scanFlags(&request{}))
	var b strings.Builder
	b.WriteString(`# completions of lectern for bash
_lectern() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
	COMPREPLY=()
	case $before in
`)
	var other []string
	for _, c := range scan {
		switch {
		case c.words != nil:
			fmt.Fprintf(&b, "\t--%s) mapfile -t COMPREPLY < <(compgen -W %q -- \"$word\"); return ;;\n", c.name, strings.Join(c.words, " "))
		case c.path:
			fmt.Fprintf(&b, "\t--%s) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); return ;;\n", c.name)
		case !c.bare:
			other = append(other, "--"+c.name)
		}
	}
	fmt.Fprintf(&b, `	%s) return ;;
	esac
	local words=%q
	case $command in
	scan) if ((COMP_CWORD > 1)); then words=%q; fi ;;
	help) if ((COMP_CWORD > 1)); then words=%q; fi ;;
	version) if ((COMP_CWORD > 1)); then return; fi ;;
	esac
	if ((COMP_CWORD == 1)); then words+=%q; fi
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
	if [[ $word != -* && $command != help ]]; then
		compopt -o filenames 2>/dev/null
		local files
		mapfile -t files < <(compgen -f -- "$word")
		COMPREPLY+=("${files[@]}")
	fi
}
complete -F _lectern lectern
`, strings.Join(other, "|"), flagNames(choices(windowFlags(&opening{}))), flagNames(scan), strings.Join(helpForms, " "), " "+strings.Join(commands, " "))
	return b.String()
}

// zshText escapes a description inside an argument of _arguments in single quotes.
var zshText = strings.NewReplacer(`'`, `'\''`, `[`, `\[`, `]`, `\]`, `:`, `\:`)

// zshCompletion returns the completions for zsh.
func zshCompletion() string {
	var b strings.Builder
	arguments := func(list []choice) {
		for _, c := range list {
			fmt.Fprintf(&b, " \\\n\t\t\t'--%s[%s]", c.name, zshText.Replace(c.means))
			switch {
			case c.words != nil:
				fmt.Fprintf(&b, ":%s:(%s)", c.name, strings.Join(c.words, " "))
			case c.path:
				fmt.Fprintf(&b, ":%s:_files", c.name)
			case !c.bare:
				fmt.Fprintf(&b, ":%s: ", c.name)
			}
			b.WriteString("'")
		}
	}
	b.WriteString("#compdef lectern\n_lectern() {\n\tif ((CURRENT == 2)); then\n\t\tcompadd -- " + strings.Join(commands, " ") +
		"\n\tfi\n\tcase $words[2] in\n\tscan)\n\t\tshift words\n\t\t((CURRENT--))\n\t\t_arguments")
	arguments(choices(scanFlags(&request{})))
	b.WriteString(" \\\n\t\t\t'*:folder:_files -/'\n\t\t;;\n\thelp) compadd -- " + strings.Join(helpForms, " ") + " ;;\n\tversion) ;;\n\t*)\n\t\t_arguments")
	arguments(choices(windowFlags(&opening{})))
	b.WriteString(" \\\n\t\t\t'*:folder:_files'\n\t\t;;\n\tesac\n}\n_lectern \"$@\"\n")
	return b.String()
}

// fishCompletion returns the completions for fish.
func fishCompletion() string {
	var b strings.Builder
	quote := func(s string) string { return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'" }
	fmt.Fprintf(&b, "# completions of lectern for fish\ncomplete -c lectern -n __fish_use_subcommand -a %s\n", quote(strings.Join(commands, " ")))
	fmt.Fprintf(&b, "complete -c lectern -n '__fish_seen_subcommand_from help' -f -a %s\n", quote(strings.Join(helpForms, " ")))
	write := func(condition string, list []choice) {
		for _, c := range list {
			fmt.Fprintf(&b, "complete -c lectern -n %s -l %s", quote(condition), c.name)
			switch {
			case c.words != nil:
				fmt.Fprintf(&b, " -x -a %s", quote(strings.Join(c.words, " ")))
			case c.path:
				b.WriteString(" -r -F")
			case !c.bare:
				b.WriteString(" -x")
			}
			if c.means != "" {
				b.WriteString(" -d " + quote(c.means))
			}
			b.WriteString("\n")
		}
	}
	write("__fish_seen_subcommand_from scan", choices(scanFlags(&request{})))
	write("not __fish_seen_subcommand_from "+strings.Join(commands, " "), choices(windowFlags(&opening{})))
	return b.String()
}
