package group_test

import (
	"slices"
	"testing"

	"lectern/library/group"
)

func TestSeries(t *testing.T) {
	type list = [][2]string // name, part
	for _, c := range []struct {
		names, parts string
		want         list
	}{
		{"", "", nil},
		{"", "3", nil},
		{" ; ", "", nil},
		{"Discworld", "", list{{"Discworld", ""}}},
		{"Discworld", "8", list{{"Discworld", "8"}}},
		{"Discworld", " #8 ", list{{"Discworld", "8"}}},
		{"Discworld", "8/41", list{{"Discworld", "8"}}},
		{"Discworld", "1.05", list{{"Discworld", "1.05"}}},
		{"Name #2.5", "", list{{"Name", "2.5"}}},
		{"Name #2.5", "2", list{{"Name", "2.5"}}},
		{"Name #.5", "", list{{"Name", ".5"}}},
		{"Name, #2", "", list{{"Name", "2"}}},
		{"Name # 2", "", list{{"Name", "2"}}},
		{"Name #1-3", "", list{{"Name", "1-3"}}},
		{"A #1; B #2", "", list{{"A", "1"}, {"B", "2"}}},
		{"A; B", "1; 2", list{{"A", "1"}, {"B", "2"}}},
		{"A; B", "1", list{{"A", "1"}, {"B", ""}}},
		{"A #1; a #1", "", list{{"A", "1"}}},
		{"We Are #Legion", "", list{{"We Are #Legion", ""}}},
		{"The #1 Ladies' Detective Agency", "", list{{"The #1 Ladies' Detective Agency", ""}}},
		{"The #1 Ladies' Detective Agency #2", "", list{{"The #1 Ladies' Detective Agency", "2"}}},
		{"#2", "", list{{"#2", ""}}},
		{"三体 #1", "", list{{"三体", "1"}}},
		{" Bad \xff \n name #1", "", list{{"Bad \uFFFD name", "1"}}},
	} {
		var got list
		for _, s := range group.Series(c.names, c.parts) {
			got = append(got, [2]string{s.Name, s.Part})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Series(%q, %q) = %q, want %q", c.names, c.parts, got, c.want)
		}
	}
}
