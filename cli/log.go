package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"lectern/library"
	"lectern/library/message"
)

// openLog returns a logger that writes events to a file as JSON lines, each with the
// milliseconds since began. Without a file name it writes nothing.
func openLog(path string, began time.Time) (log *slog.Logger, done func() error, err error) {
	if path == "" {
		return slog.New(slog.DiscardHandler), func() error { return nil }, nil
	}
	noLog := func(why message.Message) error {
		return message.NewError("{{.Path}} cannot be used as a log: {{.Reason}}", "Path", strconv.Quote(path), "Reason", why)
	}
	if why := notLog(path); !why.IsZero() {
		return nil, nil, noLog(why)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND|syscall.O_NONBLOCK, 0o644)
	if err != nil {
		return nil, nil, noLog(whyNoLog(path, err))
	}
	return slog.New(newHandler(f, began)), f.Close, nil
}

// logHead begins every log.
const logHead = `{"time":"`

// notLog says why nothing may be appended to the file at path, and what to do about it;
// nothing if it is a log, or not a file with content. A mistyped --log could name
// a book.
func notLog(path string) message.Message {
	if at, err := os.Stat(path); err != nil || !at.Mode().IsRegular() || at.Size() == 0 {
		return message.Message{}
	}
	f, err := os.Open(path)
	if err != nil {
		return whyNoLog(path, err)
	}
	defer f.Close()
	head := make([]byte, len(logHead))
	if _, err := io.ReadFull(f, head); err != nil || string(head) != logHead {
		return message.New("it is a file with other content. Nothing was changed. Name another file with --log, or move this one away.")
	}
	return message.Message{}
}

// whyNoLog says why a log cannot be opened, and what to do about it. A pipe is
// opened without waiting for its reader, and cannot be opened without one.
func whyNoLog(path string, err error) message.Message {
	switch {
	case errors.Is(err, syscall.EISDIR):
		return message.New("it is a folder, not a file. Name a file with --log, such as {{.Example}}.", "Example", strconv.Quote(filepath.Join(path, "lectern.log")))
	case errors.Is(err, syscall.ENXIO):
		return message.New("it is a pipe or a socket from which no program reads. Name a file with --log.")
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return message.New("there is no folder {{.Folder}}. Check the spelling of the path, or make the folder first.", "Folder", strconv.Quote(filepath.Dir(path)))
	default:
		words, _ := library.Reason(err)
		return message.New("{{.Reason}}.", "Reason", message.New(words))
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
