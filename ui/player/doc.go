// Package player opens files, folders and addresses with the programs of the system,
// and hands books to a player. Its functions may block on other programs and on the
// disk; run them on a goroutine of their own.
package player
