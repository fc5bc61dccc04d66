package probe

import "strings"

// containers maps ffprobe's formats to the names used here, if they differ.
var containers = map[string]string{
	"mov": "mp4", "mpc8": "mpc", "iff": "aiff",
}

// container returns the name of one of ffprobe's formats: "mp4" for
// "mov,mp4,m4a,3gp,3g2,mj2".
func container(format string) string {
	name, _, _ := strings.Cut(clean(format), ",")
	if word, ok := containers[name]; ok {
		return word
	}
	return name
}

// codecs maps ffprobe's codecs to the names that users know.
var codecs = map[string]string{
	"aac": "AAC", "aac_latm": "AAC", "alac": "ALAC", "mp1": "MP1", "mp2": "MP2", "mp3": "MP3",
	"flac": "FLAC", "vorbis": "Vorbis", "opus": "Opus", "speex": "Speex",
	"wmav1": "WMA", "wmav2": "WMA", "wmapro": "WMA Pro", "wmalossless": "WMA Lossless", "wmavoice": "WMA Voice",
	"ac3": "AC-3", "eac3": "E-AC-3", "dts": "DTS", "ape": "Monkey's Audio", "wavpack": "WavPack",
	"musepack7": "Musepack", "musepack8": "Musepack", "tta": "TTA", "tak": "TAK",
	"amr_nb": "AMR", "amr_wb": "AMR-WB",
}

// aacProfiles are the profiles of AAC. Newer versions of ffprobe know profile
// 41 by name.
var aacProfiles = map[string]string{
	"LC": "AAC-LC", "HE-AAC": "HE-AAC", "HE-AACv2": "HE-AACv2", "xHE-AAC": "xHE-AAC", "41": "xHE-AAC",
	"Main": "AAC-Main", "LTP": "AAC-LTP", "SSR": "AAC-SSR", "LD": "AAC-LD", "ELD": "AAC-ELD",
}

// codec returns the name that users know for one of ffprobe's codecs.
func codec(name, profile string) string {
	if word, ok := aacProfiles[profile]; ok && name == "aac" {
		return word
	}
	if word, ok := codecs[name]; ok {
		return word
	}
	for _, family := range []string{"pcm", "adpcm", "dsd"} {
		if strings.HasPrefix(name, family+"_") {
			return strings.ToUpper(family)
		}
	}
	return strings.ToUpper(clean(name))
}

// mime returns the media type of one of ffprobe's picture codecs.
func mime(codec string) string {
	if codec == "mjpeg" {
		return "image/jpeg"
	}
	return "image/" + clean(codec)
}
