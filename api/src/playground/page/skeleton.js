// A first draft of an operation for a field of the schema: its arguments as variables, and what is simple to select.

import { written } from './schema.js';

const DEEPEST = 3;
const EXAMPLES = { Int: 0, Float: 0, Boolean: false };

const isRequired = ({ type, defaultValue }) => type.kind === 'NON_NULL' && defaultValue === null;
const bare = (type) => (type.ofType ? bare(type.ofType) : type);
const isLeaf = (type) => ['SCALAR', 'ENUM'].includes(type.kind);

/** `{ query, variables }` for a field of Query or Mutation. */
export function skeleton(schema, root, field) {
  const kind = root === schema.roots[0] ? 'query' : 'mutation';
  const args = field.args.filter((arg) => isRequired(arg) || arg.name === 'first');
  const declared = args.map((arg) => `$${arg.name}: ${written(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const name = field.name[0].toUpperCase() + field.name.slice(1);
  const variables = Object.fromEntries(args.map((arg) => [arg.name, arg.name === 'first' ? 10 : example(schema, arg.type)]));
  const lines = [
    `${kind} ${name}${declared && `(${declared})`} {`,
    ...selected(schema, field.name + (passed && `(${passed})`), field.type, 1),
    '}',
  ];
  return { query: `${lines.join('\n')}\n`, variables: args.length > 0 ? JSON.stringify(variables, null, 2) : '' };
}

/** A value of the right shape; of an input only what is required. */
function example(schema, type) {
  if (type.kind === 'NON_NULL') return example(schema, type.ofType);
  if (type.kind === 'LIST') return [example(schema, type.ofType)];
  const known = schema.types.get(type.name);
  if (type.kind === 'ENUM') return known.enumValues[0].name;
  if (type.kind !== 'INPUT_OBJECT') return EXAMPLES[type.name] ?? '';
  return Object.fromEntries(known.inputFields.filter(isRequired).map((field) => [field.name, example(schema, field.type)]));
}

/** The lines that select a field; none if nothing in it could be selected. */
function selected(schema, text, type, depth) {
  const margin = '  '.repeat(depth);
  const inner = bare(type);
  if (isLeaf(inner)) return [margin + text];
  const fields = (schema.types.get(inner.name)?.fields ?? []).filter((field) => !field.args.some(isRequired) && !field.isDeprecated);
  const nodes = fields.find((field) => field.name === 'nodes');
  const shown = nodes ? [nodes] : fields.filter((field) => isLeaf(bare(field.type)) || depth < DEEPEST);
  const lines = shown.flatMap((field) => selected(schema, field.name, field.type, depth + 1));
  if (fields.length === 0) lines.push(`${margin}  __typename`);
  return lines.length > 0 ? [`${margin}${text} {`, ...lines, `${margin}}`] : [];
}
