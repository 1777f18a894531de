// Running what is in the editors, and showing what came of it.

import { make } from './make.js';
import { ask } from './request.js';
import { colour, operationsOf } from './tokens.js';
import { say } from './words.js';

const byId = (id) => document.getElementById(id);
const COLOURED = 300_000;

/** The variables as an object; throws what is wrong with them, in words. */
export function variablesOf(text) {
  if (text.trim() === '') return {};
  const value = JSON.parse(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(say('notAnObject'));
  return value;
}

/** Wires the editors to the Run button, Ctrl-Enter and the result. */
export function startRunner({ query, variables }) {
  const run = byId('run');
  byId('run-keys').textContent = /Mac|iP/.test(navigator.platform) ? '⌘ ⏎' : 'Ctrl ⏎';
  for (const kind of ['input', 'change']) {
    query.addEventListener(kind, () => pick(query.value));
    variables.addEventListener(kind, () => check(variables));
  }
  pick(query.value);
  check(variables);

  const go = async () => {
    if (run.disabled || !check(variables)) return;
    run.disabled = true;
    byId('status').textContent = say('running');
    try {
      await carryOut(query.value, variablesOf(variables.value));
    } catch {
      tell([make('span', { className: 'wrong' }, say('unreachable'))], '');
    } finally {
      run.disabled = false;
    }
  };
  run.addEventListener('click', go);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    go();
  });
  byId('copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText(byId('result').textContent);
    byId('status').textContent = say('copied');
  });
}

async function carryOut(query, variables) {
  const picked = byId('picker').hidden ? null : byId('operation').value || null;
  const began = performance.now();
  const response = await ask({ query, variables, operationName: picked });
  const text = await response.text();
  const spent = Math.round(performance.now() - began);
  const told = [`${spent} ms`, `${(text.length / 1024).toFixed(1)} KB`, response.headers.get('x-request-id')].filter(Boolean);
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return tell([make('span', { className: 'wrong' }, `${response.status} ${say('unreadable')}`)], text);
  }
  const errors = answer.errors ?? [];
  const codes = [...new Set(errors.map((error) => error.extensions?.code ?? 'ERROR'))];
  const outcome = codes.length > 0
    ? make('span', { className: 'wrong' }, `${response.status} · ${errors.length} ${say(errors.length === 1 ? 'error' : 'errors')}: ${codes.join(', ')}`)
    : make('span', { className: 'good' }, `${response.status} OK`);
  tell([outcome, ` · ${told.join(' · ')}`], JSON.stringify(answer, null, 2));
}

function tell(status, text) {
  byId('status').replaceChildren(...status);
  byId('no-result').hidden = true;
  byId('copy').hidden = text === '';
  if (text.length > COLOURED) byId('result').textContent = text;
  else colour(byId('result'), text, 'json');
}

/** Says what is wrong with the variables; true if nothing is. */
function check(variables) {
  let problem = '';
  try {
    variablesOf(variables.value);
  } catch (error) {
    problem = error.message;
  }
  byId('variables-problem').textContent = problem;
  variables.setAttribute('aria-invalid', String(problem !== ''));
  return problem === '';
}

/** Offers the operations of the document when there are several. */
function pick(document) {
  const names = operationsOf(document);
  const select = byId('operation');
  const chosen = select.value;
  byId('picker').hidden = names.length < 2;
  select.replaceChildren(...names.map((name) => make('option', { value: name }, name || '—')));
  if (names.includes(chosen)) select.value = chosen;
}
