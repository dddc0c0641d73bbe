"""Several tagged PDF files as one for the printer, tags kept, with what is attached to each.

Each file's structure tree comes under one root, its keys moved behind those of the files before,
so that the whole is PDF/UA-1 as its parts are (ISO 14289-1, 7.1; ISO 32000-1, 14.7).
"""

import io
from collections.abc import Iterable

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf

#: The namespace of paged text (XMP Specification, part 2): how many pages there are.
_PAGED_TEXT = "http://ns.adobe.com/xap/1.0/t/pg/"


def merge_pdfs(files: Iterable[tuple[str, bytes]], title: str) -> bytes:
    """The files, each with the name of its bookmark, as one; equal files give equal bytes."""
    out = Pdf.new()
    kids, numbers, marks = Array(), Array(), []
    for name, content in files:
        with Pdf.open(io.BytesIO(content)) as source:
            marks.append((name, len(out.pages)))
            _take(out, source, kids, numbers)
            _take_attached(out, source, len(marks))
            if len(marks) == 1:
                _take_frame(out, source)
    _set_tree(out, kids, numbers)
    with out.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(name, page) for name, page in marks)
    with out.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata[f"{{{_PAGED_TEXT}}}NPages"] = str(len(out.pages))
    target = io.BytesIO()
    out.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _take(out: Pdf, source: Pdf, kids: Array, numbers: Array) -> None:
    """The pages, then their tree: its references to pages follow the copies."""
    moved = len(numbers) // 2
    start = len(out.pages)
    out.pages.extend(source.pages)
    tree = out.copy_foreign(source.make_indirect(source.Root.StructTreeRoot))
    for kid in tree.K:
        kids.append(kid)
    for key, value in _pairs(tree.ParentTree.Nums):
        numbers.append(moved + key)
        numbers.append(value)
    for page in list(out.pages)[start:]:
        _move(page.obj, Name.StructParents, moved)
        for annotation in page.obj.get(Name.Annots, Array()):
            _move(annotation, Name.StructParent, moved)


def _pairs(numbers: Object) -> Iterable[tuple[int, Object]]:
    """A number tree's pairs; Typst writes it flat, with keys from zero."""
    return ((int(numbers[at]), numbers[at + 1]) for at in range(0, len(numbers), 2))


def _move(entry: Object, key: Name, by: int) -> None:
    if key in entry:
        entry[key] = int(entry[key]) + by


def _take_attached(out: Pdf, source: Pdf, number: int) -> None:
    """What travels in a file travels in the whole, under its number; what the file says that it is
    about stands beside it."""
    about = str(source.docinfo.get("/Keywords", ""))
    for name, attached in source.attachments.items():
        file = attached.get_file()
        out.attachments[f"{number:03d}-{name}"] = AttachedFileSpec(
            out, file.read_bytes(), description=about, filename=f"{number:03d}-{name}",
            mime_type=file.mime_type, relationship=attached.relationship,
        )  # fmt: skip


_FRAME = (Name.Lang, Name.MarkInfo, Name.ViewerPreferences)


def _take_frame(out: Pdf, source: Pdf) -> None:
    """What the first file says of itself: language, marks, metadata, roles."""
    for key in _FRAME:
        if key in source.Root:
            out.Root[key] = out.copy_foreign(source.make_indirect(source.Root[key]))
    out.Root.Metadata = out.copy_foreign(source.Root.Metadata)
    roles = source.Root.StructTreeRoot.get(Name.RoleMap, Dictionary())
    out.Root.StructTreeRoot = out.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, RoleMap=out.copy_foreign(source.make_indirect(roles)))
    )


def _set_tree(out: Pdf, kids: Array, numbers: Array) -> None:
    tree = out.Root.StructTreeRoot
    tree.K = kids
    for kid in kids:
        kid.P = tree
    tree.ParentTree = out.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(numbers) // 2
