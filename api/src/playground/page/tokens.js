// The words of GraphQL and JSON: for the colours, and to find the operations of a document.

const GRAPHQL = /(?<comment>#[^\n\r]*)|(?<string>"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?)|(?<variable>\$\w+)|(?<directive>@\w+)|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<mark>\.\.\.|[{}()[\]:!=|&,])/g;
const JSON_TEXT = /(?<key>"(?:\\.|[^"\\\n])*"(?=\s*:))|(?<string>"(?:\\.|[^"\\\n])*"?)|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<literal>true|false|null)/g;
const KEYWORDS = new Set(['query', 'mutation', 'subscription', 'fragment', 'on']);
const LITERALS = new Set(['true', 'false', 'null']);

function* read(text, pattern) {
  for (const match of text.matchAll(pattern)) {
    const [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    yield { kind, text: match[0], at: match.index };
  }
}

function kindOfName(text) {
  if (KEYWORDS.has(text)) return 'keyword';
  if (LITERALS.has(text)) return 'literal';
  return /^[A-Z]/.test(text) ? 'type' : 'name';
}

/** Fills an element with the text, its words coloured. */
export function colour(element, text, language) {
  const parts = [];
  let done = 0;
  for (const token of read(text, language === 'json' ? JSON_TEXT : GRAPHQL)) {
    const kind = token.kind === 'name' ? kindOfName(token.text) : token.kind;
    if (kind === 'name' || kind === 'mark') continue;
    parts.push(text.slice(done, token.at));
    const span = document.createElement('span');
    span.className = `t-${kind}`;
    span.textContent = token.text;
    parts.push(span);
    done = token.at + token.text.length;
  }
  parts.push(text.slice(done));
  element.replaceChildren(...parts);
}

/** The names of the operations in a document, in order; an unnamed one is ''. */
export function operationsOf(text) {
  const names = [];
  let depth = 0;
  let previous = null;
  let isInsideDefinition = false;
  for (const token of read(text, GRAPHQL)) {
    if (token.kind === 'comment') continue;
    if (depth === 0 && !isInsideDefinition) {
      if (token.text === '{') names.push('');
      else if (token.kind === 'name') {
        isInsideDefinition = true;
        if (token.text !== 'fragment') names.push('');
      }
    } else if (depth === 0 && token.kind === 'name' && ['query', 'mutation', 'subscription'].includes(previous)) {
      names[names.length - 1] = token.text;
    }
    if ('{(['.includes(token.text)) depth += 1;
    if ('})]'.includes(token.text)) depth -= 1;
    if (token.text === '}' && depth === 0) isInsideDefinition = false;
    previous = token.text;
  }
  return names;
}
