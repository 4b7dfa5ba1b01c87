// node rdf.mjs FORMAT FILE: the number of quads, of named graphs and of nodes of each class in a file, and the names of
// people, as N3.js reads them; as JSON.
import { quads } from "./reading.mjs";

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const NAME = "http://xmlns.com/foaf/0.1/name";
const [format, file] = process.argv.slice(2);
const classes = {};
const graphs = new Set();
const names = [];
let count = 0;
for await (const quad of quads(file, format)) {
  count += 1;
  if (quad.graph.value) graphs.add(quad.graph.value);
  if (quad.predicate.value === TYPE) classes[quad.object.value] = (classes[quad.object.value] ?? 0) + 1;
  if (quad.predicate.value === NAME) names.push(quad.object.value);
}
console.log(JSON.stringify({ quads: count, graphs: graphs.size, classes, names: names.sort() }));
