//go:build !linux

package ui

import "fyne.io/fyne/v2"

// showAlert asks the desktop to show a notification.
func showAlert(app fyne.App, _, title, text string) error {
	app.SendNotification(fyne.NewNotification(title, text))
	return nil
}
