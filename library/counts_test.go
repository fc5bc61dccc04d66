package library

import (
	"fmt"
	"slices"
	"testing"

	"lectern/library/view"
)

// TestCountsAreWhatAClickShows checks that a click on an entry of the sidebar shows as
// many rows as the entry counts. It tries each folder, and each value of each field
// together with several searches, some of which ask for another value of the field.
func TestCountsAreWhatAClickShows(t *testing.T) {
	t.Parallel()
	var names []string
	for author := range 5 {
		for title := range 4 {
			for part := range 1 + (author+title)%3 {
				names = append(names, fmt.Sprintf("Author %d/Circle %d/%d - Title %d/CD %d/part.mp3", author, title%2, 1990+title, title, part+1))
			}
		}
	}
	inner, outer := tree(t, names...), tree(t, numbered(30)...)
	s := open(t, Options{Prober: &reader{}, Lint: true})
	s.AddRoot(inner)
	s.AddRoot(outer)
	s.AddRoot(outer + "/book 1")
	s.settle()
	// Which books are duplicates is not known before they are compared.
	compared := func() bool { return s.Settled() && s.Status().Fingerprinting == 0 && !s.Status().Linting }
	for _, everyFile := range []bool{false, true} {
		check(t, s.SetQuery(view.Query{}))
		s.SetEveryFile(everyFile)
		s.until("all rows", func() bool { return s.View().Query.Text == "" && compared() })
		s.Remove(s.View().At(3).ID, s.View().At(8).ID)
		s.settle()
		for _, hidden := range []bool{false, true} {
			show := func(q view.Query) *view.View {
				t.Helper()
				q.Hidden = hidden
				check(t, s.SetQuery(q))
				s.until("its view", func() bool {
					v := s.View()
					return v.Query.Text == q.Text && v.Query.Folder == q.Folder && v.Query.Hidden == hidden && compared()
				})
				return s.View()
			}
			all := show(view.Query{}).Len()
			sum := 0
			s.until("the tree", func() bool {
				sum = 0
				for _, f := range s.Folders() {
					if f.Path != outer+"/book 1" {
						sum += f.Books
					}
				}
				return sum == all
			})
			var walk func(folders []*view.Folder)
			walk = func(folders []*view.Folder) {
				for _, f := range folders {
					if n := show(view.Query{Folder: f.Path}).Len(); n != f.Books {
						t.Errorf("every file %v, hidden %v: %q counts %d and shows %d", everyFile, hidden, f.Path, f.Books, n)
					}
					walk(f.Folders)
				}
			}
			walk(s.Folders())
			for _, text := range []string{"", "title", `author:="Author 1"`, `author:="Author 1" author:="Author 2"`, "series:=\"Circle 0\" year:1992", "is:duplicate", "is:nocover year:1990"} {
				show(view.Query{Text: text})
				var f *view.Facets
				s.until("its facets", func() bool {
					f = s.Facets()
					return s.facets.newest.Load().of == s.View()
				})
				for _, field := range []view.Field{view.Author, view.Narrator, view.InSeries, view.Genre, view.Year, view.Is} {
					for _, value := range f.Of(field) {
						want := text // a chosen value counts the rows of the search itself
						if !slices.Contains(view.Chosen(text, field), value.Text) {
							want = value.Toggle(text, field)
						}
						if n := show(view.Query{Text: want}).Len(); n != value.Books {
							t.Errorf("every file %v, hidden %v, %q: %v %q counts %d and shows %d", everyFile, hidden, text, field, value.Text, value.Books, n)
						}
					}
				}
			}
		}
		s.Undo()
	}
}
