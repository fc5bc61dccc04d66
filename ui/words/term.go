package words

import (
	"slices"
	"strconv"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
)

// StateName names a state or a problem of books, by its word in queries.
func StateName(word string) string {
	switch word {
	case "missing":
		return i18n.Text("Missing")
	case "offline":
		return i18n.Text("Offline")
	case "faulty":
		return i18n.Text("Can’t be read")
	case "protected":
		return i18n.Text("Copy-protected (DRM)")
	case "estimated":
		return i18n.Text("Length estimated")
	case "changing":
		return i18n.Text("Still changing")
	case "held":
		return i18n.Text("Not found")
	case "hidden":
		return i18n.Text("Removed")
	case "started":
		return i18n.Text("In progress")
	case "finished":
		return i18n.TextIn("a book", "Finished")
	case "abandoned":
		return i18n.TextIn("a book", "Abandoned")
	case "regrouped":
		return i18n.Text("Changed by this version")
	case "problem":
		return i18n.Text("Any problem")
	}
	if lint := book.LintOf(word); lint != 0 {
		return Capital(i18n.Text(lint.String()))
	}
	return Capital(word)
}

// Term returns a term of a query in words. It returns "" if the term asks only for words in
// any field. The first of several values of a field names the field.
func Term(x view.Term) string {
	field, value := term(x.Expr)
	switch {
	case x.Further():
		return i18n.Text("or {{.Value}}", "Value", value)
	case value == "" || field == "":
		return value
	default:
		return i18n.Text("{{.Field}}: {{.Value}}", "Field", field, "Value", value)
	}
}

// term returns the field and the value of a condition in words. The field is "" if the
// value says everything.
func term(x view.Expr) (field, value string) {
	switch x := x.(type) {
	case view.Text:
		if x.In == view.Anywhere {
			return "", ""
		}
		return fieldWord(x.In), x.Text
	case view.Amount:
		return amountTerm(x)
	case view.Flag:
		if x.Of == view.Has {
			return "", i18n.Text("Has {{.Field}}", "Field", hasWord(x.Word))
		}
		return "", StateName(x.Word)
	case view.Not:
		if has, ok := x.Expr.(view.Flag); ok && has.Of == view.Has {
			return "", i18n.Text("No {{.Field}}", "Field", hasWord(has.Word))
		}
		switch field, value := term(x.Expr); {
		case value == "":
			return "", ""
		case field == "":
			return "", i18n.Text("Not: {{.Value}}", "Value", value)
		default:
			return field, i18n.Text("not {{.Value}}", "Value", value)
		}
	default:
		return "", raw(x)
	}
}

// raw returns the text of a condition that has no words of its own, "" if it asks only for
// words in any field.
func raw(x view.Expr) string {
	var any func(x view.Expr) bool
	any = func(x view.Expr) bool {
		switch x := x.(type) {
		case view.And:
			return slices.ContainsFunc(x, any)
		case view.Or:
			return any(view.And(x))
		case view.Not:
			return any(x.Expr)
		case view.Text:
			return x.In != view.Anywhere
		default:
			return true
		}
	}
	if !any(x) {
		return ""
	}
	return x.String()
}

// lately says that books were added less than an age ago, such as "30d". It returns "" if
// the text is not an age.
func lately(age string) string {
	if age == "" {
		return ""
	}
	unit := age[len(age)-1]
	n, err := strconv.Atoi(age[:len(age)-1])
	if err != nil {
		return ""
	}
	switch unit {
	case 'h':
		return i18n.Count(n, "Added in the last hour", "Added in the last {{.Count}} hours")
	case 'd':
		return i18n.Count(n, "Added in the last day", "Added in the last {{.Count}} days")
	case 'w':
		return i18n.Count(n, "Added in the last week", "Added in the last {{.Count}} weeks")
	case 'm':
		return i18n.Count(n, "Added in the last month", "Added in the last {{.Count}} months")
	case 'y':
		return i18n.Count(n, "Added in the last year", "Added in the last {{.Count}} years")
	default:
		return ""
	}
}

func amountTerm(x view.Amount) (field, value string) {
	if x.Of == view.Added && x.Operator == "<" {
		if text := lately(x.Low); text != "" {
			return "", text
		}
	}
	field = fieldWord(x.Of)
	switch {
	case x.Operator == "=":
		return field, x.Low
	case x.Operator != "..":
		return field, x.Operator + x.Low
	case x.Low == "":
		return field, "<=" + x.High
	case x.High == "":
		return field, ">=" + x.Low
	default:
		return field, x.Low + "–" + x.High
	}
}

// fieldWord returns the name of a field at the beginning of a sentence.
func fieldWord(f view.Field) string { return Capital(FieldName(f.String())) }

// hasWord returns what a book has, by the word after "has:".
func hasWord(word string) string {
	switch word {
	case view.Added.String():
		return i18n.Text("date added")
	case view.Played.String():
		return i18n.Text("date last played")
	case view.Started.String():
		return i18n.Text("date first played")
	case view.Finished.String():
		return i18n.Text("date finished")
	case view.Abandoned.String():
		return i18n.Text("date abandoned")
	}
	return FieldName(word)
}

// FieldName names a field within a sentence, by its word in queries. It returns other words
// as they are.
func FieldName(word string) string {
	for f := range book.Fields {
		if i := f.Info(); i.Word == word {
			return i18n.Text(i.One)
		}
	}
	switch word {
	case "bookmark":
		return i18n.Text("bookmark")
	case "bookmarks":
		return i18n.Text("bookmarks")
	case "path":
		return i18n.Text("path")
	case "format":
		return i18n.Text("format")
	case "codec":
		return i18n.Text("codec")
	case "length":
		return i18n.Text("length")
	case "bitrate":
		return i18n.Text("bit rate")
	case "size":
		return i18n.Text("size")
	case "added":
		return i18n.TextIn("a date", "added")
	case "played":
		return i18n.TextIn("a date", "last played")
	case "started":
		return i18n.TextIn("a date", "first played")
	case "finished":
		return i18n.TextIn("a date", "finished")
	case "abandoned":
		return i18n.TextIn("a date", "abandoned")
	case "listened":
		return i18n.TextIn("a date", "listened")
	case "is":
		return i18n.TextIn("in a search, before a state", "is")
	case "has":
		return i18n.TextIn("in a search, before a field", "has")
	case "no":
		return i18n.TextIn("in a search, before a field", "no")
	default:
		return word
	}
}
