package cli

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"
)

// openLog returns a logger that writes events to a file as JSON lines, each with the
// milliseconds since began. Without a file name it writes nothing.
func openLog(path string, began time.Time) (log *slog.Logger, done func() error, err error) {
	if path == "" {
		return slog.New(slog.DiscardHandler), func() error { return nil }, nil
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, nil, fmt.Errorf("open log: %w", err)
	}
	return slog.New(newHandler(f, began)), f.Close, nil
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
