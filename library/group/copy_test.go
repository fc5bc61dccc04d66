package group

import "testing"

// TestCopyOf: the names of copies, of other bit rates and of other readings.
func TestCopyOf(t *testing.T) {
	for name, want := range map[string]copied{
		"Dune (1)":   {name: "Dune", mark: "1"},
		"Dune (12)":  {name: "Dune", mark: "12"},
		"Dune_(1)":   {name: "Dune", mark: "1"},
		"Dune (123)": {name: "Dune (123)"},
		"Dune ()":    {name: "Dune ()"},
		"(1)":        {name: "(1)"},

		"Dune (Copy)":     {name: "Dune", mark: "copy", sure: true},
		"Dune (Copy 2)":   {name: "Dune", mark: "copy 2", sure: true},
		"Dune - Copy":     {name: "Dune", mark: "copy", sure: true},
		"Dune - Copy (2)": {name: "Dune", mark: "copy2", sure: true},
		"Dune copy 2":     {name: "Dune", mark: "copy2", sure: true},
		"Dune copy 12":    {name: "Dune", mark: "copy12", sure: true},
		"Dune copy 123":   {name: "Dune copy 123"},
		"Dune copy -":     {name: "Dune copy -"},
		"Dune 2":          {name: "Dune 2"},
		"Copy of Dune":    {name: "Dune", mark: "copy", sure: true},
		"Kopie von Dune":  {name: "Dune", mark: "kopie", sure: true},
		"Kopie - Dune":    {name: "Dune", mark: "kopie", sure: true},
		"Copycat":         {name: "Copycat"},
		"Copy":            {name: "Copy"},
		"砂丘のコピー":          {name: "砂丘", mark: "のコピー", sure: true},
		"沙丘 - 副本":         {name: "沙丘", mark: "副本", sure: true},
		"のコピー":            {name: "のコピー"},

		"dune_01_64kb":       {name: "dune_01", mark: "64kb", rate: true, sure: true},
		"Dune (128 kbps)":    {name: "Dune", mark: "128 kbps", rate: true, sure: true},
		"Dune - 320k":        {name: "Dune", mark: "320k", rate: true, sure: true},
		"Dune VBR":           {name: "Dune", mark: "vbr", rate: true, sure: true},
		"Dune (64kb)(2)":     {name: "Dune", mark: "64kb2", sure: true},
		"Dune 64kb 2":        {name: "Dune 64kb 2"},
		"Dune_1kb":           {name: "Dune_1kb"},
		"Dune_1234kb":        {name: "Dune_1234kb"},
		"Dune_64":            {name: "Dune_64"},
		"-64kb":              {name: "-64kb"},
		"Mud (500 kilo)":     {name: "Mud (500 kilo)"},
		"The Years (1-50 k)": {name: "The Years (1-50 k)"},

		"Dune (read by Ada Brook)": {name: "Dune", mark: "read by ada brook", read: true},
		"Dune {Ada Brook}":         {name: "Dune", mark: "ada brook", read: true},
		"{Ada Brook}":              {name: "{Ada Brook}"},
		"Dune {}":                  {name: "Dune {}"},
		"Dune (A Novel)":           {name: "Dune (A Novel)"},
		"":                         {},
	} {
		if got := copyOf(name); got != want {
			t.Errorf("%q: %+v, want %+v", name, got, want)
		}
	}
}
