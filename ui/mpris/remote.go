package mpris

import (
	"fmt"
	"maps"
	"math"
	"os"
	"reflect"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/introspect"

	"lectern/library/player"
)

const (
	bus  = "org.freedesktop.DBus.Properties"
	name = "org.mpris.MediaPlayer2.lectern"
	path = dbus.ObjectPath("/org/mpris/MediaPlayer2")
	app  = "org.mpris.MediaPlayer2"
	play = "org.mpris.MediaPlayer2.Player"

	// jump is how far the position moves at least for other programs to be told: until
	// then they count the time themselves.
	jump = 2 * time.Second
)

// State is what the desktop shows.
type State struct {
	*player.Status
	Authors []string
	Cover   string // its file; "" for none
}

// Commands are what the desktop asks for. They are called on goroutines of the bus.
type Commands struct {
	Toggle, Play, Pause, Stop, Previous, Next, Raise, Quit func()
	Skip                                                   func(by time.Duration)
	Seek                                                   func(at time.Duration)
	SetSpeed                                               func(speed float64)
	SetVolume                                              func(percent int)
}

// Remote is the connection to the session bus. A nil Remote does nothing.
type Remote struct {
	conn  *dbus.Conn
	entry string // see Connect
	state atomic.Pointer[State]
	news  chan *State // what is shown next; one slot
	done  chan struct{}
}

// Connect makes the player known on the session bus. entry is the name of the program's
// desktop file, without its ending. Connect blocks on the bus, and fails if there is none.
func Connect(entry string, c Commands) (*Remote, error) {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil, fmt.Errorf("mpris: %w", err)
	}
	r := &Remote{conn: conn, entry: entry, news: make(chan *State, 1), done: make(chan struct{})}
	r.state.Store(&State{Status: &player.Status{}})
	if err := r.begin(c); err != nil {
		conn.Close()
		return nil, fmt.Errorf("mpris: %w", err)
	}
	go r.run()
	return r, nil
}

// begin takes a name on the bus.
func (r *Remote) begin(c Commands) error {
	if err := r.conn.Auth(nil); err != nil {
		return err
	}
	if err := r.conn.Hello(); err != nil {
		return err
	}
	for iface, table := range r.methods(c) {
		if err := r.conn.ExportMethodTable(table, path, iface); err != nil {
			return err
		}
	}
	for iface, object := range map[string]any{bus: properties{r, c}, "org.freedesktop.DBus.Introspectable": introspect.Introspectable(interfaces)} {
		if err := r.conn.Export(object, path, iface); err != nil {
			return err
		}
	}
	reply, err := r.conn.RequestName(name, dbus.NameFlagDoNotQueue)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner { // the window of another catalogue has it
		_, err = r.conn.RequestName(name+".instance"+strconv.Itoa(os.Getpid()), dbus.NameFlagDoNotQueue)
	}
	return err
}

// Set shows a state. It never blocks. Only one goroutine may call it.
func (r *Remote) Set(s *State) {
	if r == nil {
		return
	}
	select {
	case <-r.news: // it was not shown yet
	default:
	}
	r.news <- s
}

// Close leaves the bus.
func (r *Remote) Close() {
	if r != nil {
		close(r.done)
		r.conn.Close()
	}
}

func (r *Remote) run() {
	for {
		select {
		case s := <-r.news:
			before := r.state.Swap(s)
			r.tell(before, s, time.Now())
		case <-r.done:
			return
		}
	}
}

// tell tells other programs what has changed since a state. They count the time themselves,
// until they are told of a jump. If the bus has ended, nobody hears it.
func (r *Remote) tell(before, s *State, now time.Time) {
	was, is := before.values(now), s.values(now)
	maps.DeleteFunc(is, func(property string, v dbus.Variant) bool {
		return property == "Position" || reflect.DeepEqual(v, was[property])
	})
	if len(is) > 0 {
		_ = r.conn.Emit(path, bus+".PropertiesChanged", play, is, []string{})
	}
	if at := s.At(now); before.Timeline != nil && s.Timeline != nil && (at-before.At(now)).Abs() > jump {
		_ = r.conn.Emit(path, play+".Seeked", at.Microseconds())
	}
}

// values are the properties of an interface, nil for an unknown one.
func (r *Remote) values(iface string, now time.Time) map[string]dbus.Variant {
	switch iface {
	case app:
		return variants(map[string]any{
			"CanQuit": true, "CanRaise": true, "HasTrackList": false, "Identity": "Lectern", "DesktopEntry": r.entry,
			"SupportedUriSchemes": []string{}, "SupportedMimeTypes": []string{},
		})
	case play:
		return r.state.Load().values(now)
	default:
		return nil
	}
}

// values are the properties of the player.
func (s *State) values(now time.Time) map[string]dbus.Variant {
	open := s.Timeline != nil
	return variants(map[string]any{
		"PlaybackStatus": s.playback(), "Metadata": s.metadata(), "Position": s.At(now).Microseconds(),
		"Rate": s.Speed, "MinimumRate": player.SlowestSpeed, "MaximumRate": player.FastestSpeed, "Volume": float64(s.Volume) / player.FullVolume,
		"CanGoNext": open, "CanGoPrevious": open, "CanPlay": open, "CanPause": open, "CanSeek": open, "CanControl": true,
	})
}

func variants(of map[string]any) map[string]dbus.Variant {
	values := make(map[string]dbus.Variant, len(of))
	for property, v := range of {
		values[property] = dbus.MakeVariant(v)
	}
	return values
}

// properties has the methods of org.freedesktop.DBus.Properties.
type properties struct {
	r *Remote
	c Commands
}

// Get is called by the bus.
func (p properties) Get(iface, property string) (dbus.Variant, *dbus.Error) {
	v, known := p.r.values(iface, time.Now())[property]
	if !known {
		return v, dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", nil)
	}
	return v, nil
}

// GetAll is called by the bus.
func (p properties) GetAll(iface string) (map[string]dbus.Variant, *dbus.Error) {
	return p.r.values(iface, time.Now()), nil
}

// Set is called by the bus.
func (p properties) Set(iface, property string, v dbus.Variant) *dbus.Error {
	number, is := v.Value().(float64)
	switch {
	case iface != play || !is:
	case property == "Rate":
		rated(p.c, number)
		return nil
	case property == "Volume":
		p.c.SetVolume(int(math.Round(number * player.FullVolume)))
		return nil
	}
	return dbus.NewError("org.freedesktop.DBus.Error.PropertyReadOnly", nil)
}

// rated sets the speed; 0 means pause.
func rated(c Commands, rate float64) {
	if rate == 0 {
		c.Pause()
	} else {
		c.SetSpeed(rate)
	}
}

// playback is PlaybackStatus.
func (s *State) playback() string {
	switch {
	case s.Timeline == nil:
		return "Stopped"
	case s.Playing:
		return "Playing"
	default:
		return "Paused"
	}
}

// metadata describes the open book.
func (s *State) metadata() map[string]dbus.Variant {
	if s.Timeline == nil {
		return map[string]dbus.Variant{}
	}
	m := map[string]dbus.Variant{
		"mpris:trackid": dbus.MakeVariant(track(s.Timeline)),
		"mpris:length":  dbus.MakeVariant(s.Timeline.Length.Microseconds()),
		"xesam:title":   dbus.MakeVariant(s.Timeline.Title),
		"xesam:artist":  dbus.MakeVariant(s.Authors),
	}
	if s.Cover != "" {
		m["mpris:artUrl"] = dbus.MakeVariant(s.Cover)
	}
	return m
}

// track is the name of a book on the bus.
func track(t *player.Timeline) dbus.ObjectPath {
	return dbus.ObjectPath("/lectern/book/" + strconv.FormatInt(int64(t.ID), 10))
}

// methods are what the bus may call, by interface and name.
func (r *Remote) methods(c Commands) map[string]map[string]any {
	call := func(do func()) func() *dbus.Error {
		return func() *dbus.Error {
			do()
			return nil
		}
	}
	moved := func(microseconds int64) time.Duration { return time.Duration(microseconds) * time.Microsecond }
	return map[string]map[string]any{
		app: {"Raise": call(c.Raise), "Quit": call(c.Quit)},
		play: {
			"Next": call(c.Next), "Previous": call(c.Previous), "Play": call(c.Play), "Pause": call(c.Pause), "PlayPause": call(c.Toggle), "Stop": call(c.Stop),
			"Seek": func(by int64) *dbus.Error {
				c.Skip(moved(by))
				return nil
			},
			"SetPosition": func(of dbus.ObjectPath, at int64) *dbus.Error {
				// To be ignored if it is about a track before, or leads out of this one.
				if t := r.state.Load().Timeline; t != nil && of == track(t) && at >= 0 && at <= t.Length.Microseconds() {
					c.Seek(moved(at))
				}
				return nil
			},
			"OpenUri": func(string) *dbus.Error { return dbus.NewError("org.freedesktop.DBus.Error.NotSupported", nil) },
		},
	}
}

// interfaces says what there is, for programs that ask.
const interfaces = `<node>
	<interface name="org.mpris.MediaPlayer2">
		<method name="Raise"/><method name="Quit"/>
		<property name="CanQuit" type="b" access="read"/><property name="CanRaise" type="b" access="read"/>
		<property name="HasTrackList" type="b" access="read"/><property name="Identity" type="s" access="read"/>
		<property name="DesktopEntry" type="s" access="read"/>
		<property name="SupportedUriSchemes" type="as" access="read"/><property name="SupportedMimeTypes" type="as" access="read"/>
	</interface>
	<interface name="org.mpris.MediaPlayer2.Player">
		<method name="Next"/><method name="Previous"/><method name="Pause"/><method name="PlayPause"/><method name="Stop"/><method name="Play"/>
		<method name="Seek"><arg name="Offset" type="x" direction="in"/></method>
		<method name="SetPosition"><arg name="TrackId" type="o" direction="in"/><arg name="Position" type="x" direction="in"/></method>
		<method name="OpenUri"><arg name="Uri" type="s" direction="in"/></method>
		<signal name="Seeked"><arg name="Position" type="x"/></signal>
		<property name="PlaybackStatus" type="s" access="read"/><property name="Metadata" type="a{sv}" access="read"/>
		<property name="Rate" type="d" access="readwrite"/><property name="Volume" type="d" access="readwrite"/>
		<property name="Position" type="x" access="read"/>
		<property name="MinimumRate" type="d" access="read"/><property name="MaximumRate" type="d" access="read"/>
		<property name="CanGoNext" type="b" access="read"/><property name="CanGoPrevious" type="b" access="read"/>
		<property name="CanPlay" type="b" access="read"/><property name="CanPause" type="b" access="read"/>
		<property name="CanSeek" type="b" access="read"/><property name="CanControl" type="b" access="read"/>
	</interface>
	<interface name="org.freedesktop.DBus.Properties">
		<method name="Get"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/></method>
		<method name="GetAll"><arg type="s" direction="in"/><arg type="a{sv}" direction="out"/></method>
		<method name="Set"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="in"/></method>
		<signal name="PropertiesChanged"><arg type="s"/><arg type="a{sv}"/><arg type="as"/></signal>
	</interface>
</node>`
