// What is around the posts: a body's place among bodies, its other relations, who came after whom, decisions and events.
const TOLD = { supports: "says so", plans: "planned", denies: "denied", reports: "reported only" };
const PART_OF = "part_of";
const DEEPEST = 12; // steps of the tree at once: browsers cannot lay out lists that lie in one another without end
const related = graph.nodes.map(() => []); // the places of each node's relations, and of the decisions and events that name it
const engaged = graph.nodes.map(() => []);
const changed = graph.nodes.map(() => []); // and of who came after whom there
const decided = graph.edges.map(() => []); // the places of the decisions by which each tenure begins or ends
graph.relations.forEach((one, place) => [one.body, one.other].forEach((node) => related[node].push(place)));
graph.things.forEach((one, place) => new Set(one.involved.map((part) => part.node)).forEach((node) => engaged[node]?.push(place)));
graph.things.forEach((one, place) => one.involved.flatMap((part) => part.tenures).forEach((edge) => decided[edge].push(place)));
graph.changes.forEach((one, place) => new Set([one.person, one.predecessor, one.body]).forEach((node) => changed[node]?.push(place)));

function around(place, page) {
  const rest = related[place].filter((one) => !inTree(graph.relations[one]));
  const things = (kind) => engaged[place].filter((one) => graph.things[one].kind === kind).sort(byDate(graph.things));
  return [
    ...titled("Belongs to", branch(place, 0, page, new Set([place]))),
    ...titled("Is made of", branch(place, 1, page, new Set([place]))),
    ...titled("Other relations", rest.map((one) => make("li", {}, relationButton(one, graph.relations[one].body === place ? 0 : 1, page)))),
    ...titled("Before and after", [...changed[place]].sort(byDate(graph.changes)).map((one) => make("li", {}, changeButton(one, place, page)))),
    ...titled("Decisions", things("decision").map((one) => make("li", {}, thingButton(one, place, page)))),
    ...titled("Events", things("event").map((one) => make("li", {}, thingButton(one, place, page)))),
  ];
}

function titled(title, items) {
  return items.length ? [make("h3", {}, title), make("ul", {}, ...items)] : [];
}

function inTree(relation) {
  return relation.relation === PART_OF && relation.standing === "asserted";
}

function byDate(records) {
  return (a, b) => order(records[a].date || "~", records[b].date || "~") || a - b;
}

// The bodies above one (side 0) or below it (side 1), each once, and what is above or below them.
function branch(place, side, page, seen, depth = 1) {
  return steps(place, side).map((at) => {
    const other = ends(graph.relations[at])[side];
    const known = seen.has(other);
    seen.add(other);
    const below = known ? [] : depth < DEEPEST ? branch(other, side, page, seen, depth + 1) : cut(other, side, page);
    return make("li", {}, relationButton(at, side, page), below.length ? make("ul", {}, ...below) : null);
  });
}

function steps(place, side) {
  return related[place].filter((at) => inTree(graph.relations[at]) && ends(graph.relations[at])[side] !== place);
}

function ends(relation) {
  return [relation.other, relation.body];
}

function cut(place, side, page) {
  return steps(place, side).length ? [make("li", {}, "More at: ", nameButton(place, page))] : [];
}

function relationButton(at, side, page) {
  const one = graph.relations[at];
  const words = make("span", { class: "when" }, ...separated(told(one), " · "));
  return choice(one, page, { relation: at }, make("strong", {}, graph.reads[one.relation][side]), " ", named(ends(one)[side]), words);
}

function thingButton(at, place, page) {
  const one = graph.things[at];
  const parts = one.involved.filter((part) => part.node === place).map((part) => part.how);
  const words = make("span", { class: "when" }, ...separated([parts.join(", "), ...told(one, "no date")], " · "));
  return choice(one, page, { thing: at }, make("strong", {}, russian(titleOf(one))), words);
}

function changeButton(at, place, page) {
  const one = graph.changes[at];
  const post = make("span", {}, roleOf(one), ...(one.body === null || one.body === place ? [] : [", ", named(one.body)]));
  const words = make("span", { class: "when" }, ...separated([post, ...told(one)], " · "));
  return choice(one, page, { change: at }, ...whatChanged(one, place), words);
}

// Who came after whom, or that the post is vacant, as it reads from one of them or from the body.
function whatChanged(one, place) {
  const strong = (words) => make("strong", {}, words);
  if (one.person === null) return [strong("vacant"), ...(one.predecessor === null || one.predecessor === place ? [] : [" after ", named(one.predecessor)])];
  if (one.person === place) return [strong("came after"), " ", named(one.predecessor)];
  if (one.predecessor === place) return [strong("was followed by"), " ", named(one.person)];
  return [named(one.person), " ", strong("came after"), " ", named(one.predecessor)];
}

function choice(one, page, what, ...children) {
  const kind = one.standing === "asserted" && !one.over ? "post" : "post past";
  return make("button", { type: "button", class: kind, click: () => page.choose(what) }, ...children);
}

// What is told of a relation, decision or event besides what it is.
function told(one, undated = null) {
  const standing = one.standing === "asserted" ? null : `${one.standing} only`;
  return [one.date || undated, one.place && russian(one.place), one.over ? "over" : null, one.decision && russian(one.decision), standing, onDay(one)].filter(Boolean);
}

// What lasts was held on the day of the graph; what came about may have done so after it.
function onDay(one) {
  if (one.lasts && one.held) return `${one.held === "known" ? "held" : "possibly held"} on ${graph.day}`;
  return one.held === "possible" ? `possibly after ${graph.day}` : null;
}

// A decision by type, number and title; an event by its title, with its type where that is not in it.
function titleOf(thing) {
  if (thing.kind === "decision") return [thing.type, thing.number && `№ ${thing.number}`, thing.title && `«${thing.title}»`].filter(Boolean).join(" ");
  const title = thing.title || thing.names[0] || "";
  return fold(title).includes(fold(thing.type)) ? title : `${thing.type} ${title}`;
}

function describeRelation(at, page) {
  const one = graph.relations[at];
  return [
    make("h2", {}, named(one.body), ` ${graph.reads[one.relation][0]} `, named(one.other)),
    make("p", {}, nameButton(one.body, page), " — ", nameButton(one.other, page)),
    make("p", {}, ...separated(told(one), " · ")),
    ...byDecisions(one.decided_by === null ? [] : [one.decided_by], page),
    ...founded(one),
  ];
}

// Where decisions are told that did what is looked at.
function byDecisions(places, page) {
  const buttons = places.map((thing) => make("button", { type: "button", class: "name", click: () => page.choose({ thing }) }, russian(titleOf(graph.things[thing]))));
  return buttons.length ? [make("p", {}, "By decision: ", ...separated(buttons))] : [];
}

function describeChange(at, page) {
  const one = graph.changes[at];
  const who = [one.person, one.predecessor, one.body].filter((node) => node !== null);
  return [
    make("h2", {}, roleOf(one), ": ", ...whatChanged(one)),
    make("p", {}, ...separated(who.map((node) => nameButton(node, page)))),
    make("p", {}, ...separated(told(one, "no date"), " · ")),
    ...founded(one),
  ];
}

function describeThing(at, page) {
  const one = graph.things[at];
  const others = one.names.filter((name) => name !== titleOf(one));
  const parts = one.involved.map((part) => make("li", {}, `${part.how}: `, part.node === null ? russian(part.name) : nameButton(part.node, page),
    ...part.tenures.map((edge) => postButton(edge, part.node, page))));
  return [
    make("h2", {}, russian(titleOf(one))),
    make("p", { class: "note" }, ...separated([one.kind, ...told(one, "no date")], " · ")),
    others.length ? make("p", {}, "Called: ", ...separated(others.map((name) => russian(name)))) : null,
    ...titled("Involved", parts),
    ...founded(one),
  ];
}

function founded(one) {
  return [
    make("p", { class: "note" }, weight(one)),
    make("h3", {}, "Sentences"),
    ...one.sentences.map((sentence) => quotation(sentence, TOLD)),
  ];
}
