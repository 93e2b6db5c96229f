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

  document.querySelectorAll('[data-print]').forEach(button => button.addEventListener('click', () => window.print()));
})();
