package corpus

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
)

// asfProperties is the GUID of the File Properties object.
const asfProperties = "\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65"

// asfSeconds returns the length in an ASF file's header: the play duration minus the
// preroll.
func asfSeconds(path string) (float64, error) {
	head := make([]byte, 8192)
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	n, err := f.Read(head)
	if err != nil {
		return 0, err
	}
	at := bytes.Index(head[:n], []byte(asfProperties))
	if at < 0 || at+88 > n {
		return 0, fmt.Errorf("read asf header: no file properties")
	}
	le := binary.LittleEndian
	return float64(le.Uint64(head[at+64:]))/1e7 - float64(le.Uint64(head[at+80:]))/1e3, nil
}
