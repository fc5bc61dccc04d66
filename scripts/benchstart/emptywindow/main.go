// Emptywindow opens an empty window of the toolkit and prints when it was on
// the screen, in milliseconds since main began: no program with this toolkit
// can start faster. With the argument "stay" it stays open until it is killed: no program
// with this toolkit can use less at rest.
package main

import (
	"fmt"
	"image/color"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"

	_ "lectern/ui/locale" // before Fyne
)

func main() {
	began := time.Now()
	a := app.NewWithID("io.github.lectern.emptywindow")
	w := a.NewWindow("Empty")
	w.SetContent(canvas.NewRectangle(color.White))
	w.Resize(fyne.NewSize(1280, 800))
	w.Show()
	fmt.Println(time.Since(began).Milliseconds())
	if len(os.Args) > 1 && os.Args[1] == "stay" {
		a.Run()
	}
	// The program ends here without Quit: Fyne cannot quit cleanly just after it
	// starts.
}
