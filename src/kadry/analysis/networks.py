"""Networks."""

from typing import Any

from kadry.graph import Body, Bounds, Graph, Person, Post, Tenure


def from_networkx(network: Any) -> Graph:
    """The graph that a GraphML export holds, read by ``networkx.read_graphml(path, force_multigraph=True)``.

    It comes without documents and statements: the quotes stay with the network's edges.
    """
    people, bodies = [], []
    for id, data in network.nodes(data=True):
        names, replaced, same_as = (_split(data.get(name)) for name in ("names", "replaced", "same_as"))
        if data["kind"] == "person":
            people.append(Person(id, data["label"], names, replaced, same_as))
        else:
            unnamed = data["unspecified"]
            name, country = "" if unnamed else data["label"], data.get("country")
            bodies.append(Body(id, name, names, country, unnamed, replaced, same_as, _split(data.get("followed_by"))))
    posts: dict[str, Post] = {}
    tenures = []
    for person, body, id, data in network.edges(keys=True, data=True):
        post = Post(data["post"], body, data.get("role"), _split(data.get("role_variants")))
        posts[post.id] = post
        bounds = Bounds(**{name: data.get(name) for name in Bounds.__struct_fields__})
        weight = data["source_count"], data["confidence"]
        claims = _split(data.get("claims"))
        tenures.append(Tenure(id, person, post.id, data["acting"], bounds, claims, *weight, over=data["over"]))
    return Graph((), sorted(people), sorted(bodies), sorted(posts.values()), sorted(tenures), ())


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(" | ")) if joined else ()
