package sidecar

import (
	"strings"

	"lectern/library/text/words"
)

// codes are the codes of the Library of Congress (MARC relators) for the roles of
// contributors, in the words of words.Contribution; the first one of each is written.
var codes = map[string][]string{
	"translator": {"trl"}, "editor": {"edt", "com"}, "foreword": {"wfw", "wpr"}, "introduction": {"aui", "win"}, "afterword": {"aft", "waw"},
	"illustrator": {"ill"}, "adapter": {"adp"}, "director": {"drt"}, "producer": {"pro"}, "composer": {"cmp"}, "engineer": {"rce"},
	"cover artist": {"cov"}, "photographer": {"pht"}, "commentary": {"ann", "cwt", "wac"}, "contributor": {"ctb"},
}

// relators are the roles by their codes.
var relators = func() map[string]string {
	roles := map[string]string{}
	for role, all := range codes {
		for _, code := range all {
			roles[code] = role
		}
	}
	return roles
}()

// codeOf returns the code that is written for a role, "" for none.
func codeOf(role string) string {
	if all := codes[role]; all != nil {
		return all[0]
	}
	return ""
}

// relator returns the code for a role, which can also be a word or an address: "narrator",
// "http://id.loc.gov/vocabulary/relators/nrt".
func relator(role string) string {
	role = role[strings.LastIndexByte(role, '/')+1:]
	switch kind := words.KindOf(role); {
	case len(role) <= len("aut") || kind&words.Role == 0:
	case kind&words.Wrote != 0:
		return "aut"
	case kind&words.Speaks != 0:
		return "nrt"
	default:
		for name := range words.ContributionOf(role).All() {
			if code := codeOf(name); code != "" {
				return code
			}
		}
	}
	return role
}
