// Package notices decides what to tell or to ask the user, and shows it in bars below
// the books.
package notices
