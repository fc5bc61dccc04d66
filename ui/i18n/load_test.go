package i18n

import (
	"testing"

	"golang.org/x/text/language"
)

func BenchmarkUse(b *testing.B) {
	for b.Loop() {
		Use(language.German)
	}
	Use(language.English)
}
