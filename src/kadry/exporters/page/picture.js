// The drawing: boxes and lines as SVG by D3, with a wheel, fingers or buttons to come closer.
const CLOSEST = 3;
const READABLE = 0.62; // below this scale names cannot be read, so the first view shows a part instead

function picture(choose) {
  const svg = d3.select("#picture");
  const sheet = svg.append("g");
  const under = sheet.append("g");
  const between = sheet.append("g"); // the words on lines, above every line
  const over = sheet.append("g");
  const curve = d3.line().x((one) => one.x).y((one) => one.y).curve(d3.curveCatmullRom.alpha(0.5));
  const zoom = d3.zoom().scaleExtent([0.08, CLOSEST]).on("zoom", () => sheet.attr("transform", d3.event.transform));
  svg.call(zoom).on("dblclick.zoom", null);
  let drawn = { nodes: [], lines: [] };

  function draw(nodes, edges, hidden) {
    drawn = boxes(nodes, edges);
    lines();
    heads(hidden);
    move();
  }

  function lines() {
    [under, between].forEach((layer) => layer.selectAll("*").remove());
    const groups = under.selectAll("g").data(drawn.lines).enter().append("g").attr("class", "tenure").call(acts);
    groups.append("title").text((one) => spoken(one.edge));
    groups.append("path").attr("class", "reach");
    groups.append("path").attr("class", "line");
    const words = between.selectAll("g").data(drawn.lines).enter().append("g").attr("class", "words");
    words.attr("aria-hidden", true).on("click", chosen);
    words.append("title").text((one) => spoken(one.edge));
    words.append("rect").attr("class", "plate").call(sized);
    words.call(written);
  }

  function heads(hidden) {
    over.selectAll("*").remove();
    const groups = over.selectAll("g").data(drawn.nodes).enter().append("g").call(acts);
    groups.attr("class", (one) => `node ${graph.nodes[one.node].kind}${graph.nodes[one.node].name ? "" : " unnamed"}`);
    groups.append("title").text((one) => called(one.node));
    groups.append("rect").attr("class", (one) => `box ${graph.nodes[one.node].kind}`).call(sized)
      .attr("rx", (one) => (graph.nodes[one.node].kind === "person" ? Math.min(14, one.height / 2) : 0));
    groups.call(written);
    groups.filter((one) => hidden(one.node) > 0).append("text").attr("class", "rest").attr("aria-hidden", true)
      .attr("x", (one) => one.width / 2 + 2).attr("y", (one) => -one.height / 2 + 2).text((one) => `+${hidden(one.node)}`);
    groups.call(d3.drag().on("drag", (one) => {
      one.x += d3.event.dx;
      one.y += d3.event.dy;
      move();
    }));
  }

  function chosen(one) {
    choose(one.edge === undefined ? { node: one.node } : { edge: one.edge });
  }

  function acts(groups) {
    groups.attr("tabindex", 0).attr("role", "button")
      .attr("aria-label", (one) => (one.edge === undefined ? `${graph.nodes[one.node].kind}: ${called(one.node)}` : spoken(one.edge)))
      .on("click", chosen)
      .on("keydown", (one) => {
        if (d3.event.key !== "Enter" && d3.event.key !== " ") return;
        d3.event.preventDefault();
        chosen(one);
      });
  }

  function move() {
    sheet.selectAll(".node, .words").attr("transform", (one) => `translate(${one.x},${one.y})`);
    under.selectAll(".tenure").each(function (one) {
      d3.select(this).selectAll("path").attr("d", curve([one.from, one, one.to]));
    });
  }

  function mark(state) {
    const near = (one) => [graph.edges[one.edge].person, graph.edges[one.edge].body].includes(state.chosen.node);
    sheet.selectAll(".tenure, .words").attr("display", (one) => (state.edge(one.edge) ? null : "none"))
      .classed("chosen", (one) => state.chosen.edge === one.edge).classed("near", near);
    under.selectAll(".line").attr("class", (one) => `line ${state.edge(one.edge)}`);
    over.selectAll(".node").attr("display", (one) => (state.node(one.node) ? null : "none"))
      .classed("chosen", (one) => state.chosen.node === one.node);
  }

  // The whole picture, or as much of it around its first box as can be read.
  function fit(whole) {
    const { width, height } = svg.node().getBoundingClientRect();
    const frame = sheet.node().getBBox();
    if (!frame.width || !width) return;
    const scale = Math.min(width / (frame.width + 30), height / (frame.height + 30), 1.25);
    if (whole || scale >= READABLE) look(frame.x + frame.width / 2, frame.y + frame.height / 2, scale);
    else look(drawn.nodes[0].x, drawn.nodes[0].y, READABLE);
  }

  function look(x, y, scale) {
    const { width, height } = svg.node().getBoundingClientRect();
    svg.call(zoom.transform, d3.zoomIdentity.translate(width / 2 - x * scale, height / 2 - y * scale).scale(scale));
  }

  function centre(node) {
    const one = drawn.nodes.find((other) => other.node === node);
    if (one) look(one.x, one.y, Math.max(READABLE, Math.min(1.1, d3.zoomTransform(svg.node()).k)));
  }

  // On paper the whole picture, whatever part of it the window shows.
  addEventListener("beforeprint", () => {
    const frame = sheet.node().getBBox();
    sheet.attr("transform", null);
    svg.attr("viewBox", [frame.x - 5, frame.y - 5, frame.width + 10, frame.height + 10].join(" "));
  });
  addEventListener("afterprint", () => {
    svg.attr("viewBox", null);
    sheet.attr("transform", d3.zoomTransform(svg.node()));
  });

  return { draw, mark, fit, centre, closer: (by) => svg.call(zoom.scaleBy, by) };
}

function spoken(edge) {
  const tenure = graph.edges[edge];
  return `${called(tenure.person)}: ${tenure.role || "post not named"}, ${called(tenure.body)} (${when(tenure.bounds)})`;
}

function sized(rects) {
  rects.attr("x", (one) => -one.width / 2).attr("y", (one) => -one.height / 2)
    .attr("width", (one) => one.width).attr("height", (one) => one.height);
}

function written(groups) {
  groups.append("text").attr("lang", "ru").attr("aria-hidden", true).each(function (one) {
    one.lines.forEach((line, place) => {
      const y = (place - (one.lines.length - 1) / 2) * one.line + one.line * 0.28;
      d3.select(this).append("tspan").attr("x", 0).attr("y", y).text(`${line} `);
    });
  });
}
