package scan

import "testing"

func TestIgnoredNames(t *testing.T) {
	for _, name := range []string{
		"@eaDir", "#snapshot", "@Recycle", "@Recently-Snapshot", "~snapshot", "RECYCLER", "System Volume Information", "__MACOSX",
		"incomplete", "Incomplete", "_UNPACK_Some Book", "_FAILED_Some Book", ".Trash-1000", ".stversions", ".stfolder",
		"a.sync-conflict-20240131-101112-ABCDEFG.mp3", "Emma (conflicted copy 2024-01-31 101112).m4b",
		"Emma (Ann's conflicted copy 2024-01-31).mp3", "Emma (Case Conflict).mp3", "Emma (Case Conflict 1).mp3",
		"Book 1-temp-4711.mp3", "Book.tmp.mp3", "Book.TEMP.m4b", "a.mp3.!qB", "a.mp3.aria2", "a.mp3.partial", "a.mp3.part",
		".a.mp3.AbC123", "._a.mp3", ".fuse_hidden0000", ".nfs0000",
	} {
		if !Ignored(name) {
			t.Errorf("%s is not passed over", name)
		}
	}
	for _, name := range []string{
		"The Snapshot.mp3", "Incomplete Nature", "Conflicted.mp3", "The Conflicted Copy.m4b", "Temp-Work.mp3", "Attempt-1.mp3",
		"A Case of Conflict (2001)", "Recycled Lives", "Unpack My Heart", "01 - Temperance-2.mp3", "The.Temp.Agency.mp3", "Part 1.mp3",
		"Mr. Tmp.mp3x", "macosx",
	} {
		if Ignored(name) {
			t.Errorf("%s is passed over", name)
		}
	}
}
