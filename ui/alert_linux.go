package ui

import (
	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"
)

// showAlert asks the desktop to show a notification. The toolkit would do so under the name
// of its own ID. It waits for the session bus.
func showAlert(_ fyne.App, id, title, text string) error {
	bus, err := dbus.SessionBus()
	if err != nil {
		return err
	}
	const name, object = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
	hints := map[string]dbus.Variant{"desktop-entry": dbus.MakeVariant(id)}
	return bus.Object(name, object).Call(name+".Notify", 0, "Lectern", uint32(0), id, title, text, []string{}, hints, int32(-1)).Err
}
