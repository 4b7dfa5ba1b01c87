// Where boxes stand: people, bodies and, while they are few, the words on the lines between them. No box covers another,
// and the same boxes always stand in the same places: the forces start from fixed places and nothing is drawn by chance.
const LABELLED = 120; // lines that still get words
const TICKS = 300;
const GAP = 9;

function wrapped(text, wide, most) {
  const lines = [""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines[lines.length - 1];
    if (!last || last.length + word.length < wide) lines[lines.length - 1] = last ? `${last} ${word}` : word;
    else lines.push(word);
  }
  const cut = lines.slice(0, most).map((line) => (line.length > wide + 8 ? `${line.slice(0, wide + 7)}…` : line));
  if (lines.length > most) cut[most - 1] = `${cut[most - 1].replace(/…$/, "")} …`;
  return cut;
}

function box(text, wide, most, letter, line) {
  const lines = wrapped(text, wide, most);
  const longest = Math.max(...lines.map((one) => one.length));
  return { lines, width: longest * letter + 16, height: lines.length * line + 8, line };
}

function boxes(nodes, edges) {
  const drawn = new Map(nodes.map((place) => [place, { node: place, ...box(called(place), 19, 4, graph.nodes[place].kind === "person" ? 8.4 : 7.6, 15) }]));
  const labelled = edges.length <= LABELLED;
  const lines = edges.map((place) => {
    const edge = graph.edges[place];
    const words = labelled ? box(edge.role || "", 20, 3, 5.9, 12.5) : { lines: [], width: 1, height: 1, line: 0 };
    return { edge: place, from: drawn.get(edge.person), to: drawn.get(edge.body), ...words };
  });
  settle([...drawn.values()], lines);
  return { nodes: [...drawn.values()], lines };
}

function settle(nodes, lines) {
  const all = [...nodes, ...lines];
  const links = lines.flatMap((line) => [{ source: line.from, target: line }, { source: line, target: line.to }]);
  const reach = (link) => 14 + (link.source.height + link.target.height + (link.source.width + link.target.width) * 0.5) / 2.4;
  const spans = lines.map((line) => ({ source: line.from, target: line.to }));
  const simulation = d3.forceSimulation(all).stop()
    .force("links", d3.forceLink(links).distance(reach).strength(0.9))
    .force("spans", d3.forceLink(spans).distance((span) => 2.1 * reach(span)).strength(0.15))
    .force("apart", d3.forceManyBody().strength((one) => (one.node === undefined ? -40 : -260)).distanceMax(420))
    .force("x", d3.forceX().strength(0.02))
    .force("y", d3.forceY().strength(0.07));
  const solid = all.filter((one) => one.lines.length);
  for (let tick = 0; tick < TICKS; tick += 1) {
    simulation.tick();
    if (tick <= TICKS / 3) continue;
    if (lines.length <= LABELLED) lines.forEach((line) => [line.from, line.to].forEach((end) => clear(line, end, nodes)));
    part(solid);
  }
  for (let round = 1; part(solid); round += 1) {
    if (round % 10 === 0) all.forEach((one) => Object.assign(one, { x: one.x * 1.05, y: one.y * 1.05 })); // so that it ends
  }
}

// Push apart the boxes that overlap, each half the way and the shorter way; whether there were any.
function part(all) {
  let any = false;
  for (let i = 0; i < all.length; i += 1) {
    for (let j = i + 1; j < all.length; j += 1) {
      const a = all[i], b = all[j];
      const x = (a.width + b.width) / 2 + GAP - Math.abs(a.x - b.x);
      const y = (a.height + b.height) / 2 + GAP - Math.abs(a.y - b.y);
      if (x > 0.5 && y > 0.5) {
        any = true;
        if (x < y) shift(a, b, "x", x);
        else shift(a, b, "y", y);
      }
    }
  }
  return any;
}

function shift(a, b, axis, overlap) {
  const way = a[axis] < b[axis] ? -overlap / 2 : overlap / 2;
  a[axis] += way;
  b[axis] -= way;
}

// Move boxes off the way of a line that ends elsewhere, a part of the distance at a time.
function clear(line, end, nodes) {
  const x = end.x - line.x, y = end.y - line.y, length = Math.hypot(x, y) || 1;
  const across = { x: -y / length, y: x / length };
  for (const one of nodes) {
    const along = ((one.x - line.x) * x + (one.y - line.y) * y) / length;
    if (one === line.from || one === line.to || along < 0 || along > length) continue;
    const off = (one.x - line.x) * across.x + (one.y - line.y) * across.y;
    const need = (Math.abs(across.x) * one.width + Math.abs(across.y) * one.height) / 2 + GAP;
    if (Math.abs(off) >= need) continue;
    const step = (off < 0 ? -0.15 : 0.15) * (need - Math.abs(off));
    one.x += across.x * step;
    one.y += across.y * step;
    line.x -= across.x * step;
    line.y -= across.y * step;
  }
}
