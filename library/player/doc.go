// Package player plays a book in mpv, on one time axis.
//
//	Timeline   where each part and chapter of a book is in time; pure
//	Player     the commands of the user, and the Status
//	owner      the state, which one goroutine owns: what is played (playlist), when mpv runs
//	           (running), what mpv says (reports), when to stop by itself (sleep)
//	engine     one process of mpv, and the messages to and from it
//
// mpv is started when it is first needed. It reads no configuration and no scripts,
// shows nothing, and is told what to do through an inherited socket
// (https://mpv.io/manual/stable/#json-ipc), so no other program can reach it. It ends when
// the other end of the socket is closed, also if Lectern is killed.
package player
