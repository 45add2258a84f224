"""schema.org items of a page, from JSON-LD and microdata, as the page gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from onrecord.model import Agent, LinkedItem, LinkedUpdate
from onrecord.page.loose_json import Json, read_json

_MAX_SCRIPT_CHARS = 2 << 20  # of one script
_MAX_PAGE_CHARS = 4 << 20  # of all of them
_MAX_NODES = 2000  # objects of a page that are looked at
_MAX_DEPTH = 64
_MAX_ITEMS = 100
_MAX_AGENTS = 50  # of one item
_MAX_UPDATES = 1000  # of one live blog

# Only what hangs on these is of the page itself. Articles under itemListElement, hasPart, review, comment or
# liveBlogUpdate are other pages' or parts of this one.
_DOORS = ("@graph", "mainentity", "mainentityofpage")
# Parts that a page describes for search engines, and that no field of an article is taken from.
_PARTS = frozenset(
    {
        "ImageObject",
        "PostalAddress",
        "ListItem",
        "SearchAction",
        "ReadAction",
        "EntryPoint",
        "Offer",
        "AggregateRating",
        "Rating",
        "ContactPoint",
        "SiteNavigationElement",
        "WPHeader",
        "WPFooter",
        "WPSideBar",
        "SpeakableSpecification",
        "Comment",
        "UserComments",
        "Answer",
    }
)

Node = dict[str, Json]


def read_json_ld(texts: Iterable[str]) -> tuple[LinkedItem, ...]:
    """Return the items of a page's JSON-LD scripts in document order; faulty JSON gives what can be read of it.

    References ({"@id": …}) to authors and publishers are resolved within the page. At most 100 items.
    """
    room = _MAX_PAGE_CHARS
    roots: list[Json] = []
    for text in texts:
        if room <= 0:
            break
        cut = text[: min(room, _MAX_SCRIPT_CHARS)]
        room -= len(cut)
        roots += read_json(cut)
    nodes = list(islice(_walk(roots), _MAX_NODES))
    named = _by_id(nodes)
    found = (_item(node, named) for node, own in nodes if own and _types(node) and not _PARTS.issuperset(_types(node)))
    return tuple(islice(found, _MAX_ITEMS))


def _walk(roots: Sequence[Json]) -> Iterator[tuple[Node, bool]]:
    """Yield every object with its keys normalised, and whether it stands for the page itself."""
    waiting: list[tuple[Json, bool, int]] = [(root, True, 0) for root in reversed(roots)]
    while waiting:
        value, own, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            continue
        if isinstance(value, list):
            waiting += [(entry, own, depth + 1) for entry in reversed(value[:_MAX_NODES])]
        elif isinstance(value, dict):
            node = {_key(key): entry for key, entry in value.items()}
            yield node, own
            inner = [(entry, own and key in _DOORS, depth + 1) for key, entry in node.items() if _holds_more(entry)]
            waiting += reversed(inner)


def _holds_more(value: Json) -> bool:
    return isinstance(value, (dict, list))


def _key(key: str) -> str:
    """Return "headline" for "headline", "schema:headline" and "https://schema.org/Headline"."""
    return key.rpartition("/")[2].rpartition(":")[2].strip().lower()


def _by_id(nodes: Sequence[tuple[Node, bool]]) -> dict[str, Node]:
    named: dict[str, Node] = {}
    for node, _ in nodes:
        id_ = node.get("@id")
        if isinstance(id_, str) and (id_ not in named or len(node) > len(named[id_])):
            named[id_] = node
    return named


def _types(node: Node) -> tuple[str, ...]:
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return tuple(_type(entry) for entry in values if isinstance(entry, str) and entry)


def _type(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2].rpartition("#")[2].rpartition(":")[2].strip()


def _item(node: Node, named: dict[str, Node]) -> LinkedItem:
    return LinkedItem(
        syntax="json-ld",
        types=_types(node),
        id=_text(node.get("@id")),
        url=_url(node.get("url")) or _url(node.get("mainentityofpage")),
        headline=_text(node.get("headline")),
        name=_text(node.get("name")),
        description=_text(node.get("description")),
        body=_text(node.get("articlebody")) or _text(node.get("text")),
        authors=_agents(node.get("author") or node.get("creator"), named),
        publisher=_publisher(node, named),
        published=_text(node.get("datepublished")),
        modified=_text(node.get("datemodified")),
        section=_texts(node.get("articlesection")),
        keywords=_texts(node.get("keywords")),
        language=_text(node.get("inlanguage")),
        free=_truth(node.get("isaccessibleforfree")),
        comments=_count(node.get("commentcount")),
        words=_count(node.get("wordcount")),
        updates=_updates(node.get("liveblogupdate")),
    )


def _updates(value: Json) -> tuple[LinkedUpdate, ...]:
    entries = value if isinstance(value, list) else [value]
    nodes = [{_key(k): v for k, v in entry.items()} for entry in entries[:_MAX_UPDATES] if isinstance(entry, dict)]
    return tuple(
        LinkedUpdate(
            _text(node.get("headline")) or _text(node.get("name")),
            _text(node.get("datepublished")) or _text(node.get("datecreated")),
            _text(node.get("articlebody")) or _text(node.get("text")),
        )
        for node in nodes
    )


def _text(value: Json) -> str | None:
    return next(iter(_texts(value)), None)


def _texts(value: Json, depth: int = 0) -> tuple[str, ...]:
    """Return the texts in a value: itself, its entries', its @value or name."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, bool) or value is None or depth > 4:
        return ()
    if isinstance(value, (int, float)):
        return (str(value),)
    if isinstance(value, dict):
        inner = next((value[key] for key in ("@value", "name", "headline", "text", "@list") if key in value), None)
        return _texts(inner, depth + 1)
    return tuple(text for entry in value[:200] for text in _texts(entry, depth + 1))


def _url(value: Json) -> str | None:
    if isinstance(value, dict):
        return _url(value.get("@id")) or _url(value.get("url"))
    if isinstance(value, list):
        return _url(value[0]) if value else None
    return value if isinstance(value, str) and value.strip() else None


def _agents(value: Json, named: dict[str, Node]) -> tuple[Agent, ...]:
    return tuple(dict.fromkeys(islice(_each_agent(value, named, 0), _MAX_AGENTS)))


def _each_agent(value: Json, named: dict[str, Node], depth: int) -> Iterator[Agent]:
    if depth > 6:
        return
    if isinstance(value, str):
        if value in named:
            yield from _each_agent(named[value], {}, depth + 1)
        elif value.strip():
            yield Agent(value)
    elif isinstance(value, list):
        for entry in value[:200]:
            yield from _each_agent(entry, named, depth + 1)
    elif isinstance(value, dict):
        yield from _agent_of(value, named, depth)


def _agent_of(value: Node, named: dict[str, Node], depth: int) -> Iterator[Agent]:
    node = {_key(key): entry for key, entry in value.items()}
    names = _texts(node.get("name")) or _names_in_parts(node)
    if names:
        kind = next(iter(_types(node)), "")
        for name in names:
            yield Agent(name, kind, _url(node.get("url")))
    elif isinstance(node.get("@id"), str) and node["@id"] in named and named[str(node["@id"])] is not value:
        yield from _each_agent(named[str(node["@id"])], {}, depth + 1)
    else:
        yield from _each_agent(node.get("author") or node.get("@list") or node.get("@value"), named, depth + 1)


def _names_in_parts(node: Node) -> tuple[str, ...]:
    parts = [part for key in ("givenname", "familyname") if (part := _text(node.get(key)))]
    return (" ".join(parts),) if len(parts) == 2 else ()


def _publisher(node: Node, named: dict[str, Node]) -> str | None:
    agents = _agents(node.get("publisher"), named) or _agents(node.get("sourceorganization"), named)
    return agents[0].name if agents else None


def _truth(value: Json) -> bool | None:
    if isinstance(value, bool):
        return value
    word = (_text(value) or "").strip().lower().rpartition("/")[2]
    return {"true": True, "false": False}.get(word)


def _count(value: Json) -> int | None:
    text = (_text(value) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


# ── microdata ────────────────────────────────────────────────────────────────────────────────────────────

_AGENT_TYPES = frozenset({"Person", "Organization", "NewsMediaOrganization"})
_AGENT_ROLES = frozenset({"author", "creator", "publisher"})
_SINGLE = {
    "headline": "headline",
    "name": "name",
    "description": "description",
    "articlebody": "body",
    "text": "body",
    "datepublished": "published",
    "datecreated": "created",
    "datemodified": "modified",
    "inlanguage": "language",
    "url": "url",
    "mainentityofpage": "url",
    "isaccessibleforfree": "free",
    "commentcount": "comments",
}


@dataclass(slots=True)
class _Scope:
    """One item while its properties come in."""

    type: str
    fields: dict[str, str] = field(default_factory=dict)
    section: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    authors: list[Agent] = field(default_factory=list)
    publisher: str | None = None
    last: str = ""  # the property that came last

    def item(self) -> LinkedItem:
        fields = self.fields
        return LinkedItem(
            syntax="microdata",
            types=(self.type,) if self.type else (),
            url=fields.get("url"),
            headline=fields.get("headline"),
            name=fields.get("name"),
            description=fields.get("description"),
            body=fields.get("body"),
            authors=tuple(dict.fromkeys(self.authors[:_MAX_AGENTS])),
            publisher=self.publisher,
            published=fields.get("published"),
            modified=fields.get("modified"),
            section=tuple(self.section),
            keywords=tuple(self.keywords),
            language=fields.get("language"),
            free=_truth(fields.get("free")),
            comments=_count(fields.get("comments")),
        )


def read_microdata(itemprops: Iterable[tuple[str, str, str]]) -> tuple[LinkedItem, ...]:
    """Return the items behind (itemprop, itemtype of the nearest itemscope, value), given in document order.

    Scopes are told apart by type: a second headline of the same type starts a new item. The name of a person or
    organisation stands for the text of the author or publisher property that holds it, whichever of the two is
    given first.
    """
    scopes: dict[str, list[_Scope]] = {}
    agents: list[Agent] = []  # named, and waiting for the property that holds them
    owner: _Scope | None = None
    for prop, raw_type, value in islice(itemprops, _MAX_NODES):
        kind, value = _type(raw_type.split()[0]) if raw_type.strip() else "", value.strip()
        for name in prop.lower().split():
            if kind in _AGENT_TYPES:
                if name == "name" and value and not (owner and _replaces(owner, value, kind)):
                    agents = [*agents[-9:], Agent(value, kind)]
            elif kind not in _PARTS and value:
                owner = _scope_for(scopes, kind, name)
                inner = tuple(agent for agent in agents if agent.name in value)
                if name in _AGENT_ROLES:
                    agents = [agent for agent in agents if agent not in inner]
                _add(owner, name, value, inner)
    return tuple(islice((scope.item() for group in scopes.values() for scope in group), _MAX_ITEMS))


def _scope_for(scopes: dict[str, list[_Scope]], kind: str, name: str) -> _Scope:
    group = scopes.setdefault(kind, [])
    if not group or (name == "headline" and "headline" in group[-1].fields):
        group.append(_Scope(kind))
    return group[-1]


def _add(scope: _Scope, name: str, value: str, inner: tuple[Agent, ...]) -> None:
    scope.last = name
    if name in ("author", "creator"):
        scope.authors += inner or (Agent(value),)
    elif name == "publisher":
        scope.publisher = scope.publisher or (inner[0].name if inner else value)
    elif name == "articlesection":
        scope.section.append(value)
    elif name == "keywords":
        scope.keywords.append(value)
    elif name in _SINGLE:
        scope.fields.setdefault(_SINGLE[name], value)


def _replaces(scope: _Scope, value: str, kind: str) -> bool:
    """Put an agent's name in the place of the text of the property before it, if that text holds the name."""
    if scope.last == "publisher" and scope.publisher and value in scope.publisher:
        scope.publisher = value
        return True
    if scope.last in ("author", "creator") and scope.authors and value in scope.authors[-1].name:
        scope.authors[-1] = replace(scope.authors[-1], name=value, type=kind)
        return True
    return False
