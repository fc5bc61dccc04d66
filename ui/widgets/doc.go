// Package widgets has the controls, the layouts and the theme that the toolkit
// lacks: text that is cut or broken into lines, simple HTML, links, covers, lists of
// any length. It knows no book and no library. It is not called widget because
// nearly every file that imports it imports the package widget of the toolkit too.
package widgets
