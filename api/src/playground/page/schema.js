// The schema as the server tells it, and searching in it.

import { folded } from './make.js';
import { read } from './request.js';

const TYPE = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
const INPUT = `name description defaultValue type { ${TYPE} }`;
const QUERY = `query Schema { __schema {
  queryType { name } mutationType { name } subscriptionType { name }
  types { kind name description
    fields(includeDeprecated: true) { name description isDeprecated deprecationReason args { ${INPUT} } type { ${TYPE} } }
    inputFields { ${INPUT} } possibleTypes { name }
    enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } } } }`;

/** The schema, or null if the viewer may not read it. */
export async function readSchema() {
  const told = (await read(QUERY).catch(() => null))?.__schema;
  if (!told) return null;
  const types = new Map(told.types.filter((type) => !type.name.startsWith('__')).map((type) => [type.name, type]));
  const roots = [told.queryType, told.mutationType, told.subscriptionType].filter(Boolean).map((type) => type.name);
  return { types, roots, entries: [...types.values()].flatMap(entriesOf) };
}

/** The name at the heart of a type: `Contract` of `[Contract!]!`. */
export const nameOf = (type) => (type.ofType ? nameOf(type.ofType) : type.name);

/** The type as the language writes it. */
export function written(type) {
  if (type.kind === 'NON_NULL') return `${written(type.ofType)}!`;
  return type.kind === 'LIST' ? `[${written(type.ofType)}]` : type.name;
}

/** What fits the words sought, best first: `{ label, description, type, field }`. */
export function search({ entries }, words) {
  const sought = folded(words).split(/\s+/).filter(Boolean);
  if (sought.length === 0) return [];
  const ranked = entries.map((entry) => [rank(entry, sought), entry]).filter(([place]) => place >= 0);
  return ranked.sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

/** 0 is the very name, 1 begins with it, 2 contains it, 3 is only in the description; -1 does not fit. */
function rank({ name, path, text }, sought) {
  if (!sought.every((word) => text.includes(word))) return -1;
  const [first] = sought;
  if (name === first || path === first) return 0;
  if (name.startsWith(first) || path.startsWith(first)) return 1;
  return path.includes(first) ? 2 : 3;
}

function entriesOf(type) {
  const own = entry(type.name, type, type.name, null);
  const inner = [...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])];
  return [own, ...inner.flatMap((it) => [
    entry(`${type.name}.${it.name}`, it, type.name, it.name),
    ...(it.args ?? []).map((arg) => entry(`${type.name}.${it.name}(${arg.name})`, arg, type.name, it.name)),
  ])];
}

function entry(label, { name, description }, type, field) {
  const path = folded(label);
  return { label, description: description ?? '', type, field, name: folded(name), path, text: `${path} ${folded(description ?? '')}` };
}
