// Who is signed in, and signing in and out.

import { make } from './make.js';
import { read, session } from './request.js';
import { say, whenWorded } from './words.js';

const byId = (id) => document.getElementById(id);

/** Wires the header and the dialogue; calls back whenever another person is there. */
export function startSession(whenChanged) {
  const dialog = byId('sign-in');
  const form = byId('sign-in-form');
  const problem = byId('sign-in-problem');
  let viewer = null;

  const show = () => {
    byId('who').replaceChildren(...(viewer ? [make('strong', {}, viewer.name), ` · ${viewer.role}`] : [say('nobody')]));
    byId('enter').hidden = viewer !== null;
    byId('leave').hidden = viewer === null;
  };
  const look = async () => {
    viewer = (await read('query Viewer { viewer { name role } }').catch(() => null))?.viewer ?? null;
    show();
    whenChanged();
  };

  byId('enter').addEventListener('click', () => {
    problem.textContent = '';
    form.reset();
    dialog.showModal();
  });
  byId('sign-in-cancel').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { email, password } = Object.fromEntries(new FormData(form));
    problem.textContent = '';
    const refusal = await session('POST', { email, password }).catch(() => say('unreachable'));
    problem.textContent = refusal ?? '';
    if (refusal) return;
    dialog.close();
    form.reset();
    await look();
  });
  byId('leave').addEventListener('click', async () => {
    await session('DELETE').catch(() => null);
    await look();
  });
  whenWorded(show);
  return look();
}
