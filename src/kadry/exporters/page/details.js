// What stands beside the drawing: the dossier of a person or body, or the sentences behind one tenure.
const EFFECTS = {
  supports: "says that it was held", starts: "says that it began", ends: "says that it ended",
  denies: "denied", plans: "planned", reports: "reported only",
};

function describeNode(place, page) {
  const node = graph.nodes[place];
  const others = node.names.filter((name) => name !== node.name);
  const said = graph.said.filter((one) => one.person === place || one.body === place);
  const hidden = neighbours(place).some((other) => !page.draws(other));
  return [
    make("h2", {}, named(place)),
    make("p", { class: "note" }, node.kind, node.country && ` · country ${node.country}`),
    others.length ? make("p", {}, "Also: ", ...separated(others.map((name) => russian(name)))) : null,
    node.later.length ? make("p", {}, "Followed by: ", ...separated(node.later.map((id) => nameButton(id, page)))) : null,
    ...node.identities.map((identity) => make("p", {}, "Elsewhere: ", address(identity))),
    hidden ? make("button", { type: "button", class: "act", click: () => page.surround(place) }, "Draw all around it") : null,
    make("h3", {}, node.kind === "person" ? "Posts" : "People"),
    postList(place, page),
    ...around(place, page),
    ...(said.length ? [make("h3", {}, "Said, but no post held"), make("ul", {}, ...said.map((one) => saidItem(one, place, page)))] : []),
  ];
}

function postList(place, page) {
  const edges = [...touching[place]].sort((a, b) => order(begins(graph.edges[a].bounds), begins(graph.edges[b].bounds)) || a - b);
  if (!edges.length) return make("p", { class: "note" }, "No document states one that is or was held.");
  return make("ul", {}, ...edges.map((edge) => make("li", {}, postButton(edge, place, page))));
}

function order(a, b) {
  return a < b ? -1 : Number(a > b);
}

function postButton(edge, place, page) {
  const tenure = graph.edges[edge];
  const other = tenure.person === place ? tenure.body : tenure.person;
  const now = standing(tenure, page.day());
  const kind = now === "open" || now === "known" ? "post" : "post past";
  const lines = [make("strong", {}, roleOf(tenure)), ", ", named(other), make("span", { class: "when" }, stands(tenure, page.day()))];
  return make("button", { type: "button", class: kind, click: () => page.choose({ edge }) }, ...lines);
}

function stands(tenure, day) {
  const on = graph.day ?? day;
  const now = standing(tenure, day);
  const words = { known: `held on ${on}`, possible: `possibly held on ${on}`, ended: "ended", open: null };
  const certainty = now === null ? `not held on ${on}` : words[now];
  return [tenure.acting ? "acting" : null, when(tenure.bounds), certainty].filter(Boolean).join(" · ");
}

function nameButton(place, page) {
  return make("button", { type: "button", class: "name", click: () => page.choose({ node: place }) }, named(place));
}

function saidItem(one, place, page) {
  const other = one.person === place ? one.body : one.person;
  return make("li", {}, make("strong", {}, `${EFFECTS[one.sentence.effect]}: `), roleOf(one), ", ", nameButton(other, page), quotation(one.sentence, EFFECTS));
}

function describeEdge(place, page) {
  const tenure = graph.edges[place];
  const variants = tenure.variants.filter((variant) => variant !== tenure.role);
  return [
    make("h2", {}, roleOf(tenure)),
    make("p", {}, nameButton(tenure.person, page), " — ", nameButton(tenure.body, page)),
    make("p", {}, stands(tenure, page.day())),
    variants.length ? make("p", {}, "Also written: ", ...separated(variants.map((variant) => russian(variant)))) : null,
    ...byDecisions(decided[place], page),
    make("p", { class: "note" }, weight(tenure)),
    make("h3", {}, "Sentences"),
    ...tenure.sentences.map((sentence) => quotation(sentence, EFFECTS)),
  ];
}

function weight(one) {
  return `${counted(one.sources, "independent source", "independent sources")} · confidence ${sure(one.confidence)}`;
}

function quotation(sentence, effects) {
  const source = graph.documents[sentence.document];
  const rules = sentence.rules.map(([rule, share]) => `${rule} (${sure(share)})`).join(", ");
  return make("blockquote", {},
    make("p", { class: "quote" }, russian(sentence.quote, source.language)),
    make("footer", {},
      make("span", {}, source.title ? russian(source.title, source.language) : "untitled", `, ${source.date || "no date"}`),
      source.copy ? " · a reprint" : null,
      source.address ? make("span", {}, " · ", source.link ? address(source.address) : russian(source.address)) : null,
      make("br"), `${effects[sentence.effect]} (${sentence.status}) · confidence ${sure(sentence.confidence)} · rules: `, russian(rules),
      make("br"), "claim ", make("code", {}, sentence.id), `, characters ${sentence.start}–${sentence.end} of document `, make("code", {}, source.id)));
}

function separated(items, by = "; ") {
  return items.flatMap((item, place) => (place ? [by, item] : [item]));
}
