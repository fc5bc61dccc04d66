# Writes a title and a picture into audio files, each time other ones.
import os
import sys

import mutagen
from mutagen import aiff, apev2, asf, dsdiff, dsf, flac, id3, mp4, trueaudio, wave

for path in sys.argv[1:]:
    picture = b"\xff\xd8\xff\xe0" + os.urandom(60000 + os.path.getsize(path) % 1000)
    title = "Retagged " + os.urandom(8).hex()
    f = None if path.endswith(".aac") else mutagen.File(path)
    if f is None:  # a format without tags of its own
        try:
            tags = id3.ID3(path)
        except id3.ID3NoHeaderError:
            tags = id3.ID3()
        tags.add(id3.TIT2(encoding=3, text=title))
        tags.add(id3.APIC(encoding=0, mime="image/jpeg", type=3, data=picture))
        tags.save(path)
        continue
    if f.tags is None:
        f.add_tags()
    if isinstance(f.tags, id3.ID3):
        f.tags.add(id3.TIT2(encoding=3, text=title))
        f.tags.add(id3.APIC(encoding=0, mime="image/jpeg", type=3, data=picture))
    elif isinstance(f, mp4.MP4):
        f.tags["\xa9nam"] = [title]
        f.tags["covr"] = [mp4.MP4Cover(picture, mp4.MP4Cover.FORMAT_JPEG)]
    elif isinstance(f, asf.ASF):
        f.tags["Title"] = [title]
        f.tags["Comment"] = [picture.hex()[:30000]]
    elif isinstance(f.tags, apev2.APEv2):
        f.tags["Title"] = title
        f.tags["Cover Art (Front)"] = apev2.APEValue(b"cover.jpg\0" + picture, apev2.BINARY)
    else:
        f.tags["TITLE"] = [title]
        f.tags["COMMENT"] = [picture.hex()]
    f.save()
