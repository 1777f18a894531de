// Puts the page together.

import { startDocs } from './docs.js';
import { startDrafts } from './drafts.js';
import { makeEditor } from './editor.js';
import { filled } from './fill.js';
import { moveBetweenTabs } from './make.js';
import { startOperations } from './operations.js';
import { startRunner } from './runner.js';
import { startSession } from './session.js';
import { wordThePage } from './words.js';

const byId = (id) => document.getElementById(id);

function startPanel() {
  const panel = byId('panel');
  const tabs = [byId('tab-operations'), byId('tab-docs')];
  for (const tab of tabs) {
    tab.addEventListener('click', () => {
      for (const it of tabs) {
        const isChosen = it === tab;
        it.setAttribute('aria-selected', String(isChosen));
        it.tabIndex = isChosen ? 0 : -1;
        byId(it.getAttribute('aria-controls')).hidden = !isChosen;
      }
    });
  }
  moveBetweenTabs(tabs[0].parentElement);
  const fold = (isOpen) => {
    panel.classList.toggle('open', isOpen);
    byId('panel-toggle').setAttribute('aria-expanded', String(isOpen));
  };
  byId('panel-toggle').addEventListener('click', () => fold(!panel.classList.contains('open')));
  return { close: () => fold(false) };
}

const [query, variables] = [...document.querySelectorAll('.editor')].map(makeEditor);
wordThePage();
const panel = startPanel();
startRunner({ query, variables });
const drafts = startDrafts({ query, variables });
const open = (draft) => {
  drafts.open(draft);
  panel.close();
  query.focus();
};
const docs = startDocs(open);
startSession(docs.refresh);
startOperations(async (operation) => open({ query: operation.query, variables: await filled(operation) }));
