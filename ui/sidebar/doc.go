// Package sidebar is the tree at the left of the window: the roots with their folders,
// the facets of the books in the view, and the folders of the computer.
package sidebar
