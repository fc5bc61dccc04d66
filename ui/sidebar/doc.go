// Package sidebar is the tree at the left: the roots with their folders, the facets
// of the books in sight, and the folders of the computer.
package sidebar
