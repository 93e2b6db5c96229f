// Keys of the inbox: j and k move, Enter opens, c claims, x selects, / searches. Only where nothing is being typed.
(() => {
  'use strict';

  const rows = () => [...document.querySelectorAll('#inbox [data-row]')];
  const current = () => document.activeElement?.closest?.('[data-row]');

  const move = step => {
    const all = rows();
    const at = all.indexOf(current());
    all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))]?.querySelector('[data-open]').focus();
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    c: () => current()?.querySelector('[data-claim]')?.click(),
    x: () => current()?.querySelector('input[type=checkbox]')?.click(),
    '/': () => document.getElementById('inbox-text')?.focus(),
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=checkbox]), select, textarea, dialog')) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
