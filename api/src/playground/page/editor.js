// A text field with line numbers, colours, indentation and paired brackets.

import { make } from './make.js';
import { colour } from './tokens.js';

const PAIRS = { '(': ')', '{': '}', '[': ']', '"': '"' };
const CLOSING = new Set(Object.values(PAIRS));
const INDENT = '  ';

/** Turns a `.editor` holding a textarea into an editor; answers the textarea with `set(text)`. */
export function makeEditor(box) {
  const field = box.querySelector('textarea');
  const numbers = make('div', { className: 'numbers', aria: { hidden: 'true' } });
  const colours = make('pre', { aria: { hidden: 'true' } });
  Object.assign(field, { spellcheck: false, autocapitalize: 'off', autocomplete: 'off', wrap: 'off' });
  box.replaceChildren(numbers, make('div', { className: 'stack' }, colours, field));

  const paint = () => {
    const lines = field.value.split('\n').length;
    numbers.textContent = Array.from({ length: lines }, (_, n) => n + 1).join('\n');
    // The last line needs something in it to have a height.
    colour(colours, `${field.value}\n`, box.dataset.language);
  };
  let mayLeave = false;
  field.addEventListener('input', paint);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Tab' && mayLeave) return;
    mayLeave = event.key === 'Escape';
    if (edit(field, event)) event.preventDefault();
  });
  field.addEventListener('blur', () => { mayLeave = false; });
  field.set = (text) => {
    field.value = text;
    paint();
    field.dispatchEvent(new Event('change'));
  };
  paint();
  return field;
}

/** What a key does beyond typing; true if it was handled. */
function edit(field, { key, shiftKey }) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const before = value[start - 1];
  const after = value[end];
  if (key === 'Tab') return shiftKey ? outdent(field) : indent(field);
  if (key === 'Enter') return openLine(field, before, after);
  if (key === 'Backspace' && start === end && PAIRS[before] && PAIRS[before] === after) {
    field.setSelectionRange(start - 1, end + 1);
    return put(field, '');
  }
  if (start === end && CLOSING.has(key) && after === key) {
    field.setSelectionRange(start + 1, start + 1);
    return true;
  }
  if (PAIRS[key] && (start !== end || !/[\w"$]/.test(after ?? ' ')) && !(key === '"' && /[\w"]/.test(before ?? ' '))) {
    put(field, key + value.slice(start, end) + PAIRS[key]);
    field.setSelectionRange(start + 1, end + 1);
    return true;
  }
  return false;
}

/** Replaces the selection so that it can be undone. */
function put(field, text) {
  const isDone = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (!isDone) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input'));
  }
  return true;
}

function lineStart(field) {
  return field.value.lastIndexOf('\n', field.selectionStart - 1) + 1;
}

function indent(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  if (!value.slice(start, end).includes('\n')) return put(field, INDENT);
  return eachLine(field, (line) => INDENT + line);
}

function outdent(field) {
  return eachLine(field, (line) => line.replace(/^ {1,2}/, ''));
}

function eachLine(field, change) {
  const start = lineStart(field);
  const nextBreak = field.value.indexOf('\n', field.selectionEnd);
  const end = nextBreak < 0 ? field.value.length : nextBreak;
  const changed = field.value.slice(start, end).split('\n').map(change).join('\n');
  const isRange = field.selectionStart !== field.selectionEnd;
  field.setSelectionRange(start, end);
  put(field, changed);
  if (isRange) field.setSelectionRange(start, start + changed.length);
  return true;
}

function openLine(field, before, after) {
  const margin = /^ */.exec(field.value.slice(lineStart(field), field.selectionStart))[0];
  if (!'({['.includes(before ?? ' ')) return put(field, `\n${margin}`);
  const at = field.selectionStart + 1 + margin.length + INDENT.length;
  put(field, `\n${margin}${INDENT}${PAIRS[before] === after ? `\n${margin}` : ''}`);
  field.setSelectionRange(at, at);
  return true;
}
