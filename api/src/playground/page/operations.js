// The list of ready operations, to be opened in the editors.

import { folded, make } from './make.js';
import { chosenLanguage, say, whenWorded } from './words.js';

const GROUPS = ['clients', 'staff', 'admins'];

/** Lists the operations the server has ready; calls back with the one that was chosen. */
export async function startOperations(whenChosen) {
  const response = await fetch('/playground/operations.json');
  const all = await response.json();
  const search = document.getElementById('operations-search');
  const list = document.getElementById('operations-list');

  const entry = (operation, language) => make('li', {}, make('button', {
    onclick: () => whenChosen(operation),
  }, operation.title[language], make('small', {}, operation.about[language])));
  const draw = () => {
    const language = chosenLanguage();
    const sought = folded(search.value.trim());
    const fits = ({ title, about, query }) => folded([title.vi, title.en, about[language], query].join('\n')).includes(sought);
    const sections = GROUPS.flatMap((group) => {
      const shown = all.filter((operation) => operation.group === group && fits(operation));
      if (shown.length === 0) return [];
      const entries = shown.map((operation) => entry(operation, language));
      return [make('h2', { className: 'group' }, say(group)), make('ul', { className: 'entries' }, ...entries)];
    });
    list.replaceChildren(...(sections.length > 0 ? sections : [make('p', { className: 'hint' }, say('nothingFound'))]));
  };
  search.addEventListener('input', draw);
  whenWorded(draw);
}
