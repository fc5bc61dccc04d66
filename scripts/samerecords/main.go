// Samerecords compares the records of files as Linux and Windows print them.
//
//	go run ./scripts/samerecords -root FOLDER LINUX.ndjson WINDOWS.ndjson WINDOWS.errors
//
// All must be the same but for the separators in paths, the bytes of a path, and times, which
// have 100 ns on Windows. A file whose path Windows cannot open has no record there, or
// one with a fault; then it, or a folder around it, is named in the errors.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
)

type record map[string]any

// forbiddenName is the fault of a file whose name Windows cannot open.
const forbiddenName = "Windows cannot open this name"

func main() {
	root := flag.String("root", "", "the scanned `FOLDER`, as Linux calls it")
	flag.Parse()
	if flag.NArg() != 3 {
		flag.Usage()
		os.Exit(2)
	}
	problems, err := compare(*root, flag.Arg(0), flag.Arg(1), flag.Arg(2), os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "samerecords:", err)
		os.Exit(1)
	}
	if problems > 0 {
		os.Exit(1)
	}
}

// compare prints how many records are the same, and each difference. It returns the number
// of differences that should not be.
func compare(root, linux, windows, errors string, out io.Writer) (problems int, err error) {
	want, err := read(linux, func(path string) string { return strings.ReplaceAll(strings.TrimPrefix(path, root+"/"), `\`, "/") })
	if err != nil {
		return 0, err
	}
	drive := windowsPath(root) + `\`
	got, err := read(windows, func(path string) string { return strings.ReplaceAll(strings.TrimPrefix(path, drive), `\`, "/") })
	if err != nil {
		return 0, err
	}
	told, err := os.ReadFile(errors)
	if err != nil {
		return 0, err
	}
	same, forbidden := 0, 0
	for path, w := range want {
		g, known := got[path]
		switch {
		case known && reflect.DeepEqual(w, g):
			same++
		case known && g["fault"] == forbiddenName, !known && named(told, drive, unopenable(path)):
			forbidden++
		case !known:
			problems++
			fmt.Fprintf(out, "%q: Windows has no record and does not say so\n", path)
		default:
			problems++
			fmt.Fprintf(out, "%q: %s\n", path, difference(w, g))
		}
	}
	for path := range got {
		if _, known := want[path]; !known && unopenable(path) == "" {
			problems++
			fmt.Fprintf(out, "%q: only Windows has a record\n", path)
		}
	}
	fmt.Fprintf(out, "%d records: %d the same, %d with names that Windows cannot open, each told; %d problems\n", len(want), same, forbidden, problems)
	return problems, nil
}

// windowsPath is how Wine calls a path of Linux.
func windowsPath(path string) string { return "Z:" + strings.ReplaceAll(path, "/", `\`) }

// read returns the records of a file by path, as relative returns it.
func read(name string, relative func(path string) string) (map[string]record, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	all := map[string]record{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		path := relative(r["path"].(string))
		delete(r, "path")
		delete(r, "path_bytes")
		delete(r, "modified")
		all[path] = r
	}
	return all, lines.Err()
}

// unopenable returns the beginning of a path up to the first name that Windows cannot
// open, "" if it can open all.
func unopenable(path string) string {
	at := 0
	for name := range strings.SplitSeq(path, "/") {
		at += len(name)
		if strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") ||
			strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"\|?*`, r) }) {
			return path[:at]
		}
		at++
	}
	return ""
}

// named reports whether the errors name a path, quoted as Go does.
func named(told []byte, drive, path string) bool {
	quoted := fmt.Sprintf("%q", drive+strings.ReplaceAll(path, "/", `\`))
	return path != "" && bytes.Contains(told, []byte(quoted))
}

// difference names the fields in which two records differ.
func difference(a, b record) string {
	var fields []string
	for name, value := range a {
		if !reflect.DeepEqual(value, b[name]) {
			fields = append(fields, fmt.Sprintf("%s is %v on Linux and %v on Windows", name, value, b[name]))
		}
	}
	for name, value := range b {
		if _, known := a[name]; !known {
			fields = append(fields, fmt.Sprintf("%s is only on Windows: %v", name, value))
		}
	}
	return strings.Join(fields, "; ")
}
