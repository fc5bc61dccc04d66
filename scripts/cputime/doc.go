// Package cputime measures the processor time of a function, for tests: unlike the
// time on a clock it is the same on a busy machine.
package cputime
