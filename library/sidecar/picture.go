package sidecar

import (
	"bufio"
	"bytes"
	"errors"
	"image"
	_ "image/gif" // the formats of covers
	_ "image/jpeg"
	_ "image/png"
	"io"
	"io/fs"
	"os"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"

	"lectern/library/book"
	"lectern/library/message"
)

const (
	// maxPicture is the size in bytes of the largest picture that is shown.
	maxPicture = 16 << 20
	// maxPixels is the number of pixels of the largest picture that is shown.
	maxPixels = 50_000_000
	// tail is how much of the end of a picture is searched for its end mark, in bytes.
	tail = 4 << 10
)

var (
	empty       = fault(message.Mark("is empty"))
	noPicture   = fault(message.Mark("is not a picture"))
	cutPicture  = fault(message.Mark("is a picture that was cut off"))
	hugePicture = fault(message.Mark("is larger than 16 MiB or 50 megapixels and is not shown"))
	newFormat   = fault(message.Mark("is a picture in a format that cannot be shown (AVIF, HEIC or JPEG XL)"))
)

// measure returns the size of a picture in pixels. The error is a fault, or
// fs.ErrNotExist. It decodes pixels only if the file does not end as files of its
// format do. It blocks on the disk.
func measure(path string) (width, height int, err error) {
	if at, err := os.Stat(path); err != nil {
		return 0, 0, inWords(err)
	} else if !at.Mode().IsRegular() { // opening a device can have effects
		return 0, 0, irregular
	}
	f, err := os.OpenFile(path, os.O_RDONLY|nonblocking, 0)
	if err != nil {
		return 0, 0, inWords(err)
	}
	defer f.Close()
	at, err := f.Stat()
	switch {
	case err != nil:
		return 0, 0, inWords(err)
	case !at.Mode().IsRegular():
		return 0, 0, irregular
	case at.Size() == 0:
		return 0, 0, empty
	case at.Size() > maxPicture:
		return 0, 0, hugePicture
	}
	c, format, err := image.DecodeConfig(bufio.NewReader(io.LimitReader(f, maxPicture)))
	switch {
	case errors.As(err, new(*fs.PathError)):
		return 0, 0, broken
	case err != nil:
		return 0, 0, notDecoded(f)
	case c.Width <= 0 || c.Height <= 0:
		return 0, 0, noPicture
	case c.Width > maxPixels || c.Height > maxPixels || c.Width*c.Height > maxPixels:
		return 0, 0, hugePicture
	}
	if !ended(f, at.Size(), format) {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return 0, 0, broken
		}
		b, err := io.ReadAll(io.LimitReader(f, maxPicture))
		switch {
		case err != nil:
			return 0, 0, broken
		case !decodes(b, format):
			return 0, 0, cutPicture
		}
	}
	return c.Width, c.Height, nil
}

// decodes reports whether all of a picture can be decoded in reasonable time.
func decodes(b []byte, format string) (ok bool) {
	defer func() {
		if recover() != nil { // decoders of untrusted data can panic
			ok = false
		}
	}()
	if format == "jpeg" && book.HasManyScans(b) {
		return false
	}
	_, _, err := image.Decode(bytes.NewReader(b))
	return err == nil
}

// notDecoded returns a fault for a file whose header is not that of a picture.
func notDecoded(f *os.File) error {
	b := make([]byte, 12)
	n, _ := f.ReadAt(b, 0)
	b = b[:n]
	switch {
	case n == len(b) && bytes.HasPrefix(b[min(4, n):], []byte("ftyp")), bytes.HasPrefix(b, []byte("\xFF\x0A")), bytes.HasPrefix(b[min(4, n):], []byte("JXL ")):
		return newFormat
	case bytes.HasPrefix(b, []byte("\xFF\xD8")), bytes.HasPrefix(b, []byte("\x89PNG")), bytes.HasPrefix(b, []byte("RIFF")), bytes.HasPrefix(b, []byte("GIF8")),
		bytes.HasPrefix(b, []byte("II*\x00")), bytes.HasPrefix(b, []byte("MM\x00*")):
		return cutPicture
	}
	return noPicture
}

// ended reports whether a file ends as a picture of its format does. If it does not,
// the picture may still be complete, because some programs append data.
func ended(f *os.File, size int64, format string) bool {
	b := make([]byte, min(size, tail))
	if n, err := f.ReadAt(b, size-int64(len(b))); n < len(b) && err != nil {
		return false
	}
	b = bytes.TrimRight(b, "\x00\r\n")
	switch format {
	case "jpeg":
		return bytes.HasSuffix(b, []byte("\xFF\xD9"))
	case "png":
		return bytes.Contains(b, []byte("IEND"))
	case "gif":
		return bytes.HasSuffix(b, []byte(";"))
	default:
		return false
	}
}
