package library

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/message"
	"lectern/library/scan"
	"lectern/library/state"
)

// A cover that the user chooses is copied, because the original file may be deleted
// later.

// picturePatience is how long reading a chosen picture may take.
const picturePatience = 20 * time.Second

// pictures holds the chosen covers by name when there is no catalogue.
type pictures struct{ sync.Map }

// TakePicture copies the picture in a file and returns the name for the field "cover"
// of an Edit. It blocks on the disk. Reason has words for its errors, which say why the file
// cannot be a cover.
func (l *Library) TakePicture(path string) (name string, err error) {
	return l.takePicture(context.Background(), path)
}

func (v *services) takePicture(ctx context.Context, path string) (name string, err error) {
	ctx, cancel := context.WithTimeout(ctx, picturePatience)
	defer cancel()
	b, err := v.covers.Read(ctx, path)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "", scan.ErrSilent
	case err != nil:
		return "", err
	}
	name = catalog.PictureName(b)
	if v.catalog != nil {
		v.catalog.Save(catalog.KeepPicture(b))
	} else {
		v.chosen.Store(name, b)
	}
	return name, nil
}

// picture returns the copy of a chosen cover.
func (v *services) picture(name string) ([]byte, error) {
	if v.catalog != nil {
		return v.catalog.Picture(name)
	}
	if b, known := v.chosen.Load(name); known {
		return b.([]byte), nil
	}
	return nil, errors.New(message.Mark("the chosen picture is not there any more"))
}

// pathsOfPictures returns the covers of which earlier versions stored only the path.
func pathsOfPictures(s *state.State) map[string]bool {
	field := book.Picture.String()
	paths := map[string]bool{}
	for r := range s.Rows() {
		if text, typed := r.Edits[field]; typed && text != "" && !strings.HasPrefix(text, book.KeptPicture) {
			paths[text] = true
		}
	}
	return paths
}

// keepPictures copies covers, on its own goroutine. A cover that cannot be read remains a
// path until the next start.
func (d *disks) keepPictures(paths map[string]bool) {
	for path := range paths {
		if d.ctx.Err() != nil {
			return
		}
		name, err := d.takePicture(d.ctx, path)
		if err != nil {
			d.log.Warn("picture_not_kept", "path", path, "reason", err.Error())
			continue
		}
		d.in.tell(func(o *owner) { renamePicture(o.state, o.saver, path, name) })
	}
}

// renamePicture replaces a cover's path by the name of its copy in every edit.
func renamePicture(s *state.State, saver *saver, path, name string) {
	field := book.Picture.String()
	for r := range s.Rows() {
		if r.Edits[field] != path {
			continue
		}
		s.SetEdit(r, field, &name)
		saver.send(catalog.Edit(r.File.ID, field, name))
	}
}
