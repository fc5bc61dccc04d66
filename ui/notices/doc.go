// Package notices decides what the user should know or decide, and shows it in bars
// above the books.
package notices
