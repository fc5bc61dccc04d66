package cli

import "strings"

// roff escapes the characters that a manual page would obey.
var roff = strings.NewReplacer(`\`, `\e`, `"`, `\(dq`, `-`, `\-`, `…`, `...`, `“`, `\(lq`, `”`, `\(rq`, `'`, `\(aq`)

// manualPage returns the text of lectern help as a manual page.
func manualPage(version string) string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	line(`.TH LECTERN 1 "" "Lectern `, roff.Replace(version), `"`)
	line(".SH NAME")
	line(`lectern \- a library for audiobooks`)
	for _, p := range manual() {
		line(".SH ", p.heading)
		line(roff.Replace(p.text))
		for _, r := range p.rows {
			line(".TP")
			line(".B ", roff.Replace(r.typed))
			line(roff.Replace(r.means))
		}
	}
	return b.String()
}
