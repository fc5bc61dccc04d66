package main

import "time"

// Processor time is not counted here.
func childrenCPU() time.Duration { return 0 }
func ownCPU() time.Duration      { return 0 }
