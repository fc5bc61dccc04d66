package catalog

import (
	"context"
	"errors"
	"os"

	"lectern/library/book"
	"lectern/library/message"
)

// pair is the catalogue and the user database. Catalog.use guards it.
type pair struct {
	site   *site
	report *report
	memory *memory

	files   *database // the catalogue, nil while it cannot be opened
	user    *database // the user database, nil while it cannot be opened
	rootIDs map[string]int64
	detail  []byte                   // a buffer that the writer reuses
	long    func(text []byte) string // see KeepLong

	userChanged  bool              // user changes were written since Open
	unidentified bool              // some rows may have no identity in the user database
	newUser      bool              // this session made the user database, and found no sign of an older one
	resaving     bool              // the databases were reopened, so the owner saves everything again
	filesChanged bool              // rows or notes of the catalogue were written since Open
	pictures     map[string][]byte // of a user database that was replaced, by their names, until the next one has them
	detached     bool              // the databases were closed because their files may have been replaced
}

// connect opens the databases that are not open, the user database first. It
// rebuilds a damaged one.
func (p *pair) connect(ctx context.Context) error {
	// Another disk may have been mounted where the catalogue was.
	if p.site.work == p.site.path && (p.user == nil || p.files == nil) {
		if err := p.site.refuse(ctx); err != nil {
			return err
		}
	}
	if p.user == nil {
		err := p.connectUser(ctx)
		if damaged(err) {
			err = p.recover(ctx, err)
		}
		if err != nil {
			return err
		}
	}
	if err := p.restorePictures(); err != nil {
		return err
	}
	if p.files == nil {
		err := p.connectCatalogue(ctx)
		if damaged(err) {
			err = p.rebuild(ctx, err)
		}
		if err != nil {
			return err
		}
	}
	if p.newUser {
		p.newUser = false
		if any, err := p.files.holds("file"); err == nil && any && !p.resaving {
			p.report.tell(nil, message.New("The file with your folders and edits is gone, and so is its backup. Your edits are lost with it; your files are listed as before."))
		}
	}
	if p.unidentified {
		return p.identify(ctx)
	}
	return nil
}

// prepare examines and opens a database. It creates a missing one, unless gone
// says that there was one before: then the error wraps errDamaged.
func (p *pair) prepare(ctx context.Context, at place, gone func() (bool, error)) (*database, error) {
	if err := at.finish(ctx); err != nil {
		return nil, err
	}
	nothing := examine(ctx, at.path, at.schema)
	if nothing != nil && !errors.Is(nothing, errEmpty) {
		return nil, nothing
	}
	if _, err := os.Lstat(at.path); errors.Is(err, os.ErrNotExist) {
		nothing = errGone
	}
	if nothing != nil {
		if gone, err := gone(); err != nil {
			return nil, err
		} else if gone {
			return nil, nothing
		}
		p.unidentified = true // SQLite removes a log that has no database
		p.newUser = p.newUser || at.schema.app == userApp
	}
	d, backup, err := open(ctx, at.path, at.schema)
	if err != nil {
		return nil, err
	}
	if backup != "" {
		if at.schema.app == userApp {
			if err := d.change(d.addSums); err != nil {
				d.close()
				return nil, err
			}
		}
		notice := message.New("The catalogue was brought up to date. A copy of the old one is {{.File}}.", "File", backup)
		if at.schema.app == userApp {
			notice = message.New("The file with your folders and edits was brought up to date. A copy of the old one is {{.File}}.", "File", backup)
		}
		p.report.tell(nil, notice)
	}
	return d, nil
}

// connectCatalogue opens the catalogue and reads its roots.
func (p *pair) connectCatalogue(ctx context.Context) error {
	d, err := p.prepare(ctx, p.site.catalogue(), func() (bool, error) { return p.user.holds("identity") })
	if err != nil {
		return err
	}
	if err := p.take(ctx, d); err != nil {
		d.close()
		return err
	}
	return nil
}

// take makes d the open catalogue.
func (p *pair) take(ctx context.Context, d *database) error {
	roots, err := d.rootPaths(ctx)
	if err != nil {
		return err
	}
	var last int64
	if err := d.conn.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM file").Scan(&last); err != nil {
		return asDamage(err)
	}
	p.files, p.rootIDs = d, map[string]int64{}
	for id, path := range roots {
		p.rootIDs[path] = id
	}
	p.memory.raise(book.ID(last))
	return nil
}

// connectUser opens the user database and reads its roots.
func (p *pair) connectUser(ctx context.Context) error {
	backup := backupOf(p.site.user().path)
	d, err := p.prepare(ctx, p.site.user(), func() (bool, error) {
		_, err := os.Lstat(backup)
		return err == nil, nil
	})
	if err != nil {
		return err
	}
	if err := p.useUser(ctx, d); err != nil {
		d.close()
		return err
	}
	return nil
}

// useUser makes d the open user database.
func (p *pair) useUser(ctx context.Context, d *database) error {
	roots, last, err := d.readUser(ctx)
	if err != nil {
		return err
	}
	p.user = d
	p.memory.raise(last)
	p.memory.found(roots)
	return nil
}

// readUser reads the roots of the user database and the highest ID ever given to a row.
func (d *database) readUser(ctx context.Context) (roots []Root, last book.ID, err error) {
	if roots, err = d.readRoots(ctx); err == nil {
		last, err = d.lastIdentity(ctx)
	}
	return roots, last, err
}

// disconnect closes the open databases.
func (p *pair) disconnect() error {
	var errs []error
	for _, d := range []*database{p.files, p.user} {
		if d != nil {
			errs = append(errs, d.close())
		}
	}
	p.files, p.user = nil, nil
	return errors.Join(errs...)
}

// withUser calls do, which uses the user database. If do finds damage, withUser recovers
// the database and calls do again.
func (p *pair) withUser(ctx context.Context, do func() error) error {
	err := do()
	if damaged(err) {
		if err = p.recover(ctx, err); err == nil {
			err = do()
		}
	}
	return err
}

// withFiles calls do, which uses the catalogue. If do finds damage, withFiles rebuilds
// the catalogue and calls do again.
func (p *pair) withFiles(ctx context.Context, do func() error) error {
	err := do()
	if damaged(err) {
		if err = p.rebuild(ctx, err); err == nil {
			err = do()
		}
	}
	return err
}
