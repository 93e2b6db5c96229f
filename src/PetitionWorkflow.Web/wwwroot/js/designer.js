// Hosts one of Elsa Studio's custom elements: a fresh token for every call, notices in our own words, and the elements' jumps as pages.
(() => {
  'use strict';
  const api = '/elsa/api/', hubs = '/elsa/hubs/';
  const flows = '/designer/workflows/definitions', instances = '/designer/workflows/instances';
  const host = document.getElementById('designer-host');
  const notice = document.getElementById('designer-notice');
  const words = host.dataset;
  // The server tells a save of this page from one of another by it.
  const editor = Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
  const realFetch = window.fetch.bind(window);
  // The bundle reads its language before it starts; it has Chinese words for its tables and pagers only.
  localStorage.setItem('BlazorCulture', document.documentElement.lang.startsWith('zh') ? document.documentElement.lang : 'en-US');
  let token = '', renewal = null, renewing = null;

  // --- notices ---------------------------------------------------------------------------------------------------------------
  let afterClose = null;
  function show(title, lines, { danger = false, more = false, then = null } = {}) {
    notice.classList.toggle('alert-danger', danger);
    notice.classList.toggle('alert-warning', !danger);
    notice.querySelector('strong').textContent = title;
    notice.querySelector('ul').replaceChildren(...lines.map(line => Object.assign(document.createElement('li'), { textContent: line })));
    notice.querySelector('.designer-notice-more').hidden = !more;
    afterClose = then;
    notice.hidden = false;
  }
  window.designerNotice = show;
  notice.querySelector('.btn-close').addEventListener('click', () => {
    notice.hidden = true;
    if (afterClose) afterClose();
  });

  // --- the token -------------------------------------------------------------------------------------------------------------
  const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

  async function askForToken() {
    const answer = await realFetch('/designer/token', { headers: { Accept: 'application/json' }, redirect: 'manual', cache: 'no-store' });
    if (!answer.ok) return null;
    const given = await answer.json();
    clearTimeout(renewal);
    renewal = setTimeout(renew, given.seconds * 600);
    return given.token;
  }

  // One request however many calls wait; when the session itself is over, until somebody signed in again in another tab.
  function renew() {
    renewing ??= (async () => {
      try {
        let fresh = null, told = false;
        for (;;) {
          try { fresh = await askForToken(); } catch { fresh = null; }
          if (fresh) break;
          if (!told) show(words.signedOut, [words.kept], { danger: true, more: true });
          told = true;
          await wait(3000);
        }
        if (told) notice.hidden = true;
        token = fresh;
        insertProvider();
      } finally {
        renewing = null;
      }
    })();
    return renewing;
  }

  // The settings are read once per element, so a new token means a new element.
  function insertProvider() {
    const provider = document.createElement('elsa-backend-provider');
    provider.setAttribute('remote-endpoint', location.origin + '/elsa/api');
    provider.setAttribute('access-token', token);
    document.querySelectorAll('elsa-backend-provider').forEach(old => setTimeout(() => old.remove(), 1000));
    host.before(provider);
  }

  // --- calls -----------------------------------------------------------------------------------------------------------------
  const pathOf = input => {
    const url = new URL(typeof input === 'string' ? input : input.url ?? String(input), document.baseURI);
    return url.origin === location.origin ? url.pathname : '';
  };

  window.fetch = async (input, init = {}) => {
    const path = pathOf(input);
    if (!path.startsWith(api) && !path.startsWith(hubs)) return realFetch(input, init);
    const send = () => {
      const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
      headers.set('Authorization', 'Bearer ' + token);
      headers.set('X-Elsa-Editor', editor);
      return realFetch(input instanceof Request ? input.clone() : input, { ...init, headers });
    };
    const method = (init.method ?? input.method ?? 'GET').toUpperCase();
    return window.designerDraft.watch(method, path.slice(api.length), () => ask(method, path, send));
  };

  // What may be asked twice waits until the service can be reached again: Studio would lose its edit, or stop for good.
  const repeatable = /^(workflow-definitions|workflow-instances|workflow-instances\/[^/]+\/journal|activity-executions\/report)$/;

  async function reach(method, path, send) {
    for (let told = false; ; told = true) {
      try {
        const answer = await send();
        if (told) notice.hidden = true;
        return answer;
      } catch (failure) {
        if (failure.name === 'AbortError' || !(method === 'GET' || repeatable.test(path))) throw failure;
        if (!told) show(words.unreachable, [words.waits], { danger: true });
        await wait(2000);
      }
    }
  }

  async function ask(method, path, send) {
    let answer = await reach(method, path.slice(api.length), send);
    // More than once: where the machine is slow, a token may have ended again before the call is on its way.
    for (let tries = 0; answer.status === 401 && tries < 20; tries++) {
      await renew();
      answer = await reach(method, path.slice(api.length), send);
    }
    if (path.startsWith(hubs)) return answer;
    return explain(method, path.slice(api.length), answer);
  }

  // A socket sends no header, and Studio may open one with a token that has just ended: the viewer would never be told of anything.
  window.WebSocket = class extends window.WebSocket {
    constructor(address, protocols = []) {
      const url = new URL(address, location.href);
      if (url.pathname.startsWith(hubs) && url.searchParams.has('access_token')) url.searchParams.set('access_token', token);
      super(url, protocols);
    }
  };

  // Studio itself shows why a save or a retraction was refused, and files are looked at by the page; at any other refusal Studio would stop working.
  const goesOn = /^(workflow-definitions(\/[^/]+\/retract|\/import-files)?|bulk-actions\/import\/workflow-instances)$/;
  const tolerated = /^(features\/|workflow-definitions\/[^/]+\/execute$|scripting\/)/;

  async function explain(method, path, answer) {
    if (method === 'GET' || tolerated.test(path)) return answer;
    const isProblem = (answer.headers.get('Content-Type') ?? '').startsWith('application/problem+json');
    if (isProblem) {
      const problem = await answer.clone().json();
      const lines = Object.values(problem.errors ?? { detail: [problem.detail ?? problem.title] }).flat();
      const own = goesOn.test(path);
      show(words.refused, lines, { danger: true, then: own ? null : () => location.reload() });
      return own || answer.status === 404 ? answer : new Promise(() => {});
    }
    if (answer.ok && path.startsWith('bulk-actions/') && (answer.headers.get('Content-Type') ?? '').startsWith('application/json')) {
      const done = await answer.clone().json();
      const lines = [...done.kept ?? [], ...(done.failed ?? []).flatMap(id => done.warnings?.[id] ?? [])];
      if (lines.length) show(words.refused, lines, { danger: true });
    }
    if (answer.ok && path === 'workflow-definitions') {
      const saved = await answer.clone().json();
      if (saved.warnings?.length) show(words.warned, saved.warnings.map(warning => warning.message));
      else if (saved.workflowDefinition?.isPublished) notice.hidden = true;
    }
    return answer;
  }

  // --- jumps -----------------------------------------------------------------------------------------------------------------
  // The elements push addresses without showing what is there: a jump to another page of ours is made for real.
  const pageOf = address => new URL(address, document.baseURI).pathname.replace(/\/$/, '');
  const isPage = path => path === flows || path === instances || /^\/designer\/workflows\/(definitions\/[^/]+\/edit|instances\/[^/]+\/view)$/.test(path);
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    if (address && pageOf(address) !== pageOf(location.href) && isPage(pageOf(address))) {
      location.assign(new URL(address, document.baseURI));
      return;
    }
    push(state, title, address);
  };

  // Studio's panes are as high as the window less the bars above them; a banner may be among those.
  const measure = () => document.documentElement.style.setProperty('--designer-bars', host.getBoundingClientRect().top + window.scrollY + 'px');
  new ResizeObserver(measure).observe(document.body);
  measure();

  // --- start -----------------------------------------------------------------------------------------------------------------
  document.addEventListener('visibilitychange', () => { if (!document.hidden) renew(); });
  // A property that is set before the bundle has defined the element would hide the element's own.
  Promise.all([renew(), customElements.whenDefined(words.element)]).then(() => {
    const element = document.createElement(words.element);
    if (words.attribute) element.setAttribute(words.attribute, words.value);
    element.editWorkflowDefinition = id => location.assign(`${flows}/${encodeURIComponent(id)}/edit`);
    element.viewWorkflowInstance = id => location.assign(`${instances}/${encodeURIComponent(id)}/view`);
    const loading = host.querySelector('.designer-loading');
    new MutationObserver((_, observer) => {
      if (element.childElementCount === 0) return;
      loading.remove();
      observer.disconnect();
    }).observe(element, { childList: true });
    host.append(element);
  });
})();
