"""Make archives, harmless ones and others."""

import io
import stat
import tarfile
import zipfile


def zipped(entries, compression=zipfile.ZIP_DEFLATED):
    """Return a ZIP with these entries; a name may be a ZipInfo."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, each in entries:
            archive.writestr(name, each)
    return content.getvalue()


def tarred(entries):
    """Return a TAR with these entries; a name may be a TarInfo."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, each in entries:
            entry = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            entry.size = len(each)
            archive.addfile(entry, io.BytesIO(each))
    return content.getvalue()


def tar_entry(name, kind, target=""):
    entry = tarfile.TarInfo(name)
    entry.type = kind
    entry.linkname = target
    return entry


def zip_link(name):
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry
