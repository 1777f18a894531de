// The documentation of the schema: searched, and read from type to type.

import { make } from './make.js';
import { nameOf, readSchema, search, written } from './schema.js';
import { skeleton } from './skeleton.js';
import { say, whenWorded } from './words.js';

const MOST_FOUND = 80;
const byId = (id) => document.getElementById(id);

/** Wires the documentation; calls back with an operation to be tried, answers `refresh` for when another person may read it. */
export function startDocs(whenTried) {
  const sought = byId('docs-search');
  let schema = null;
  let trail = [];

  const draw = () => {
    const words = sought.value.trim();
    byId('docs-found').textContent = '';
    if (!schema) return show(make('p', { className: 'hint' }, say('docsNeedSignIn')));
    if (words) return show(found(words));
    const [type] = trail.at(-1) ?? [];
    return show(type ? page(schema.types.get(type)) : start());
  };
  const show = (content) => byId('docs-view').replaceChildren(content);
  // Somebody followed a link: the focus goes along, to the field that was meant or to the heading.
  const arrive = () => {
    draw();
    const [, field] = trail.at(-1) ?? [];
    const target = field && byId('docs-view').querySelector(`[data-field="${CSS.escape(field)}"]`);
    if (target) target.scrollIntoView({ block: 'center' });
    else byId('docs').scrollTop = 0;
    (target ?? byId('docs-view').querySelector('h2'))?.focus({ preventScroll: true });
  };
  const open = (type, field) => {
    sought.value = '';
    trail.push([type, field]);
    arrive();
  };

  const link = (name, text = name, field = null) => {
    if (!schema.types.has(name)) return make('code', {}, text);
    return make('button', { className: 'link', type: 'button', onclick: () => open(name, field) }, text);
  };
  const found = (words) => {
    const all = search(schema, words);
    byId('docs-found').textContent = all.length > 0 ? `${all.length} ${say('found')}` : say('nothingFound');
    const entries = all.slice(0, MOST_FOUND).map(({ label, description, type, field }) => make('li', {}, make(
      'button', { onclick: () => open(type, field) }, make('code', {}, label), make('small', {}, firstLine(description)))));
    return make('ul', { className: 'entries' }, ...entries);
  };
  const start = () => {
    const roots = schema.roots.map((name) => make('div', { className: 'field' },
      link(name), make('p', {}, schema.types.get(name).description ?? '')));
    return make('div', { className: 'type' }, make('h2', { tabIndex: -1 }, say('start')), ...roots);
  };
  const page = (type) => {
    const members = [...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])];
    const back = make('button', { className: 'link', onclick: () => { trail.pop(); arrive(); } }, `← ${say('back')}`);
    const possible = type.possibleTypes?.flatMap(({ name }) => [' ', link(name)]);
    return make('div', { className: 'type' }, make('p', {}, back),
      make('h2', { tabIndex: -1 }, type.name), make('p', { className: 'hint' }, type.kind.toLowerCase().replace('_', ' ')),
      make('p', {}, type.description ?? ''), possible ? make('p', {}, `${say('possible')}:`, ...possible) : null,
      ...members.map((it) => member(it, schema.roots.includes(type.name) ? type.name : null)));
  };
  const member = (it, root) => {
    const head = make('div', {}, make('code', {}, it.name), it.type ? ': ' : '', it.type ? link(nameOf(it.type), written(it.type)) : null, defaultOf(it));
    const attempt = root && make('button', {
      className: 'quiet', onclick: () => whenTried(skeleton(schema, root, it)), aria: { label: `${say('attempt')}: ${it.name}` },
    }, say('attempt'));
    const notes = it.isDeprecated ? make('p', { className: 'problem' }, `${say('deprecated')}: ${it.deprecationReason ?? ''}`) : null;
    const args = it.args?.length ? make('ul', { aria: { label: say('arguments') } }, ...it.args.map(argument)) : null;
    const box = make('div', { className: 'field', tabIndex: -1 }, head, make('p', {}, it.description ?? ''), notes, args, attempt);
    box.dataset.field = it.name;
    return box;
  };
  const argument = (it) => make('li', {}, make('code', {}, it.name), ': ', link(nameOf(it.type), written(it.type)),
    defaultOf(it), it.description ? ` — ${it.description}` : '');

  sought.addEventListener('input', draw);
  whenWorded(draw);
  return {
    refresh: async () => {
      schema = await readSchema();
      trail = trail.filter(([type]) => schema?.types.has(type));
      draw();
    },
  };
}

const defaultOf = ({ defaultValue }) => (defaultValue ? ` (${say('default')} ${defaultValue})` : '');
const firstLine = (text) => text.split('\n', 1)[0];
