// Package keys has the keys that do the same everywhere in the window.
package keys
