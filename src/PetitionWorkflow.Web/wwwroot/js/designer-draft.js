// What an editor has drawn and not saved yet, known outside of Studio's own runtime: the diagram lives in the page. Whoever leaves is warned,
// and when the runtime stops for good (designer-rescue.js) the diagram is saved as a draft. What was typed into a field and not left yet, and
// names, variables and settings of the flow since its last save, only the runtime knew.
(() => {
  'use strict';
  const host = document.getElementById('designer-host');
  let model = null, saved = null, sending = 0;

  function drawn() {
    const graph = window.designerGraph?.();
    if (!graph || !model || model.isLatest === false || model.isReadonly) return null;
    const activities = graph.getNodes().map(node => {
      const data = node.getData(), designer = { ...data.metadata?.designer, position: node.position(), size: node.size() };
      return { ...data, metadata: { ...data.metadata, designer } };
    });
    const ends = graph.getEdges().map(edge => ({ source: edge.getSource(), target: edge.getTarget(), vertices: edge.getVertices() }));
    const connections = ends.filter(({ source, target }) => source.cell && target.cell).map(({ source, target, vertices }) => (
      { source: { activity: source.cell, port: source.port }, target: { activity: target.cell, port: target.port }, vertices }));
    return { activities, connections };
  }

  // Studio measures its steps again as it draws them: that is no edit.
  const mark = what => JSON.stringify(what, (name, value) => name === 'size' ? undefined : value);
  const isChanged = () => saved !== null && drawn() !== null && mark(drawn()) !== saved;

  function flowchartsIn(node) {
    if (node === null || typeof node !== 'object') return [];
    const inner = Object.values(node).flatMap(flowchartsIn);
    return node.type === 'Elsa.Flowchart' && Array.isArray(node.activities) ? [node, ...inner] : inner;
  }

  // The flowchart that is open: the one that shares most steps with what is drawn.
  function containerOf(root, { activities }) {
    const ids = new Set(activities.map(activity => activity.id));
    const shared = flowchart => flowchart.activities.filter(activity => ids.has(activity.id)).length;
    return flowchartsIn(root).sort((a, b) => shared(b) - shared(a))[0];
  }

  async function rescue() {
    if (!isChanged()) return false;
    const draft = structuredClone(model), what = drawn(), into = containerOf(draft.root, what);
    if (!into) return false;
    Object.assign(into, what);
    const answer = await fetch('/elsa/api/workflow-definitions', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ model: draft, publish: false }),
    });
    return answer.ok;
  }

  // Nobody edits without the mouse or the keyboard: what is drawn before is what was loaded.
  const before = () => { if (saved === null && drawn() !== null) saved = mark(drawn()); };
  for (const kind of ['pointerdown', 'keydown']) host.addEventListener(kind, before, { capture: true });

  window.addEventListener('beforeunload', event => { if (sending > 0 || isChanged()) event.preventDefault(); });

  const isSave = (method, path) => method === 'POST' && path === 'workflow-definitions';
  const isLoad = (method, path) => (method === 'GET' && /^workflow-definitions\/by-(definition-)?id\//.test(path)) || (method === 'POST' && path === 'workflow-definitions/import');

  function take(answer) {
    const given = answer.workflowDefinition ?? answer;
    if (given.definitionId !== host.dataset.value) return;
    model = given;
    if (!answer.workflowDefinition) saved = null;
  }

  // Told of every call: what is sent counts as saved unless the answer says otherwise. A publication that is refused was saved as a draft.
  async function watch(method, path, call) {
    if (host.dataset.element !== 'elsa-workflow-definition-editor' || !(isSave(method, path) || isLoad(method, path))) return call();
    const held = saved;
    if (isSave(method, path)) [saved, sending] = [drawn() === null ? null : mark(drawn()), sending + 1];
    let answer = null;
    try {
      answer = await call();
      if (answer.ok) take(await answer.clone().json());
      return answer;
    } finally {
      if (isSave(method, path)) sending--;
      if (isSave(method, path) && !answer?.ok && answer?.status !== 400) saved = held ?? '';
    }
  }

  window.designerDraft = { watch, rescue };
})();
