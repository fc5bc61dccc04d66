package sidecar

import (
	"encoding/xml"
	"io"
	"strings"

	"lectern/library/book"
	"lectern/library/message"
)

// readNCC parses the ncc.html of a DAISY 2.02 talking book: <meta name="dc:title"
// content="…"/> in the head of a web page. The error is a fault.
func readNCC(text string) (book.Meta, error) {
	all, err := nccElements(text)
	p := pack{all: all}
	return p.meta(), err
}

// nccElements returns what the metas of a page say, as the elements of an OPF file.
func nccElements(text string) (all []element, err error) {
	d := newXML(text)
	d.AutoClose = xml.HTMLAutoClose
	for len(all) < maxElements {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return all, xmlFault(err)
		}
		t, is := token.(xml.StartElement)
		if is && strings.EqualFold(t.Name.Local, "body") {
			break
		}
		if !is || !strings.EqualFold(t.Name.Local, "meta") {
			continue
		}
		e := elementOf(t)
		name := strings.ToLower(e.attr["name"])
		dublin, said := strings.CutPrefix(name, "dc:")
		switch {
		case said:
			e.name = dublin
		case name == "ncc:narrator":
			e.name, e.attr = "contributor", map[string]string{"role": "nrt", "content": e.attr["content"]}
		default:
			continue
		}
		e.text = e.attr["content"]
		all = append(all, e)
	}
	if len(all) == 0 {
		return nil, fault(message.Mark("contains no metadata"))
	}
	return all, nil
}
