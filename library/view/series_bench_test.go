package view

import (
	"context"
	"testing"

	"golang.org/x/text/language"
)

func BenchmarkSeries100k(b *testing.B) {
	v := must(b, NewMaker(language.Und), largeStore(100_000).Snapshot(), Query{})
	best(b, func() {
		if _, err := SeriesOf(context.Background(), v, language.Und); err != nil {
			b.Fatal(err)
		}
	})
}
