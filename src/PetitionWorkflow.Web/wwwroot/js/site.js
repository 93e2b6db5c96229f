// What the pages need beyond HTML and htmx: confirmation, toasts, focus, the antiforgery header. No inline script anywhere.
(() => {
  'use strict';

  const dialog = document.getElementById('confirm');
  const toasts = document.getElementById('toasts');

  const ask = text => new Promise(resolve => {
    document.getElementById('confirm-text').textContent = text;
    dialog.returnValue = 'no';
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
    dialog.showModal();
  });

  // <form data-confirm="…"> or <button data-confirm="…">: ask, then submit as if nothing had been between.
  document.addEventListener('submit', async event => {
    const button = event.submitter;
    const text = button?.dataset.confirm ?? event.target.dataset.confirm;
    if (!text || event.target.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await ask(text)) {
      event.target.dataset.confirmed = 'yes';
      event.target.requestSubmit(button);
      delete event.target.dataset.confirmed;
    }
  }, true);

  // hx-confirm uses the same dialog instead of the browser's.
  document.addEventListener('htmx:confirm', async event => {
    if (!event.detail.question) return;
    event.preventDefault();
    if (await ask(event.detail.question)) event.detail.issueRequest(true);
  });

  document.addEventListener('htmx:configRequest', event => {
    const token = document.querySelector('meta[name="csrf-token"]');
    if (token && event.detail.verb !== 'get') event.detail.headers.RequestVerificationToken = token.content;
  });

  const showFor = 6000;
  const arm = toast => {
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'btn-close';
    close.setAttribute('aria-label', toasts.dataset.close);
    close.addEventListener('click', () => toast.remove());
    toast.append(close);
    let timer = setTimeout(() => toast.remove(), showFor);
    toast.addEventListener('mouseenter', () => clearTimeout(timer));
    toast.addEventListener('mouseleave', () => { timer = setTimeout(() => toast.remove(), showFor); });
  };

  const toast = (text, failed) => {
    const element = document.createElement('div');
    element.className = failed ? 'app-toast app-toast-failed' : 'app-toast';
    const icon = document.createElement('i');
    icon.className = failed ? 'ti ti-alert-triangle' : 'ti ti-circle-check';
    icon.setAttribute('aria-hidden', 'true');
    const span = document.createElement('span');
    span.textContent = text;
    element.append(icon, span);
    toasts.append(element);
    arm(element);
  };

  toasts.querySelectorAll('.app-toast').forEach(arm);
  document.body.addEventListener('toast', event => toast(event.detail.value));
  document.body.addEventListener('toastRefused', event => toast(event.detail.value, true));
  for (const name of ['htmx:responseError', 'htmx:sendError']) {
    document.body.addEventListener(name, () => toast(toasts.dataset.failed, true));
  }

  // <select data-submit> sends its form when it changes (a button inside <noscript> does it without script).
  document.addEventListener('change', event => {
    if (event.target.matches('[data-submit]')) event.target.form.requestSubmit();
  });

  // A field with choices beside it holds either what is typed or what is chosen. Without script what is typed counts.
  document.addEventListener('input', event => {
    const choices = event.target.closest('[data-choices-of]');
    if (choices) {
      document.getElementById(choices.dataset.choicesOf).value = '';
    } else if (event.target.id && event.target.value) {
      document.querySelectorAll(`[data-choices-of="${CSS.escape(event.target.id)}"] input`).forEach(choice => { choice.checked = false; });
    }
  });

  // <button data-fill='{"Input_Name": "…"}' data-tick="id">: puts values into fields and ticks a box; nothing is sent.
  document.addEventListener('click', event => {
    const source = event.target.closest('[data-fill]');
    if (!source) return;
    for (const [id, value] of Object.entries(JSON.parse(source.dataset.fill))) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    document.getElementById(source.dataset.tick)?.click();
    document.getElementById(source.dataset.thenFocus)?.focus();
  });

  document.querySelector('[data-focus]')?.focus();
})();
