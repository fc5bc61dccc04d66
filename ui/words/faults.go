package words

import (
	"regexp"
	"strconv"
	"sync"

	"lectern/library/message"
	"lectern/ui/i18n"
)

// The catalogue and the records hold English texts about what could not be read. They are
// said in the language in use only here.

// faultWords has the usual words of the desktop for texts that are meant for programs.
var faultWords = map[string]string{
	"protected (DRM)":           i18n.Mark("copy-protected (DRM)"),
	"truncated":                 i18n.Mark("file is incomplete"),
	"no sound in it":            i18n.Mark("no audio in it"),
	"its length cannot be told": i18n.Mark("length unknown"),
	"ffprobe is not installed":  i18n.Mark("needs ffmpeg"), // of which ffprobe is a part
	"link leads nowhere":        i18n.Mark("broken link"),
	"link leads in a circle":    i18n.Mark("link that leads to itself"),

	"not a regular file (a named pipe)":           i18n.Mark("not an audio file (named pipe)"),
	"not a regular file (a socket)":               i18n.Mark("not an audio file (socket)"),
	"not a regular file (a device)":               i18n.Mark("not an audio file (device)"),
	"not a regular file (of a kind unknown here)": i18n.Mark("not an audio file (of a kind unknown here)"),
}

// faultForm is the form of texts with values: the names of its groups are those of the
// values in the message. Fault is a text that is said by the function Fault.
type faultForm struct {
	stored *regexp.Regexp
	said   message.Message
}

var faultForms = sync.OnceValue(func() []faultForm {
	form := func(stored string, said message.Message) faultForm {
		return faultForm{regexp.MustCompile("(?s)^" + stored + "$"), said}
	}
	return []faultForm{
		form(`part (?P<Part>\d+) of (?P<Parts>\d+): (?P<Fault>.+)`, message.New("part {{.Part}} of {{.Parts}}: {{.Fault}}")),
		form(`(?P<Some>\d+) of (?P<All>\d+) files: (?P<Fault>.+)`, message.New("{{.Some}} of {{.All}} files: {{.Fault}}")),
		form(`(?P<Count>\d+) of (?P<All>\d+) files (is|are) missing`,
			message.Count(0, "{{.Count}} of {{.All}} files is missing", "{{.Count}} of {{.All}} files are missing")),
		form(`(?P<Count>\d+) of (?P<All>\d+) files (is|are) missing, (?P<Fault>.+)`,
			message.Count(0, "{{.Count}} of {{.All}} files is missing, {{.Fault}}", "{{.Count}} of {{.All}} files are missing, {{.Fault}}")),
		form(`(?P<Count>\d+) of (?P<All>\d+) files (is|are) faulty, the first: (?P<Fault>.+)`,
			message.Count(0, "{{.Count}} of {{.All}} files can’t be read, the first: {{.Fault}}", "{{.Count}} of {{.All}} files can’t be read, the first: {{.Fault}}")),
		form(`timed out after (?P<Seconds>[\d.]+) s`, message.New("timed out after {{.Seconds}} s")),
		form(`its reader failed: .*`, message.New("could not be read")), // the message of a panic is for records
		form(`is not valid JSON \(line (?P<Line>\d+)\)`, message.New("is not valid JSON (line {{.Line}})")),
		form(`is not valid XML \(line (?P<Line>\d+)\)`, message.New("is not valid XML (line {{.Line}})")),
		form(`(?P<File>.+), like another file, has a cover that (?P<Fault>.+)`, message.New("{{.File}}, like another file, has a cover that {{.Fault}}")),
		form(`(?P<File>.+), like (?P<Others>\d+) other files, has a cover that (?P<Fault>.+)`,
			message.New("{{.File}}, like {{.Others}} other files, has a cover that {{.Fault}}")),
		form(`(?P<File>.+) has a cover that (?P<Fault>.+)`, message.New("{{.File}} has a cover that {{.Fault}}")),
	}
})

// Fault says an English text of the library about what could not be read: a reason such
// as "truncated", or a sentence such as "cover.jpg is not a picture".
func Fault(stored string) string {
	if text, known := faultReason(stored); known {
		return text
	}
	// The name of a file may have spaces.
	for at := range stored {
		if stored[at] != ' ' {
			continue
		}
		if text, known := faultReason(stored[at+1:]); known {
			return i18n.Text("{{.File}} {{.Fault}}", "File", stored[:at], "Fault", text)
		}
	}
	return stored
}

// faultReason is Fault for a text that does not begin with the name of a file. known is
// false if there are no other words for it.
func faultReason(stored string) (text string, known bool) {
	if words, is := faultWords[stored]; is {
		return i18n.Text(words), true
	}
	if text, known := i18n.Known(stored); known {
		return text, true
	}
	for _, f := range faultForms() {
		values := f.stored.FindStringSubmatch(stored)
		if values == nil {
			continue
		}
		for i, name := range f.stored.SubexpNames() {
			n, err := strconv.Atoi(values[i])
			switch {
			case name == "":
			case name == "Count":
				f.said.Count = n
			case name == "Fault":
				f.said.Values = append(f.said.Values, name, Fault(values[i]))
			case err == nil && name != "File":
				f.said.Values = append(f.said.Values, name, n)
			default:
				f.said.Values = append(f.said.Values, name, values[i])
			}
		}
		return i18n.Message(f.said), true
	}
	return stored, false
}
