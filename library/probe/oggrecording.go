package probe

// oggTail is how much is hashed at the end of the sound of an Ogg file.
const oggTail = soundPart / 2

// ogg hashes the number of samples of the first stream, and the content of its first and
// last pages. Taggers renumber the pages and may divide them differently, so the
// headers of the pages do not count.
func (r *recorder) ogg() bool {
	l := findLink(r.source, 0)
	if l.codec == "" {
		return false
	}
	end := lastPage(r.source, &l, r.size)
	if end.foreign > 0 {
		end = lastPage(r.source, &l, l.nextLink(r.source, end.foreign))
	}
	r.number(end.granule)
	p := packetReader{s: r.source, page: l.first, segment: l.first.lacings, ended: true}
	if !l.passHeaders(&p) {
		return false
	}
	first, left := int64(-1), int64(soundPart)
	for left > 0 {
		packet := p.next()
		if packet == nil {
			break
		}
		if first < 0 {
			first = p.page.at
		}
		for left > 0 && packet.ready() {
			n := min(packet.left, left)
			r.add(packet.at, n)
			packet.pass(n, n)
			left -= n
		}
	}
	if first < 0 {
		return false
	}
	var page oggPage
	var last []piece
	long := int64(0)
	for more := r.sync(max(first, end.to-2*maxPage), end.to, &page); more; more = page.end < end.to && page.parse(page.end, r.spot(page.end, pageHeader+255)) {
		if n := page.end - page.body; page.serial == l.first.serial {
			last = append(last, piece{page.body, n})
			long += n
		}
	}
	for _, page := range last {
		skip := min(page.size, max(0, long-oggTail))
		r.add(page.at+skip, page.size-skip)
		long -= page.size
	}
	return true
}

// passHeaders passes the packets between the first packet and the audio.
func (o *oggStream) passHeaders(r *packetReader) bool {
	for i := 1; i < o.headers || o.headers == 1 && i < maxBlocks; i++ { // 1: the number is unknown
		p := r.next()
		if p == nil {
			return false
		}
		if b := p.take(1); o.codec == "FLAC" && len(b) == 1 && b[0]&0x80 != 0 {
			break // the last metadata block
		}
	}
	return true
}
