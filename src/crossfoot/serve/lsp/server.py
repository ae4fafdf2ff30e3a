"""The protocol: what the editor tells and asks, and what it is answered.

A story is checked beside the conversation, one at a time; what was typed over meanwhile is not shown. Editors send the whole text with each
change: of a story that is a few kilobytes, and editors do not agree on which rare characters end a line.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from ... import __version__
from . import shown
from .proofs import Proof, proof_of


class Proofreader:
    """Keeps the last proof of every open story."""

    def __init__(self, editor: LanguageServer) -> None:
        self._editor = editor
        self._proofs: dict[str, Proof] = {}
        self._turn = asyncio.Lock()

    def proof(self, uri: str) -> Proof:
        """The proof of a story as it stands; an empty one while it is being checked."""
        proof = self._proofs.get(uri)
        return proof if proof and proof.version == self._version(uri) else Proof(None)

    def units(self, text: str) -> int:
        """How many characters a text has, as the two sides agreed to count."""
        return int(self._editor.workspace.position_codec.client_num_units(text))

    async def check(self, uri: str) -> None:
        """Checks a story and shows the outcome, unless it was changed meanwhile."""
        version = self._version(uri)
        async with self._turn:
            if version is None or self._version(uri) != version:
                return
            text = self._editor.workspace.get_text_document(uri).source
            proof = await asyncio.to_thread(proof_of, text, _path(uri), version)
        if self._version(uri) == version:
            self._proofs[uri] = proof
            self._show(uri, shown.diagnostics(proof, self.units), version)
            self._refresh()

    def forget(self, uri: str) -> None:
        """The story was closed."""
        self._proofs.pop(uri, None)
        self._show(uri, [], None)

    def _version(self, uri: str) -> int | None:
        copy = self._editor.workspace.text_documents.get(uri)
        return copy.version if copy else None

    def _show(self, uri: str, diagnostics: list[lsp.Diagnostic], version: int | None) -> None:
        self._editor.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, diagnostics, version))

    def _refresh(self) -> None:
        """Has the editor ask for the ticks again."""
        workspace = self._editor.client_capabilities.workspace
        if workspace and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
            self._editor.workspace_inlay_hint_refresh(None)


def _path(uri: str) -> Path:
    """The file of a story; of one that was never saved, a name in the folder of the project."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else Path.cwd() / "untitled.txt"


def server() -> LanguageServer:
    """The server with its answers."""
    editor = LanguageServer("crossfoot", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
    reader = Proofreader(editor)

    @editor.feature(lsp.INITIALIZE)
    def begin(params: lsp.InitializeParams) -> None:
        # In the folder of the project files are called what the command line calls them.
        root = to_fs_path(params.root_uri) if params.root_uri else None
        if root and Path(root).is_dir():
            os.chdir(root)

    @editor.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        await reader.check(params.text_document.uri)

    @editor.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        await reader.check(params.text_document.uri)

    @editor.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        # The settings or a source may have changed.
        await reader.check(params.text_document.uri)

    @editor.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        reader.forget(params.text_document.uri)

    @editor.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        story = reader.proof(params.text_document.uri).story
        return shown.hover(story, params.position, reader.units) if story else None

    @editor.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
    def fixes(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        story = reader.proof(params.text_document.uri).story
        return shown.quick_fixes(story, params.text_document.uri, params.range, reader.units) if story else []

    @editor.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    def ticks(params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        story = reader.proof(params.text_document.uri).story
        return shown.ticks(story, params.range, reader.units) if story else []

    return editor
