// Whether a tenure was held on a day, by the rule of kadry.moments; a day is a whole ISO date.
function heldAt(bounds, day) {
  if ((bounds.start_earliest || day) > day || (bounds.end_latest || day) < day) return null;
  const begun = [bounds.start_latest, bounds.end_latest].filter(Boolean).sort()[0];
  const held = [bounds.end_earliest, bounds.start_earliest].filter(Boolean).sort().pop();
  return begun && held && begun <= day && held >= day ? "known" : "possible";
}

// "known", "possible" or null on the day that is looked at; without one "open" or "ended".
function standing(edge, day) {
  if (graph.day !== null) return edge.held || "possible";
  if (day) return heldAt(edge.bounds, day);
  return edge.over ? "ended" : "open";
}

function when(bounds) {
  const start = bounds.since ? `since ${bounds.since}` : bounds.start_latest && `since ${bounds.start_latest} or earlier`;
  const end = bounds.until ? `until ${bounds.until}` : bounds.end_latest && `until ${bounds.end_latest} or earlier`;
  if (!start && !end) return "dates unknown";
  return `${start || "start unknown"}, ${end || "end unknown"}`;
}

function begins(bounds) {
  return bounds.start_earliest || bounds.start_latest || bounds.end_earliest || bounds.end_latest || "~";
}
