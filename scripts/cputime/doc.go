// Package cputime measures the processor time of a function, for tests. Unlike elapsed
// time, it does not depend on how busy the machine is.
package cputime
