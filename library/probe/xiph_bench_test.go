package probe

import "testing"

func BenchmarkFLAC(b *testing.B)   { benchmarkNative(b, "a.flac") }
func BenchmarkVorbis(b *testing.B) { benchmarkNative(b, "a.ogg") }
func BenchmarkOpus(b *testing.B)   { benchmarkNative(b, "a.opus") }
func BenchmarkWAV(b *testing.B)    { benchmarkNative(b, "a.wav") }
func BenchmarkAIFF(b *testing.B)   { benchmarkNative(b, "a.aiff") }

// benchmarkNative opens, reads and closes one of the real files.
func benchmarkNative(b *testing.B, name string) {
	f := list(b, name)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Native{}).Probe(b.Context(), f); err != nil {
			b.Fatal(err)
		}
	}
}
