// The graph, and how its nodes, decisions and events are found: by the beginnings of the words of any of their names.
const graph = JSON.parse(document.getElementById("graph").textContent);
const touching = graph.nodes.map(() => []); // the places of each node's edges
graph.edges.forEach((edge, place) => [edge.person, edge.body].forEach((node) => touching[node].push(place)));

function fold(text) {
  const plain = text.normalize("NFC").toLowerCase().replace(/ё/g, "е");
  return plain.replace(/[«»„“”"'’]/g, "").replace(/[‐‑‒–—−]/g, "-").replace(/\s+/g, " ").trim();
}

const folded = graph.nodes.map((node) => wordsOf([node.name, ...node.names]));
const foldedThings = graph.things.map((one) => wordsOf([[one.type, one.number, one.title].filter(Boolean).join(" "), ...one.names]));

function wordsOf(names) {
  return [...new Set(names)].map((name) => fold(name).split(" "));
}

function find(query) {
  return found(query, folded).sort((a, b) => touching[b].length - touching[a].length || a - b);
}

// The places of the decisions and events, decisions first.
function findThings(query) {
  return found(query, foldedThings);
}

function found(query, among) {
  const wanted = fold(query).split(" ").map((word) => word.replace(/\.+$/, "")).filter(Boolean);
  if (!wanted.length) return [];
  const fits = (words) => wanted.every((want) => words.some((word) => word.startsWith(want)));
  return among.map((_, place) => place).filter((place) => among[place].some(fits));
}

function neighbours(place) {
  const others = touching[place].map((edge) => graph.edges[edge]).map((e) => (e.person === place ? e.body : e.person));
  return [...new Set(others)];
}

const SPREAD = 12; // of a node's neighbours, those that come into the drawing with it

// The order in which nodes come into the drawing: the one with most posts and its best connected neighbours, then the
// next; the other neighbours later, and last the bodies that no text names, since they tell a reader least.
function ranked() {
  const most = (a, b) => touching[b].length - touching[a].length || a - b;
  const places = graph.nodes.map((_, place) => place).filter((place) => touching[place].length);
  const isNamed = (place) => graph.nodes[place].name;
  const hubs = places.filter(isNamed).sort(most);
  const order = hubs.flatMap((hub) => [hub, ...neighbours(hub).filter(isNamed).sort(most).slice(0, SPREAD)]);
  return [...new Set([...order, ...places])];
}
