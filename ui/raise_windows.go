package ui

import (
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

// swRestore makes ShowWindow restore a minimised window (SW_RESTORE in winuser.h).
const swRestore = 9

// restore brings back a minimised window: on Windows, the focus alone does not.
func (w *Window) restore() {
	user32 := windows.NewLazySystemDLL("user32.dll")
	iconic, show := user32.NewProc("IsIconic"), user32.NewProc("ShowWindow")
	native, ok := w.Window.(driver.NativeWindow)
	if !ok {
		return
	}
	native.RunNative(func(context any) {
		c, ok := context.(driver.WindowsWindowContext)
		if !ok {
			return
		}
		if is, _, _ := iconic.Call(c.HWND); is != 0 {
			_, _, _ = show.Call(c.HWND, swRestore)
		}
	})
}
