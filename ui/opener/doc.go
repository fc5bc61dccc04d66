// Package opener opens files, folders and addresses in other programs, and hands books
// to a player. Its functions may block on these programs and on the disk: call them on
// a goroutine of their own.
package opener
