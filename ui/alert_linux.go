package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"
)

// alertPatience is how long the desktop may take to show a notification.
const alertPatience = 5 * time.Second

// showAlert asks the desktop to show a notification. The toolkit would do so under the name
// of its own ID. It waits for the session bus and, no longer than alertPatience, for the
// answer.
func showAlert(_ fyne.App, id, title, text string) error {
	bus, err := dbus.SessionBus() // stays open: some desktops take the notification away with its sender
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), alertPatience)
	defer cancel()
	const name, object = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
	hints := map[string]dbus.Variant{"desktop-entry": dbus.MakeVariant(id)}
	return bus.Object(name, object).CallWithContext(ctx, name+".Notify", 0, "Lectern", uint32(0), id, title, text, []string{}, hints, int32(-1)).Err
}
