package catalog

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"google.golang.org/protobuf/encoding/protowire"
)

// summed is set in each checksum, so that no checksum is 0: 0 marks a row
// written before there were checksums.
const summed = 1 << 32

// sumOf returns the checksum of a row's values: numbers, texts, blobs and
// NULLs. NULLs at the end do not count, so that a checksum stays valid when a column is
// added after those that it covers.
func sumOf(values ...any) int64 {
	for len(values) > 0 && values[len(values)-1] == nil {
		values = values[:len(values)-1]
	}
	var b []byte
	for _, v := range values {
		switch v := v.(type) {
		case nil:
			b = append(b, 0)
		case int64:
			b = binary.AppendVarint(append(b, 1), v)
		case string:
			b = protowire.AppendString(append(b, 2), v)
		case []byte:
			b = protowire.AppendBytes(append(b, 2), v)
		default:
			panic(fmt.Sprintf("a column of type %T", v))
		}
	}
	return int64(crc32.Checksum(b, castagnoli)) | summed
}

// withSum returns the values of a row followed by their checksum.
func withSum(values ...any) []any { return append(values, sumOf(values...)) }

// checkSum reports whether a row, whose last value is its checksum, is
// undamaged.
func checkSum(row []driver.Value) bool {
	last := len(row) - 1
	sum, is := row[last].(int64)
	if !is || sum == 0 {
		return is
	}
	values := make([]any, last)
	for i, v := range row[:last] {
		if _, odd := v.(float64); odd {
			return false
		}
		values[i] = v
	}
	return sumOf(values...) == sum
}

// addSums adds checksums to the rows that an earlier version wrote.
func (d *database) addSums() error {
	for _, t := range userTables {
		if t.sum == "" {
			continue
		}
		type row struct {
			id  any
			sum int64
		}
		var rows []row
		width := t.width - 1
		for v, err := range d.rawRows(context.Background(), "SELECT rowid, "+t.sum+" FROM "+t.name+" WHERE sum = 0", width+1) {
			if err != nil {
				return err
			}
			values := make([]any, width)
			for i := range values {
				values[i] = v[i+1]
			}
			rows = append(rows, row{v[0], sumOf(values...)})
		}
		for _, r := range rows {
			if err := d.exec("UPDATE "+t.name+" SET sum = ? WHERE rowid = ?", r.sum, r.id); err != nil {
				return err
			}
		}
	}
	return nil
}
