// node shacl.mjs SHAPES DATA...: what rdf-validate-shacl says of each N-Triples file by the shapes (Turtle), a line of JSON each.
import { Store } from "n3";
import SHACLValidator from "rdf-validate-shacl";
import { quads } from "./reading.mjs";

async function dataset(file, format) {
  const store = new Store();
  for await (const quad of quads(file, format)) store.addQuad(quad.subject, quad.predicate, quad.object);
  return store;
}

const [shapes, ...files] = process.argv.slice(2);
const validator = new SHACLValidator(await dataset(shapes, "Turtle"));
for (const file of files) {
  const report = await validator.validate(await dataset(file, "N-Triples"));
  const nodes = [...new Set(report.results.map((result) => result.focusNode.value))].sort();
  console.log(JSON.stringify({ conforms: report.conforms, nodes }));
}
