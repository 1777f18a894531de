// What has been written, kept in this browser: one tab a draft.

import { make, moveBetweenTabs } from './make.js';
import { operationsOf } from './tokens.js';
import { say, whenWorded } from './words.js';

const KEPT = 'khu.drafts';
const MOST = 12;
const EMPTY = { query: '', variables: '' };
const FIRST = { query: 'query Viewer {\n  viewer {\n    name\n    role\n  }\n}\n', variables: '' };

function kept() {
  try {
    const { drafts, at } = JSON.parse(localStorage.getItem(KEPT));
    return drafts.length > 0 ? { drafts, at: Math.min(at, drafts.length - 1) } : { drafts: [FIRST], at: 0 };
  } catch {
    return { drafts: [FIRST], at: 0 };
  }
}

/** Keeps the editors' text; answers `open(draft)`, which shows it in a tab of its own. */
export function startDrafts({ query, variables }) {
  const list = document.getElementById('drafts');
  let { drafts, at } = kept();

  const keep = () => localStorage.setItem(KEPT, JSON.stringify({ drafts, at }));
  const title = (draft) => operationsOf(draft.query).find((name) => name) || say('untitled');
  const tab = (draft, place) => make('button', {
    onclick: () => show(place),
    tabIndex: place === at ? 0 : -1,
    title: title(draft),
    aria: { role: 'tab', selected: String(place === at), controls: 'query' },
  }, title(draft));
  const draw = () => {
    list.replaceChildren(...drafts.map(tab));
    list.children[at].scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  };
  const show = (place) => {
    at = place;
    const draft = drafts[at];
    query.set(draft.query);
    variables.set(draft.variables);
    keep();
    draw();
  };
  const open = (draft) => {
    if (drafts[at].query.trim() === '') drafts[at] = draft;
    else {
      at += 1;
      drafts.splice(at, 0, draft);
    }
    if (drafts.length > MOST) {
      const oldest = at === 0 ? 1 : 0;
      drafts.splice(oldest, 1);
      if (oldest < at) at -= 1;
    }
    show(at);
  };
  const close = () => {
    drafts.splice(at, 1);
    if (drafts.length === 0) drafts.push({ ...EMPTY });
    show(Math.min(at, drafts.length - 1));
  };
  const note = () => {
    drafts[at] = { query: query.value, variables: variables.value };
    keep();
    draw();
  };

  for (const field of [query, variables]) field.addEventListener('input', note);
  document.getElementById('draft-new').addEventListener('click', () => { open({ ...EMPTY }); query.focus(); });
  document.getElementById('draft-close').addEventListener('click', close);
  moveBetweenTabs(list);
  whenWorded(draw);
  show(at);
  return { open };
}
