// The intake pages: what shows only when ticked, files that are too large, printing, forms that are sent once.
(() => {
  'use strict';

  const follow = box => {
    const part = document.getElementById(box.dataset.shows);
    const update = () => { part.hidden = !box.checked; };
    box.addEventListener('change', update);
    update();
  };
  document.querySelectorAll('[data-shows]').forEach(follow);

  document.querySelectorAll('input[type=file][data-max-bytes]').forEach(input => input.addEventListener('change', () => {
    const large = [...input.files].filter(file => file.size > Number(input.dataset.maxBytes));
    input.setCustomValidity(large.length ? `${large.map(file => file.name).join(', ')}: ${input.dataset.tooLarge}` : '');
    input.reportValidity();
  }));

  // <form data-once>: a second click does nothing; the page comes back with working buttons when it is shown again.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!('once' in form.dataset)) return;
    const invalid = form.querySelector('input[type=file]:invalid');
    if (form.dataset.sent || invalid) {
      event.preventDefault();
      invalid?.reportValidity();
      return;
    }
    form.dataset.sent = 'yes';
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-once]').forEach(form => delete form.dataset.sent));

  // The hints are drawn anew while somebody types; what was ticked since the question went out is not in the answer.
  const hints = document.getElementById('duplicates');
  let ticked = [];
  hints?.addEventListener('htmx:beforeSwap', () => { ticked = [...hints.querySelectorAll('input:checked')].map(input => input.name + input.value); });
  hints?.addEventListener('htmx:afterSwap', () => hints.querySelectorAll('input').forEach(input => {
    if (ticked.includes(input.name + input.value)) input.checked = true;
    else if (input.type === 'checkbox') input.checked = false;
  }));

  document.querySelectorAll('[data-print]').forEach(button => button.addEventListener('click', () => window.print()));
})();
