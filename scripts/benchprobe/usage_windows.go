package main

import "time"

// childrenCPU is not counted here.
func childrenCPU() time.Duration { return 0 }
