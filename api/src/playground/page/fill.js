// Fills the variables of a ready operation with what there is, so that it can be run as it stands.

import { read } from './request.js';

/** The operation's variables as text, each path in `fill` replaced by the first value its question finds. */
export async function filled({ variables, fill }) {
  const paths = Object.entries(fill);
  if (paths.length === 0) return variables;
  const values = JSON.parse(variables);
  await Promise.all(paths.map(async ([path, question]) => {
    const found = firstValue(await read(question).catch(() => null));
    if (found !== undefined) put(values, path.split('.'), found);
  }));
  return JSON.stringify(values, null, 2);
}

function firstValue(found) {
  if (found === null || found === undefined) return undefined;
  if (typeof found !== 'object') return found;
  for (const inner of Object.values(found)) {
    const value = firstValue(inner);
    if (value !== undefined) return value;
  }
  return undefined;
}

function put(values, [name, ...rest], value) {
  if (rest.length === 0) values[name] = value;
  else put(values[name] ??= {}, rest, value);
}
