package opener

import (
	"net/url"
	"strings"
)

// request is what another program is asked to do.
type request struct {
	// line is a program and its arguments.
	line []string
	// verbatim is the command line as the program is to get it, instead of one that is
	// made of line. Only Windows has such a thing.
	verbatim string
	// document is a path or an address that the shell of Windows opens. If it is set,
	// there is no line.
	document string
	// silent means that the exit code says nothing.
	silent bool
}

// opening returns the request that opens a path in the program that a system, a GOOS, has
// for it.
func opening(system, path string) request {
	if system == "windows" || system == "darwin" {
		return linking(system, path) // as it is: a URI with a drive letter or with è gets lost on its way
	}
	return linking(system, FileURI(path))
}

// linking returns the request that opens an address.
func linking(system, address string) request {
	switch system {
	case "windows":
		return request{document: address}
	case "darwin":
		return request{line: []string{"open", address}}
	default:
		return request{line: []string{"xdg-open", address}}
	}
}

// revealing returns the request that shows a file in its folder. On systems with a
// session bus there is none: showItem asks there.
func revealing(system, path string) (r request, known bool) {
	switch system {
	case "windows":
		// Explorer looks for quotes around the path, not around the whole argument, and
		// its exit code is 1 even if all went well.
		return request{line: []string{"explorer.exe"}, verbatim: `explorer.exe /select,"` + path + `"`, silent: true}, true
	case "darwin":
		return request{line: []string{"open", "-R", path}}, true
	default:
		return request{}, false
	}
}

// fileURI returns a path of a system as a URI.
func fileURI(system, path string) string {
	u := url.URL{Scheme: "file", Path: path}
	if system != "windows" {
		return u.String()
	}
	u.Path = strings.ReplaceAll(path, `\`, "/")
	if host, rest, ok := strings.Cut(strings.TrimPrefix(u.Path, "//"), "/"); ok && strings.HasPrefix(u.Path, "//") {
		u.Host, u.Path = host, "/"+rest // a folder of another computer
	} else if !strings.HasPrefix(u.Path, "/") {
		u.Path = "/" + u.Path // before the letter of the drive
	}
	return u.String()
}
