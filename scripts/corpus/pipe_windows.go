package corpus

import "os"

// makePipe makes a folder in the place of the file: on Windows, no folder contains pipes.
func makePipe(path string) error { return os.Mkdir(path, 0o755) }
