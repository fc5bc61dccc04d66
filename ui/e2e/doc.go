// Package e2e is the end-to-end test: the built program in a real window, real
// keys and clicks, and what came of them read from its log and from pictures.
// Logs and pictures stay in build/e2e.
//
// LECTERN names the program; without it the tests build one. Where the programs
// of package desktop are missing the tests are skipped, but fail with
// LECTERN_E2E=1 or CI=true.
package e2e
