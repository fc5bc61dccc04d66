// Mkcorpus makes an audiobook library for trying, testing and measuring
// Lectern. See package corpus.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"lectern/scripts/corpus"
)

func main() {
	var opts corpus.Options
	flag.IntVar(&opts.Files, "n", 882, "make a library of this many audio `files`")
	flag.IntVar(&opts.Books, "books", 0, "instead of -n: this many `books` of true titles, for show")
	flag.StringVar(&opts.Dir, "dir", "", "make it in this `folder`")
	flag.Int64Var(&opts.Seed, "seed", 1, "another `number`, another library")
	flag.StringVar(&opts.Cache, "cache", "", "keep encoded sound in this `folder` (default the user's cache)")
	flag.BoolVar(&opts.Clean, "clean", false, "no broken files")
	links := flag.Int("links", 0, "instead: link this many `files` out of -from into -dst")
	from := flag.String("from", "", "the corpus to link from, a `folder`")
	dst := flag.String("dst", "", "where to link to, a `folder`")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if flag.NArg() > 0 || (*links > 0 && (*from == "" || *dst == "")) || (*links == 0 && opts.Dir == "") {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(ctx, opts, *links, *from, *dst); err != nil {
		fmt.Fprintln(os.Stderr, "mkcorpus:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, opts corpus.Options, links int, from, dst string) error {
	start := time.Now()
	if links > 0 {
		if err := corpus.Links(ctx, from, dst, links); err != nil {
			return err
		}
		fmt.Printf("%d files linked in %s\n", links, time.Since(start).Round(time.Millisecond))
		return nil
	}
	m, err := corpus.Make(ctx, opts)
	if err != nil {
		return err
	}
	var bytes int64
	for _, f := range m.Files {
		i, err := os.Lstat(m.Abs(f))
		if err != nil {
			return err
		}
		bytes += onDisk(i)
	}
	fmt.Printf("%d files, %d good, %d MB on disk in %s\n", len(m.Files), len(m.Good()), bytes>>20, time.Since(start).Round(time.Millisecond))
	return nil
}
