// RDF files as N3.js reads them.
import { createReadStream } from "node:fs";
import { StreamParser } from "n3";

/** Every quad of a file, one by one. format: Turtle, TriG, N-Triples or N-Quads; raises what the parser finds wrong. */
export function quads(file, format) {
  return createReadStream(file).pipe(new StreamParser({ format }));
}
