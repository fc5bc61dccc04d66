package words

import "strconv"

// The first and the last year that a date can have. Programs write year 1, 101 or 9999 if
// they do not know the date.
const firstYear, lastYear = 1000, 2199

// Year returns the year of a date in any common notation, or 0. In a run of digits, it
// takes the first four if the run is as long as a year, possibly with month, day and
// time of day (2009, 200903, 20090301, …), or the last four of eight (01032009).
func Year(date string) int {
	date = Digits(date)
	for i := 0; i < len(date); {
		run := 0
		for i+run < len(date) && '0' <= date[i+run] && date[i+run] <= '9' {
			run++
		}
		switch run {
		case 4, 6, 8, 12, 14:
			y, last := atoi(date[i:i+4]), 0
			if run == 8 {
				last = atoi(date[i+4 : i+8])
			}
			switch isYear := func(y int) bool { return firstYear <= y && y <= lastYear }; {
			case isYear(last) && (!isYear(y) || last/100 > 12 || last%100 > 31): // the first digits are not a month and a day
				return last
			case isYear(y):
				return y
			}
		}
		i += run + 1
	}
	return 0
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
