// node graphml.mjs FILE: nodes, their labels, edges, and how often each attribute occurs, as graphology reads GraphML; as JSON.
import { readFileSync } from "node:fs";
import { MultiDirectedGraph } from "graphology";
import { parse } from "graphology-graphml";

const graph = parse(MultiDirectedGraph, readFileSync(process.argv[2], "utf8"));
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
