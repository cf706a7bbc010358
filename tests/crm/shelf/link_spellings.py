"""Generated links: a page, the many spellings of its link, and pages beside it that are others."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from hypothesis import strategies as st

_WORDS = st.sampled_from(
    [
        "pricing",
        "a",
        "Trial-Days",
        "2026",
        "über",
        "~ana",
        "b.html",
        "x y",
        "utm_source",
        "ref",
        "c%",
        "é&e",
        "1=1",
    ]
)
_HOSTS = (
    "example.com", "blog.example.co.uk", "medium.com", "youtube.com", "youtu.be", "amazon.de", "quora.com",
    "bücher.example", "github.com", "192.168.0.7", "shop.example",
)  # fmt: skip
_TRACKING = st.sampled_from(
    [
        "utm_source=a",
        "utm_medium=e%20mail",
        "UTM_term=",
        "fbclid=Iw0",
        "gclid=1",
        "msclkid=2",
        "mc_cid=3",
        "mc_eid=4",
        "igshid=5",
    ]
)
_TRACKING_ON = {
    "medium.com": "source", "youtube.com": "si", "youtu.be": "si", "amazon.de": "ref", "quora.com": "share",
}  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A page as the parts that tell it from others."""

    host: str
    port: int | None
    path: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    route: str


def pages() -> st.SearchStrategy[Link]:
    return st.builds(
        Link,
        host=st.sampled_from(_HOSTS),
        port=st.sampled_from([None, None, None, 8080, 8443]),
        path=st.lists(_WORDS, max_size=3).map(tuple),
        parameters=st.lists(
            st.tuples(st.sampled_from(["page", "q", "id", "v", "draft"]), _WORDS | st.just("")), max_size=3
        ).map(tuple),
        route=st.sampled_from(["", "", "", "/notes/4", "!notes", "/"]),
    )


@st.composite
def spellings(draw: st.DrawFn, page: Link) -> str:
    """One of the ways to write the link of that page."""
    host = draw(st.sampled_from([page.host, page.host.upper(), page.host.encode("idna").decode()]))
    www = "" if page.host[0].isdigit() else draw(st.sampled_from(["", "www.", "WWW."]))
    scheme, port = draw(
        st.sampled_from([("https://", ":443"), ("http://", ":80"), ("HTTPS://", ""), ("", "")])
    )
    written_port = f":{page.port}" if page.port else draw(st.sampled_from(["", port]))
    path = "".join(f"/{draw(_escaped(part))}" for part in page.path)
    slash = draw(st.sampled_from(["", "/"]))
    return f"{scheme}{www}{host}{written_port}{path}{slash}{draw(_queries(page))}{draw(_fragments(page))}"


@st.composite
def _queries(draw: st.DrawFn, page: Link) -> str:
    own = [f"{name}={draw(_escaped(value, blank='+'))}" for name, value in page.parameters]
    extra = draw(st.lists(_TRACKING, max_size=3))
    if page.host in _TRACKING_ON and draw(st.booleans()):
        extra.append(f"{_TRACKING_ON[page.host]}=xyz")
    whole = draw(st.permutations([*own, *extra]))
    return f"?{'&'.join(whole)}" if whole else draw(st.sampled_from(["", "?"]))


def _fragments(page: Link) -> st.SearchStrategy[str]:
    if page.route:
        return st.just(f"#{page.route}")
    return st.sampled_from(["", "#", "#part-2", "#:~:text=days", "#utm_source=x", "#a/b"])


def _escaped(part: str, blank: str = "%20") -> st.SearchStrategy[str]:
    """Percent-encoded as programs do it: whole, with letters of other alphabets left, or with small hex digits."""
    whole = quote(part, safe="")
    letters = "".join(one if one.isalnum() or one in "-._~" else quote(one, safe="") for one in part)
    small = "".join(
        one.lower() if at and whole[max(0, at - 2) : at].find("%") >= 0 else one
        for at, one in enumerate(whole)
    )
    return st.sampled_from([whole, letters, small, whole.replace("%20", blank), whole.replace("~", "%7E")])


@st.composite
def near_links(draw: st.DrawFn, page: Link) -> Link:
    """Another page whose link differs in one part."""
    changed = draw(
        st.sampled_from(
            ["host", "port", "path", "case", "value", "added", "blank", "host_meaning", "route", "twice"]
        )
    )
    path, parameters = page.path, page.parameters
    if changed == "host":
        return replace(page, host=f"m.{page.host}" if not page.host[0].isdigit() else "192.168.0.8")
    if changed == "port":
        return replace(page, port=9000)
    if changed == "case":
        return (
            replace(page, path=(*path, "Case"))
            if draw(st.booleans())
            else replace(page, path=(*path, "case"))
        )
    if changed == "value":
        return replace(page, parameters=(*((name, f"{value}2") for name, value in parameters), ("z", "1")))
    if changed == "added":
        return replace(page, parameters=(*parameters, ("p", "1")))
    if changed == "blank":
        return replace(page, parameters=(*parameters, ("print", "")))
    if changed == "host_meaning":
        names = [name for name in ("ref", "source", "si", "share") if name != _TRACKING_ON.get(page.host)]
        return replace(page, parameters=(*parameters, (draw(st.sampled_from(names)), "main")))
    if changed == "route":
        return replace(page, route="/notes/5" if draw(st.booleans()) else "!people")
    if changed == "twice" and parameters:
        return replace(page, parameters=(*parameters, parameters[0]))
    return replace(page, path=(*path, "part-2"))
