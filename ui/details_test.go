package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/ui/keys"
	"lectern/ui/uitest"
)

func TestDetailsAreRemembered(t *testing.T) {
	app := test.NewTempApp(t)
	app.Preferences().SetFloat(prefWidth, 1000)
	w := newTestWindow(t, Options{})
	if w.detailed() {
		t.Error("a narrow window shows details unasked")
	}
	w.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF9})
	if !w.detailed() {
		t.Error("F9 does not show them")
	}
	if w = newTestWindow(t, Options{}); !w.detailed() {
		t.Error("they are not remembered")
	}
	w.shortcut(keys.Ctrl(fyne.KeyI))
	if w.detailed() {
		t.Error("Ctrl+I does not hide them")
	}
	app.Preferences().SetFloat(prefWidth, 1280)
	app.Preferences().RemoveValue(prefDetails)
	w = newTestWindow(t, Options{})
	if !w.detailed() {
		t.Error("a wide window hides them")
	}
	w.rows.Publish(uitest.NewLibrary("One", "Two").View(t))
	w.Resize(fyne.NewSize(1280, 800))
	w.selection.Select(1)
	if w.details.Book == nil || w.details.Book != w.selection.Book() {
		t.Error("the selected book is not shown")
	}
}
