// Package codepage finds out in which code page old texts are written: texts that say
// Latin-1, or nothing, and hold whatever the writer's Windows used. Text in a Western
// language stays what it says.
//
// It compares how likely the bytes are as text of each language in each of its code
// pages, by the letters, and the letters after letters, of running text (letters.txt,
// made by scripts/letters). codepage_test.go measures how often it errs.
package codepage
