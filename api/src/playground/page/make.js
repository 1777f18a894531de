// Small ways to make elements; text never becomes markup.

/** An element: `make('button', { className: 'link', onclick }, 'text', child)`. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  const { aria = {}, ...others } = properties;
  Object.assign(element, others);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(name === 'role' ? name : `aria-${name}`, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Lower case, without Vietnamese marks, so that `hop dong` finds `Hợp đồng`. */
export const folded = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

/** Lets the arrow keys, Home and End move between the tabs of a list, as people with a screen reader expect. */
export function moveBetweenTabs(list) {
  list.addEventListener('keydown', (event) => {
    const tabs = [...list.querySelectorAll('[role="tab"]')];
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const place = (to + tabs.length) % tabs.length;
    tabs[place].click();
    list.querySelectorAll('[role="tab"]')[place].focus();
  });
}
