"""Reads what mutagen knows of every file named in a list, a path to a line,
in as many processes as asked for.

    tags.py LIST PROCESSES
"""
import multiprocessing
import sys

import mutagen


def read(path):
    try:
        f = mutagen.File(path)
    except mutagen.MutagenError:
        return 0
    if f is None:
        return 0
    names = sum(1 for _ in (f.tags or {}))
    return 1 if f.info.length >= 0 and names >= 0 else 0


def main():
    with open(sys.argv[1], encoding="utf-8", errors="surrogateescape") as file:
        paths = file.read().splitlines()
    with multiprocessing.Pool(int(sys.argv[2])) as pool:
        good = sum(pool.imap_unordered(read, paths, chunksize=64))
    print(f"{good} of {len(paths)} files")


if __name__ == "__main__":
    main()
