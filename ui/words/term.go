package words

import (
	"lectern/library/book"
	"lectern/library/view"
)

// StateName names a state or a problem of books, by its word in queries.
func StateName(word string) string {
	switch word {
	case "faulty":
		return "Can’t be read"
	case "protected":
		return "Copy-protected (DRM)"
	case "estimated":
		return "Length estimated"
	case "changing":
		return "Still changing"
	case "held":
		return "Not found"
	case "hidden":
		return "Removed"
	case "regrouped":
		return "Changed by this version"
	case "problem":
		return "Any problem"
	}
	if lint := book.LintOf(word); lint != 0 {
		return Capital(lint.String())
	}
	return Capital(word)
}

// Term returns a term of a query in words. It returns "" if the term asks only for words in
// any field. The first of several values of a field names the field.
func Term(x view.Term) string {
	field, value := term(x.Expr)
	switch {
	case x.Further():
		return "or " + value
	case value == "" || field == "":
		return value
	default:
		return field + ": " + value
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
			return "", "Has " + hasWord(x.Word)
		}
		return "", StateName(x.Word)
	case view.Not:
		if has, ok := x.Expr.(view.Flag); ok && has.Of == view.Has {
			return "", "No " + hasWord(has.Word)
		}
		switch field, value := term(x.Expr); {
		case value == "":
			return "", ""
		case field == "":
			return "Not", value
		default:
			return field, "not " + value
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
			for _, y := range x {
				if any(y) {
					return true
				}
			}
			return false
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

// ages are the units of ages in queries.
var ages = map[byte]string{'h': "hour", 'd': "day", 'w': "week", 'm': "month", 'y': "year"}

func amountTerm(x view.Amount) (field, value string) {
	field = fieldWord(x.Of)
	switch {
	case x.Of == view.Added && x.Operator == "<" && x.Low != "" && ages[x.Low[len(x.Low)-1]] != "":
		n, unit := x.Low[:len(x.Low)-1], ages[x.Low[len(x.Low)-1]]
		if n == "1" {
			return "", "Added in the last " + unit
		}
		return "", "Added in the last " + n + " " + unit + "s"
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
func fieldWord(f view.Field) string {
	if f == view.BitRate {
		return "Bit rate"
	}
	return Capital(f.String())
}

// hasWord returns the name of a field by its word after "has:".
func hasWord(word string) string {
	for f := range book.Fields {
		if i := f.Info(); i.Word == word {
			return i.One
		}
	}
	if word == view.BitRate.String() {
		return "bit rate"
	}
	return word
}
