package sidecar

import (
	"bufio"
	"image"
	_ "image/gif" // the formats of covers
	_ "image/jpeg"
	_ "image/png"
	"io"
	"os"

	_ "golang.org/x/image/webp"
)

// sizeOf returns the size of a picture in pixels, or zeros if its header is not
// readable. It decodes no pixels, and blocks on the disk.
func sizeOf(path string) (width, height int) {
	f, err := os.OpenFile(path, os.O_RDONLY|nonblocking, 0)
	if err != nil {
		return 0, 0
	}
	defer f.Close()
	if at, err := f.Stat(); err != nil || !at.Mode().IsRegular() {
		return 0, 0
	}
	c, _, err := image.DecodeConfig(bufio.NewReader(io.LimitReader(f, maxFile)))
	if err != nil || c.Width <= 0 || c.Height <= 0 {
		return 0, 0
	}
	return c.Width, c.Height
}
