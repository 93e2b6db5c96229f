// Studio reads a chosen file itself: it calls everything that it does not know an invalid schema, unpacks whatever an archive holds, and says
// nothing at all when a file is too large. The server looks at it first and says in the reader's language what is wrong.
(() => {
  'use strict';
  const host = document.getElementById('designer-host');
  const words = host.dataset;
  const check = words.element === 'elsa-workflow-instance-list' ? 'bulk-actions/import/workflow-instances' : 'workflow-definitions/import-files';
  const passed = new WeakSet();

  async function isGood(files) {
    if (files.some(file => file.size > Number(words.maxBytes))) {
      window.designerNotice(words.refused, [words.tooLarge], { danger: true });
      return false;
    }
    const form = new FormData();
    for (const file of files) form.append('files', file);
    return (await fetch(`/elsa/api/${check}?checkOnly=true`, { method: 'POST', body: form })).ok;
  }

  document.addEventListener('change', async event => {
    const input = event.target;
    if (input.type !== 'file' || passed.has(event) || input.files.length === 0) return;
    event.stopImmediatePropagation();
    if (await isGood([...input.files])) {
      const again = new Event('change', { bubbles: true });
      passed.add(again);
      input.dispatchEvent(again);
    } else {
      input.value = '';
    }
  }, { capture: true });
})();
