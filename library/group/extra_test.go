package group

import "testing"

// TestIsExtra: names of what is not part of the book beside it.
func TestIsExtra(t *testing.T) {
	for name, want := range map[string]bool{
		"Bonus": true, "Extras": true, "Hörprobe": true, "Bonus CD": true, "Bonus CD 2": true, "Bonus Track": true, "Bonus Chapter 3": true, "Bonus (2)": true, "(Sample)": true,
		"CD 2": false, "CD 2 (Bonus)": false, "Track 2": false, "2 Bonus": false, "Bonus 2nd": false, "The Bonus": false, "Bonus Army": false, "": false,
	} {
		if got := isExtra(name); got != want {
			t.Errorf("%q: %t", name, got)
		}
	}
}

// TestIsSample: a sample has the title of its book in front, or its own behind.
func TestIsSample(t *testing.T) {
	for name, want := range map[string]bool{
		"Sample": true, "Fen_Sample": true, "Fen - Sample": true, "Fen-sample": true, "Fen—Sample": true, "Bonus - An Interview": true, "Fen (Sample)": true, "Mud (Sample)": true, "(Sample)": true,
		"The Free Sample": false, "Mud Sample": false, "Sample Size": false, "Mud - An Interview": false, "Mud (Sample": false, "Mud (A Sample Size)": false, "_Mud": false,
	} {
		if got := isSample(name, "Fen"); got != want {
			t.Errorf("%q: %t", name, got)
		}
	}
}
