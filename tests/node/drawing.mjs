// node drawing.mjs FILE: nodes, their labels, edges, and how often each attribute occurs, as graphology reads a GraphML or
// GEXF file; as JSON.
import { readFileSync } from "node:fs";
import { MultiDirectedGraph } from "graphology";
import gexf from "graphology-gexf";
import { parse as parseGraphML } from "graphology-graphml";

const file = process.argv[2];
const parse = file.endsWith(".gexf") ? gexf.parse : parseGraphML;
const graph = parse(MultiDirectedGraph, readFileSync(file, "utf8"));
const counted = () => {
  const counts = {};
  return [counts, (_, attributes) => Object.keys(attributes).forEach((name) => (counts[name] = (counts[name] ?? 0) + 1))];
};
const [ofNodes, node] = counted();
const [ofEdges, edge] = counted();
const labels = graph.mapNodes((_, attributes) => attributes.label).sort();
graph.forEachNode(node);
graph.forEachEdge(edge);
console.log(JSON.stringify({ nodes: graph.order, edges: graph.size, ofNodes, ofEdges, labels }));
