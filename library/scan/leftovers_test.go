package scan

import (
	"os"
	"slices"
	"strings"
	"testing"

	"lectern/library/book"
)

func TestIgnoredFiles(t *testing.T) {
	for _, name := range []string{
		"a.sync-conflict-20240131-101112-ABCDEFG.mp3", "Emma (conflicted copy 2024-01-31 101112).m4b",
		"Emma (Ann's conflicted copy 2024-01-31).mp3", "Emma (Case Conflict).mp3", "Emma_conflict-20240131-101112.mp3",
		"Emma (SFConflict ann@example.org 2024-01-31-10-11-12).mp3", "Emma (In Konflikt stehende Kopie von Ann 2024-01-31).mp3",
		"Emma (Copie en conflit de Ann 2024-01-31).mp3", "Emma (Copia en conflicto de Ann 2024-01-31).mp3",
		"Emma (Case Conflict 1).mp3", "Emma_DESKTOP-A1_Jan-31-101112-2024_Conflict.mp3", "Emma (copia in conflitto di Ann 2024-01-31).mp3",
		"Emma (Cópia em conflito de Ann 2024-01-31).mp3", "Emma (Co\u0301pia em conflito de Ann 2024-01-31).mp3",
		"Emma (Ann's conflicterende kopie 2024-01-31).mp3", "Emma (Anns konfliktkopia 2024-01-31).mp3", "Emma (Anns konfliktkopi 2024-01-31).mp3",
		"Emma (конфликтующая копия с Ann 2024-01-31).mp3", "Emma (Ann 的冲突副本 2024-01-31).mp3", "Emma (Ann の競合コピー 2024-01-31).mp3",
		"Emma (In Konflikt stehende Kopie).mp3", "Emma (Anns konfliktkopia_2024-01-31).mp3", "Emma [conflicted].mp3", "Emma [conflicted 2].m4b", "Emma (conflicted).mp3",
		"Emma (case clash from 2024-01-31 101112).mp3", "Emma (case clash from Ann 2024-01-31 101112).mp3",
		"Emma_Andy-PC_Jan-03-0901-2013_CaseConflict_1.mp3", "Emma_Andy-PC_Jan-03-090112-2013_WhiteSpaceConflict.mp3",
		"Emma-conflict-2018-11-08T01_02_03.004Z.mp3", "Emma(Conflict_ann (Web browser)_2020-03-25-22-50-36).mp3",
		"Emma(Conflict_Read-Only_2020-04-27-21-35-33).m4b", "Emma.mp3 2024-01-31 101112.mp3",
		"Book 1-temp-4711.mp3", "Book.tmp.mp3", "Book.TEMP.m4b", "a.mp3.!qB", "a.mp3.aria2", "a.mp3.partial", "a.mp3.part",
		"Book.download", "x.TMP", "x.bak", "x.temp", "~$Emma.mp3", "...", "..a.mp3", "....mp3",
		".a.mp3.AbC123", "._a.mp3", ".fuse_hidden0000", ".nfs0000",
	} {
		if !IgnoredFile(name) {
			t.Errorf("%s is not passed over", name)
		}
	}
	for _, name := range []string{
		"The Conflict.mp3", "Conflict.mp3", "Author - The Conflict (Unabridged).m4b", "Author.Book.Conflict.mp3", "Sweet Chaos (Conflicted).mp3",
		"x-conflict-2024.mp3", "Vol_conf (1).mp3", "Conf(1).mp3", "Clash of Kings.mp3", "Rec 2024-01-31 101112.mp3", "Emma (2024_01_31).mp3", "Emma (2024_01_31 10_11_12 UTC).mp3", "Emma_conf(1).mp3",
		"The Snapshot.mp3", "Conflicted.mp3", "The Conflicted Copy.m4b", "A_Conflict-2.mp3", "Copie en conflit.mp3", "Emma_Conflict.mp3", "冲突 (2001).mp3", "Copia in conflitto.mp3", "Temp-Work.mp3", "Attempt-1.mp3", "~Emma.mp3", "$~a.mp3",
		"01 - Temperance-2.mp3", "The.Temp.Agency.mp3", "Part 1.mp3", "Mr. Tmp.mp3x", "_unpack_ my heart.mp3", "...And Then.mp3",
	} {
		if IgnoredFile(name) {
			t.Errorf("%s is passed over", name)
		}
	}
}

func TestIgnoredFolders(t *testing.T) {
	for _, name := range []string{
		"@eaDir", "#recycle", "#snapshot", "@Recycle", "@Recently-Snapshot", "~snapshot", "$Recycle.Bin", "System Volume Information",
		"__MACOSX", "lost+found", ".hidden", ".Trash-1000", ".stversions", ".stfolder", "_UNPACK_Some Book", "_FAILED_Some Book",
		"Book.mp3.download", "_gsdata_", "_SYNCAPP", "files_trashbin", "files_versions", "_unpack", "@GMT-2024.01.31-10.11.12", "Book-tmpfiles",
	} {
		if !IgnoredFolder(name, false) || !IgnoredFolder(name, true) {
			t.Errorf("%s is not passed over", name)
		}
	}
	for _, name := range []string{"incomplete", "RECYCLER", "Recycled", "Network Trash Folder", "Temporary Items", "@tmp", "FOUND.000", "found.012", "Recycle Bin", "trashbox", "Backups.backupdb", "LOST.DIR"} {
		if !IgnoredFolder(name, true) || IgnoredFolder(name, false) {
			t.Errorf("%s is passed over elsewhere than directly in the root", name)
		}
	}
	for _, name := range []string{
		"Conflict", "Recycled Books", "Trashbox", "The Recycle Bin", "Trash", "Emma (conflicted)", "unpack", "files", "tmpfiles",
		"Incomplete", "Incomplete Nature", "A Case of Conflict (2001)", "Recycled Lives", "Found.1", "Lost and Found.000", "found.0x1", "@tmp2", "Unpack My Heart", "macosx", "x.part", "Foo.tmp",
		"Foo.bak", "x.temp", "Emma (conflicted copy 2024-01-31)", "Book-temp-1.mp3", "part", "Vol. 1", "eaDir", "~$x", "...And Then",
	} {
		if IgnoredFolder(name, true) {
			t.Errorf("%s is passed over", name)
		}
	}
}

// TestDocsNameAllThatIsIgnored looks for every ignored name and every extension
// in the docs.
func TestDocsNameAllThatIsIgnored(t *testing.T) {
	text, err := os.ReadFile("../../docs/SCANNING.md")
	check(t, err)
	docs := strings.ToLower(string(text))
	names := slices.Concat(unpacking, markers)
	for name := range systemFolders {
		names = append(names, "`"+name+"`")
	}
	for extension := range unfinished {
		names = append(names, "`."+extension+"`")
	}
	for _, f := range book.Formats {
		names = append(names, "`"+f.Extension+"`")
	}
	for _, name := range names {
		if !strings.Contains(docs, name) {
			t.Errorf("%s is missing in docs/SCANNING.md", name)
		}
	}
}
