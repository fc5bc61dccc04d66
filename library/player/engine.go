package player

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/installed"
)

const (
	mpv    = "mpv"  // the name of the program
	oldest = "0.33" // its first version that takes a socket
)

const (
	// writePatience is how long mpv may take to read a command, while it starts from a slow
	// disk or on a busy computer. A longer pause means that it hangs.
	writePatience = 15 * time.Second

	// quitPatience is how long mpv may take to end before it is killed, and then to be gone:
	// it cannot be killed while it waits for a disk that does not answer.
	quitPatience = time.Second

	longestLine = 1 << 20 // bytes of a line from mpv
)

// options are those that mpv is started with.
var options = []string{
	"--no-config", "--load-scripts=no", "--ytdl=no", "--resume-playback=no", // only what Lectern says
	"--no-input-default-bindings", "--no-terminal",
	"--input-ipc-client=fd://3",
	"--no-video", "--audio-display=no", "--no-sub", "--sub-auto=no", "--ordered-chapters=no", "--access-references=no", // only the sound of this one file
	"--idle=yes", "--keep-open=no",
	"--gapless-audio=weak", "--prefetch-playlist=yes", // parts without a gap if they have the same format
	"--demuxer-lavf-o-append=format_whitelist=" + book.Demuxers,
	"--hr-seek=yes", "--volume-max=100", "--audio-client-name=Lectern",
}

// engine is one process of mpv. Neither side waits for the other: while nobody read its
// answers, mpv would read no commands, and the owner would wait for ever to send them.
type engine struct {
	cmd   *exec.Cmd
	conn  net.Conn
	said  chan []byte   // commands to send; closed by end
	heard chan report   // closed when mpv has closed the socket or ended, and all is passed on
	ended chan struct{} // closed when the process has ended and is not a zombie
	spoke bool          // it has said something
	last  int64         // the last request
	asked map[int64]func(report)
}

// Installed reports whether mpv is there. It looks at the disk.
func Installed() bool {
	_, err := installed.Find(mpv)
	return canInherit && err == nil
}

// start starts mpv.
func start(more ...string) (*engine, error) {
	found, err := installed.Find(mpv)
	if err != nil {
		return nil, fmt.Errorf("start mpv: %w", err)
	}
	ours, theirs, err := socketPair()
	if err != nil {
		return nil, fmt.Errorf("start mpv: %w", err)
	}
	defer theirs.Close()
	defer ours.Close() // conn has a copy
	conn, err := net.FileConn(ours)
	if err != nil {
		return nil, fmt.Errorf("start mpv: %w", err)
	}
	cmd := exec.Command(found, append(slices.Clip(options), more...)...)
	cmd.ExtraFiles = []*os.File{theirs} // the first is number 3
	cmd.Dir = string(os.PathSeparator)  // no folder stays in use
	detach(cmd)
	if err := cmd.Start(); err != nil {
		conn.Close()
		return nil, fmt.Errorf("start mpv: %w", err)
	}
	e := connected(conn)
	e.cmd = cmd
	go func() {
		_ = cmd.Wait() // state says how it ended
		close(e.ended)
	}()
	return e, nil
}

// connected returns an engine at the other end of a socket, as yet without a process.
func connected(conn net.Conn) *engine {
	e := &engine{conn: conn, said: make(chan []byte), heard: make(chan report), ended: make(chan struct{}), asked: map[int64]func(report){}}
	send, read := make(chan []byte), make(chan report)
	go keep(e.said, send)
	go e.write(send)
	go keep(read, e.heard)
	go e.read(read)
	return e
}

// keep passes on what comes in, and keeps what nobody has time for yet.
func keep[T any](in <-chan T, out chan<- T) {
	defer close(out)
	for kept := []T(nil); in != nil || len(kept) > 0; {
		var to chan<- T
		var first T
		if len(kept) > 0 {
			to, first = out, kept[0]
		}
		select {
		case one, open := <-in:
			if open {
				kept = append(kept, one)
			} else {
				in = nil
			}
		case to <- first:
			kept = kept[1:]
		}
	}
}

// write sends commands. If mpv does not read one, it is killed, and counts as ended even if
// it cannot be killed.
func (e *engine) write(commands <-chan []byte) {
	for c := range commands {
		err := e.conn.SetWriteDeadline(time.Now().Add(writePatience))
		if err == nil {
			_, err = e.conn.Write(c)
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			_ = e.cmd.Process.Kill()
			e.conn.Close() // read sees it
		}
	}
}

// read reads what mpv says until the socket is closed.
func (e *engine) read(to chan<- report) {
	defer close(to)
	lines := bufio.NewScanner(e.conn)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		var r report
		if json.Unmarshal(lines.Bytes(), &r) == nil {
			to <- r
		}
	}
}

// say sends a command. answered gets the answer; it may be nil.
func (e *engine) say(what any, answered func(report)) {
	e.last++
	if answered != nil {
		e.asked[e.last] = answered
	}
	e.said <- line(e.last, what)
}

// answer passes an answer to the function that waits for it.
func (e *engine) answer(m report) {
	if f := e.asked[m.Request]; f != nil {
		delete(e.asked, m.Request)
		f(m)
	}
}

// end ends mpv, which quits when the socket is closed. It returns once there is no
// process, or leaves behind one that cannot be killed.
func (e *engine) end() {
	e.conn.Close()
	close(e.said)
	go func() {
		for range e.heard { // keep must not wait
		}
	}()
	if e.hasEnded() {
		return
	}
	_ = e.cmd.Process.Kill()
	e.hasEnded()
}

// state says how the process ended, if it has.
func (e *engine) state() string {
	select {
	case <-e.ended:
		return e.cmd.ProcessState.String()
	default:
		return "running"
	}
}

// hasEnded waits for the process for a while, and reports whether it has ended.
func (e *engine) hasEnded() bool {
	select {
	case <-e.ended:
		return true
	case <-time.After(quitPatience):
		return false
	}
}
