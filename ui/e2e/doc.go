// Package e2e is the end-to-end test: the built program in a real window, with real
// keys and clicks. The results are read from its log and from pictures of the window.
// Logs and pictures are kept in build/e2e.
//
// The tests do what users do. TestWalk only looks: it goes to all the places in walk.txt
// and keeps pictures of them, for a person to judge.
//
// LECTERN names the program; without it, the tests build one. If programs that package
// desktop needs are missing, the tests are skipped; with LECTERN_E2E=1 or CI=true they
// fail instead.
package e2e
