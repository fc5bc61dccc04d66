package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"lectern/library"
)

// openLog returns a logger that writes events to a file as JSON lines, each with the
// milliseconds since began. Without a file name it writes nothing.
func openLog(path string, began time.Time) (log *slog.Logger, done func() error, err error) {
	if path == "" {
		return slog.New(slog.DiscardHandler), func() error { return nil }, nil
	}
	if why := notLog(path); why != "" {
		return nil, nil, fmt.Errorf("%q cannot be used as a log: %s", path, why)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND|syscall.O_NONBLOCK, 0o644)
	if err != nil {
		return nil, nil, fmt.Errorf("%q cannot be used as a log: %s", path, whyNoLog(path, err))
	}
	return slog.New(newHandler(f, began)), f.Close, nil
}

// logHead begins every log.
const logHead = `{"time":"`

// notLog says in words why nothing may be appended to the file at path, and what to do
// about it; "" if it is a log, or not a file with content. A mistyped --log could name
// a book.
func notLog(path string) string {
	if at, err := os.Stat(path); err != nil || !at.Mode().IsRegular() || at.Size() == 0 {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return whyNoLog(path, err)
	}
	defer f.Close()
	head := make([]byte, len(logHead))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != logHead {
		return "it is a file with other content. Nothing was changed. Name another file with --log, or move this one away."
	}
	return ""
}

// whyNoLog says in words why a log cannot be opened, and what to do about it. A pipe is
// opened without waiting for its reader, and cannot be opened without one.
func whyNoLog(path string, err error) string {
	switch {
	case errors.Is(err, syscall.EISDIR):
		return fmt.Sprintf("it is a folder, not a file. Name a file with --log, such as %q.", filepath.Join(path, "lectern.log"))
	case errors.Is(err, syscall.ENXIO):
		return "it is a pipe or a socket from which no program reads. Name a file with --log."
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return fmt.Sprintf("there is no folder %q. Check the spelling of the path, or make the folder first.", filepath.Dir(path))
	default:
		words, _ := library.Reason(err)
		return words + "."
	}
}

// handler is slog's JSON handler with elapsed_ms in every record.
type handler struct {
	slog.Handler
	began time.Time
}

func newHandler(w io.Writer, began time.Time) slog.Handler {
	return handler{slog.NewJSONHandler(w, nil), began}
}

// Handle implements slog.Handler.
func (h handler) Handle(ctx context.Context, r slog.Record) error {
	r.AddAttrs(slog.Float64("elapsed_ms", float64(r.Time.Sub(h.began).Microseconds())/1000))
	return h.Handler.Handle(ctx, r)
}
