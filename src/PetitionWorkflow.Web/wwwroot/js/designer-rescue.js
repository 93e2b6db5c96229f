// The .NET runtime inside the bundle may stop for good: seldom, and more often on a busy machine, its garbage collector finds its own heap
// broken (dotnet/runtime issue 97543). Studio says nothing then, and nothing on the page answers any more. What is only looked at is loaded
// again; an editor is not, since somebody may want to copy what they had typed: it saves what is drawn as a draft and says what happened.
(() => {
  'use strict';
  const host = document.getElementById('designer-host');
  const mark = 'designer-reloads', within = 600000, most = 3;
  let isOver = false;

  const isEnd = reason => reason?.name === 'ExitStatus' || /\.NET runtime already exited/.test(reason?.message ?? reason);

  // Where it happens again and again, loading once more helps nobody.
  function mayReload() {
    if (host.dataset.element === 'elsa-workflow-definition-editor') return false;
    const recent = JSON.parse(sessionStorage.getItem(mark) ?? '[]').filter(time => Date.now() - time < within);
    sessionStorage.setItem(mark, JSON.stringify([...recent, Date.now()]));
    return recent.length < most;
  }

  function hear(reason) {
    if (isOver || !isEnd(reason)) return;
    isOver = true;
    if (mayReload()) {
      location.reload();
      return;
    }
    window.designerDraft.rescue().then(isSaved => { document.getElementById('designer-rescued').hidden = !isSaved; }).finally(() => {
      document.getElementById('blazor-error-ui').style.display = 'block';
    });
  }

  window.addEventListener('error', event => hear(event.error ?? event.message));
  window.addEventListener('unhandledrejection', event => hear(event.reason));
})();
