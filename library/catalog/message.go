package catalog

import (
	"encoding/binary"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"

	"lectern/library/book"
)

// field is a field of a message, as in protocol buffers, that stores a value of a T. A
// reader skips fields that it does not know. docs/CATALOGUE.md has the messages.
type field[T any] struct {
	number protowire.Number
	put    func(b []byte, v *T) []byte                       // appends the field, or nothing if the value is empty
	varint func(v *T, n uint64)                              // takes a value of the type varint
	bytes  func(v *T, b []byte, shared *sharer) (valid bool) // takes a value of the type bytes
}

// fields is a message: a table of its fields by their numbers. Numbers without a field have
// an empty one.
type fields[T any] []field[T]

func newMessage[T any](all ...field[T]) fields[T] {
	var m fields[T]
	for _, f := range all {
		for len(m) <= int(f.number) {
			m = append(m, field[T]{})
		}
		if m[f.number].put != nil {
			panic("two fields have one number")
		}
		m[f.number] = f
	}
	return m
}

// append appends v, in order of numbers.
func (m fields[T]) append(b []byte, v *T) []byte {
	for i := range m {
		if put := m[i].put; put != nil {
			b = put(b, v)
		}
	}
	return b
}

// read takes the values in b. It returns false if b is not a message. It never
// allocates more than a small multiple of the length of b.
func (m fields[T]) read(b []byte, v *T, shared *sharer) bool {
	for len(b) > 0 {
		number, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return false
		}
		b = b[n:]
		f := &m[0] // which is empty, as no field has the number 0
		if int(number) < len(m) {
			f = &m[number]
		}
		switch {
		case kind == protowire.VarintType && f.varint != nil:
			value, n := protowire.ConsumeVarint(b)
			if n < 0 {
				return false
			}
			f.varint(v, value)
			b = b[n:]
		case kind == protowire.BytesType && f.bytes != nil:
			value, n := protowire.ConsumeBytes(b)
			if n < 0 || !f.bytes(v, value, shared) {
				return false
			}
			b = b[n:]
		default:
			n := protowire.ConsumeFieldValue(number, kind, b)
			if n < 0 {
				return false
			}
			b = b[n:]
		}
	}
	return true
}

func appendNumber(b []byte, number protowire.Number, value int64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(b, number, protowire.VarintType), uint64(value))
}

func appendBytes[S string | []byte](b []byte, number protowire.Number, value S) []byte {
	b = protowire.AppendTag(b, number, protowire.BytesType)
	return append(protowire.AppendVarint(b, uint64(len(value))), value...)
}

// appendMessage appends v as a message within a message.
func appendMessage[T any](b []byte, number protowire.Number, m fields[T], v *T) []byte {
	return appendCounted(b, number, func(b []byte) []byte { return m.append(b, v) })
}

// appendCounted appends what put appends, as a value of the type bytes: it moves up by the
// length before it, which needs no other memory.
func appendCounted(b []byte, number protowire.Number, put func(b []byte) []byte) []byte {
	b = protowire.AppendTag(b, number, protowire.BytesType)
	start := len(b)
	b = put(b)
	var room [binary.MaxVarintLen64]byte
	count := protowire.AppendVarint(room[:0], uint64(len(b)-start))
	return slices.Insert(b, start, count...)
}

func number[T any, N ~int | ~int64 | ~uint8](number protowire.Number, at func(*T) *N) field[T] {
	return field[T]{
		number: number,
		put: func(b []byte, v *T) []byte {
			if *at(v) == 0 {
				return b
			}
			return appendNumber(b, number, int64(*at(v)))
		},
		varint: func(v *T, n uint64) { *at(v) = N(n) },
	}
}

func flag[T any](number protowire.Number, at func(*T) *bool) field[T] {
	return field[T]{
		number: number,
		put: func(b []byte, v *T) []byte {
			if !*at(v) {
				return b
			}
			return appendNumber(b, number, 1)
		},
		varint: func(v *T, n uint64) { *at(v) = n != 0 },
	}
}

func text[T any](number protowire.Number, at func(*T) *string) field[T] {
	return field[T]{
		number: number,
		put: func(b []byte, v *T) []byte {
			if *at(v) == "" {
				return b
			}
			return appendBytes(b, number, *at(v))
		},
		bytes: func(v *T, b []byte, shared *sharer) bool {
			*at(v) = shared.text(b)
			return true
		},
	}
}

// blob is a value of any bytes, nil if it is absent.
func blob[T any](number protowire.Number, at func(*T) *[]byte) field[T] {
	return field[T]{
		number: number,
		put: func(b []byte, v *T) []byte {
			if len(*at(v)) == 0 {
				return b
			}
			return appendBytes(b, number, *at(v))
		},
		bytes: func(v *T, b []byte, _ *sharer) bool {
			*at(v) = append([]byte(nil), b...)
			return true
		},
	}
}

func texts[T any](number protowire.Number, at func(*T) *[]string) field[T] {
	return field[T]{
		number: number,
		put: func(b []byte, v *T) []byte {
			for _, text := range *at(v) {
				b = appendBytes(b, number, text)
			}
			return b
		},
		bytes: func(v *T, b []byte, shared *sharer) bool {
			*at(v) = append(*at(v), shared.text(b))
			return true
		},
	}
}

// part is a message within a message, nil if it is absent.
func part[T, P any](number protowire.Number, m fields[P], at func(*T) **P) field[T] {
	return field[T]{
		number: number,
		put: func(b []byte, v *T) []byte {
			if *at(v) == nil {
				return b
			}
			return appendMessage(b, number, m, *at(v))
		},
		bytes: func(v *T, b []byte, shared *sharer) bool {
			*at(v) = new(P)
			return m.read(b, *at(v), shared)
		},
	}
}

// parts is a list of messages within a message.
func parts[T, P any](number protowire.Number, m fields[P], at func(*T) *[]P) field[T] {
	return field[T]{
		number: number,
		put: func(b []byte, v *T) []byte {
			for i := range *at(v) {
				b = appendMessage(b, number, m, &(*at(v))[i])
			}
			return b
		},
		bytes: func(v *T, b []byte, shared *sharer) bool {
			var p P
			valid := m.read(b, &p, shared)
			*at(v) = append(*at(v), p)
			return valid
		},
	}
}

var seriesMessage = newMessage(
	text(1, func(s *book.Series) *string { return &s.Name }),
	text(2, func(s *book.Series) *string { return &s.Part }),
)
