// Fields that depend on the answer to an earlier one: asked, or neither shown nor sent. Without this script each says when it is asked.
(() => {
  'use strict';

  const form = document.getElementById('task-form');
  if (!form) return;

  const dependent = [...form.querySelectorAll('[data-when-field]')];
  const answer = control => !control || control.disabled ? '' : control.type === 'checkbox' ? String(control.checked) : control.value;

  // In the order of the page, so that a field that depends on a hidden one is hidden too. What was refused stays in sight.
  const refresh = () => dependent.forEach(part => {
    const asked = part.dataset.whenIs.split(' ').includes(answer(form.elements[part.dataset.whenField]));
    part.hidden = !asked && !part.querySelector('.field-message');
    part.querySelectorAll('input, select, textarea').forEach(control => { control.disabled = part.hidden; });
    part.querySelectorAll('.asked-when').forEach(words => { words.hidden = true; });
  });

  form.addEventListener('change', refresh);
  refresh();
})();
