// node query.mjs FILE.nq QUERY.rq...: what Comunica answers to each query on a file of N-Quads, a line of JSON for each:
// the rows, as the values of the variables by name.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { QueryEngine } from "@comunica/query-sparql-file";

const [file, ...queries] = process.argv.slice(2);
const engine = new QueryEngine();
for (const path of queries) {
  const answer = await engine.queryBindings(readFileSync(path, "utf8"), { sources: [resolve(file)] });
  const rows = [];
  for await (const row of answer) {
    rows.push(Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value])));
  }
  console.log(JSON.stringify(rows));
}
