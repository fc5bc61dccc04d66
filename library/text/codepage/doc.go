// Package codepage finds out in which code page old texts are written: texts that claim
// to be Latin-1, or name no encoding, but use whatever code page the writer's Windows
// had. Texts in Western languages are left as they are.
//
// It compares how likely the bytes are as text of each language in each of its code
// pages, by the frequencies of letters and of pairs of letters in running text
// (letters.txt, made by scripts/letters). codepage_test.go measures how often the
// result is wrong.
package codepage
