// The page: what is drawn, chosen and filtered, and the controls that change it.
const FIRST = 32; // boxes that the drawing begins with, and how many more each time
const MOST = 240;
const FOUND = 24;

function start() {
  const byId = (id) => document.getElementById(id);
  const order = ranked();
  let shown, chosen, scope;
  const page = { choose, surround, draws: (place) => scope.has(place), day: () => byId("day").value };
  const drawing = picture(choose);

  function begin() {
    shown = new Set(order.slice(0, order.length <= FIRST * 1.2 ? order.length : FIRST));
    chosen = {};
    byId("found").replaceChildren();
    draw();
    drawing.fit(false);
  }

  function draw() {
    const body = byId("body").value;
    scope = new Set(body === "" ? shown : [Number(body), ...neighbours(Number(body))].slice(0, MOST));
    const edges = graph.edges.map((_, place) => place).filter((place) => drawable(graph.edges[place]));
    drawing.draw([...scope], edges, (place) => touching[place].filter((edge) => !drawable(graph.edges[edge])).length);
    refresh();
  }

  function drawable(edge) {
    return scope.has(edge.person) && scope.has(edge.body);
  }

  function refresh() {
    const day = page.day();
    const styles = { open: "sure", known: "sure", ended: "other", possible: "other" };
    const edge = (place) => styles[standing(graph.edges[place], day)] || null;
    const alive = (place) => touching[place].some((one) => drawable(graph.edges[one]) && edge(one));
    const node = (place) => !day || place === chosen.node || alive(place);
    drawing.mark({ chosen, edge, node });
    tell([...scope].filter(node), day);
    byId("details").replaceChildren(...described().filter(Boolean));
  }

  function described() {
    if (chosen.edge !== undefined) return describeEdge(chosen.edge, page);
    if (chosen.node !== undefined) return describeNode(chosen.node, page);
    if (chosen.relation !== undefined) return describeRelation(chosen.relation, page);
    if (chosen.change !== undefined) return describeChange(chosen.change, page);
    if (chosen.thing !== undefined) return describeThing(chosen.thing, page);
    return [make("p", {}, "Choose a line to read the sentences that it rests on, or a box to see all that is known of a person or body. Search finds decisions and events, too.")];
  }

  function tell(nodes, day) {
    const on = graph.day ?? day;
    const people = nodes.filter((place) => graph.nodes[place].kind === "person").length;
    const all = graph.nodes.filter((one) => one.kind === "person").length;
    const rest = order.some((place) => !shown.has(place)) && byId("body").value === "";
    byId("shown").textContent = `Drawn: ${people} of ${counted(all, "person", "people")}, ${nodes.length - people} of ${counted(graph.nodes.length - all, "body", "bodies")}.`
      + (rest ? " Those with most posts come first." : "");
    byId("more").hidden = !rest || shown.size >= MOST;
    byId("sure").textContent = on ? `post held on ${on}` : "post, no end known";
    byId("other").textContent = on ? `post possibly held on ${on}` : "post that has ended";
  }

  function choose(what) {
    chosen = what;
    const ends = endsOf(what);
    if (ends.every((place) => scope.has(place))) refresh();
    else bring(ends);
    byId("details").scrollTop = 0;
  }

  // The boxes that what is chosen lies between, or is; a decision or event is none.
  function endsOf({ node, edge, relation, change }) {
    if (edge !== undefined) return [graph.edges[edge].person, graph.edges[edge].body];
    if (relation !== undefined) return [graph.relations[relation].body, graph.relations[relation].other];
    if (change !== undefined) return [graph.changes[change].person, graph.changes[change].predecessor, graph.changes[change].body].filter((one) => one !== null);
    return node === undefined ? [] : [node];
  }

  function surround(place) {
    bring([place, ...neighbours(place)]);
  }

  // Nodes come into the drawing; where it is full, those that came first and are not asked for leave it.
  function bring(places) {
    byId("body").value = "";
    const wanted = places.slice(0, MOST);
    const stay = [...shown].filter((place) => !wanted.includes(place));
    shown = new Set([...stay.slice(Math.max(0, stay.length + wanted.length - MOST)), ...wanted]);
    draw();
    drawing.centre(places[0]);
  }

  function search() {
    const query = byId("search").value;
    const hits = [...find(query).map(nodeFound), ...findThings(query).map(thingFound)];
    const buttons = hits.slice(0, FOUND).map(({ go, words }) => make("button", { type: "button", click: go }, ...words));
    const rest = hits.length > FOUND ? make("span", { class: "note" }, `and ${hits.length - FOUND} more: write more of the name`) : null;
    const none = query.trim() && !hits.length ? make("span", { class: "note" }, "Nothing has a name like that.") : null;
    byId("found").replaceChildren(...[...buttons, rest, none].filter(Boolean));
  }

  function nodeFound(place) {
    return { go: () => open(place), words: [named(place), ` (${graph.nodes[place].kind}, ${counted(touching[place].length, "post", "posts")})`] };
  }

  function thingFound(thing) {
    const one = graph.things[thing];
    return { go: () => { choose({ thing }); read(); }, words: [russian(titleOf(one)), ` (${one.kind}, ${one.date || "no date"})`] };
  }

  function open(place) {
    chosen = { node: place };
    if (!scope.has(place)) surround(place);
    else refresh();
    drawing.centre(place);
    read();
  }

  function read() {
    byId("details").focus({ preventScroll: true });
  }

  function fill() {
    const bodies = graph.nodes.map((node, place) => ({ node, place })).filter(({ node, place }) => node.kind === "body" && node.name && touching[place].length);
    bodies.sort((a, b) => a.node.name.localeCompare(b.node.name, "ru") || a.place - b.place);
    byId("body").append(...bodies.map(({ node, place }) => make("option", { value: place }, `${node.name} (${neighbours(place).length})`)));
    const scene = [[graph.relations.length, "relation of bodies", "relations of bodies"], [graph.changes.length, "succession", "successions"], ...["decision", "event"].map((kind) => [graph.things.filter((one) => one.kind === kind).length, kind, `${kind}s`])];
    const counts = [[graph.edges.length, "post held", "posts held"], ...scene.filter(([number]) => number)].map((one) => counted(...one));
    byId("about").textContent = `${counts.join(", ")} as ${counted(graph.documents.length, "document", "documents")} state them`
      + (graph.day ? `, on ${graph.day}` : "") + (graph.known ? `, as known at ${graph.known}` : "") + ".";
    byId("day").disabled = graph.day !== null;
  }

  byId("search").addEventListener("input", search);
  byId("day").addEventListener("input", refresh);
  byId("body").addEventListener("input", () => { chosen = byId("body").value === "" ? {} : { node: Number(byId("body").value) }; draw(); drawing.fit(false); });
  byId("controls").addEventListener("submit", (event) => { event.preventDefault(); byId("found").querySelector("button")?.click(); });
  byId("controls").addEventListener("reset", () => setTimeout(begin));
  byId("more").addEventListener("click", () => { shown = new Set([...shown, ...order.filter((place) => !shown.has(place)).slice(0, FIRST)]); draw(); drawing.fit(true); });
  byId("closer").addEventListener("click", () => drawing.closer(1.3));
  byId("farther").addEventListener("click", () => drawing.closer(1 / 1.3));
  byId("fit").addEventListener("click", () => drawing.fit(true));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { chosen = {}; refresh(); } });
  fill();
  begin();
}

start();
