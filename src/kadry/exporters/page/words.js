// Elements made of plain text: nothing that a document says is ever read as markup.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "click") element.addEventListener("click", value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function russian(text, language = "ru") {
  return make("bdi", { lang: /^[a-z]{2,3}$/i.test(language) ? language : "ru" }, text);
}

function called(place) {
  const node = graph.nodes[place];
  return node.name || (node.kind === "person" ? "person not named" : "body not named");
}

function named(place) {
  return graph.nodes[place].name ? russian(called(place)) : make("i", {}, called(place));
}

function roleOf(record) {
  return record.role ? russian(record.role) : make("i", {}, "post not named");
}

// A link only where the exporter found the address harmless and the browser takes it for http or https.
function address(text) {
  let scheme = "";
  try {
    scheme = new URL(text).protocol;
  } catch {
    return russian(text);
  }
  if (scheme !== "http:" && scheme !== "https:") return russian(text);
  return make("a", { href: text, rel: "noopener noreferrer", target: "_blank" }, text);
}

function counted(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

function sure(share) {
  return share > 0.995 && share < 1 ? "over 99 in 100" : `${Math.round(share * 100)} in 100`;
}
