package installed

import "path"

// apps are the folders of programs that come as an application, by name: on macOS the
// path below the folder of applications, on Windows the folder below Program Files.
var apps = map[string]struct {
	mac     string
	windows []string
}{
	"mpv":     {"mpv.app/Contents/MacOS/mpv", []string{`mpv`, `MPV Player`}},
	"vlc":     {"VLC.app/Contents/MacOS/VLC", []string{`VideoLAN\VLC`}},
	"ffprobe": {"", []string{`ffmpeg\bin`}},
}

// places returns the paths where a program may be although PATH does not have them, the
// most likely first. system is a GOOS, own the folder of this program or "", and env
// returns a variable of the environment.
func places(system, name, own string, env func(string) string) (paths []string) {
	switch system {
	case "darwin":
		return macPlaces(name, env("HOME"))
	case "windows":
		return windowsPlaces(name, own, env)
	default:
		return nil // the desktop has the same PATH as a shell
	}
}

// macPlaces is places on macOS, where a program that is started from the Finder or the
// Dock has a PATH without Homebrew and MacPorts.
func macPlaces(name, home string) (paths []string) {
	for _, dir := range []string{"/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin"} {
		paths = append(paths, path.Join(dir, name))
	}
	if app := apps[name].mac; app != "" {
		paths = append(paths, path.Join("/Applications", app))
		if home != "" {
			paths = append(paths, path.Join(home, "Applications", app))
		}
	}
	return paths
}

// windowsPlaces is places on Windows, where most installers leave PATH as it is. A
// program that lies beside Lectern comes first.
func windowsPlaces(name, own string, env func(string) string) (paths []string) {
	add := func(base, below string) {
		if base != "" {
			paths = append(paths, base+below+`\`+name+".exe")
		}
	}
	add(own, "")
	for _, dir := range apps[name].windows {
		add(env("ProgramFiles"), `\`+dir)
		add(env("ProgramFiles(x86)"), `\`+dir)
		add(env("LOCALAPPDATA"), `\Programs\`+dir)
		add(env("SystemDrive"), `\`+dir)
	}
	add(env("LOCALAPPDATA"), `\Microsoft\WinGet\Links`)
	add(env("USERPROFILE"), `\scoop\shims`)
	add(env("ProgramData"), `\chocolatey\bin`)
	return paths
}
