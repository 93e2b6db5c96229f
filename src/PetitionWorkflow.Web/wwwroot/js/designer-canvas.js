// Studio centres a flow when it opens. The middle of a long one is an empty place; a reader looks for its start, or for the step
// where the case now waits.
(() => {
  'use strict';
  const patched = new WeakSet();
  const margin = 60;
  // Studio asks for more files than a browser remembers by itself, and the one that draws is found among them.
  performance.setResourceTimingBufferSize(2000);

  // The graph that is open now; a nested flow has one of its own.
  let graphs = null;
  window.designerGraph = () => Object.values(graphs ?? {}).map(({ graph }) => graph).findLast(graph => graph?.container?.isConnected) ?? null;

  // The bundle's own module: a second import of the same address gives the same graphs.
  let bundle = null;
  function graphsOf() {
    const file = bundle ? null : performance.getEntriesByType('resource').find(entry => /\/designer\.entry\.js(\?|$)/.test(entry.name));
    if (file) bundle = import(file.name).then(module => module.graphBindings);
    return bundle;
  }

  const fits = (graph, area) => {
    const { sx, sy } = graph.transform.getScale(), pane = graph.container.getBoundingClientRect();
    return area.width * sx <= pane.width && area.height * sy <= pane.height;
  };

  const startOf = graph => graph.getNodes()
    .map(node => ({ node, box: node.getBBox(), entered: graph.getIncomingEdges(node)?.length > 0 }))
    .sort((a, b) => a.entered - b.entered || a.box.x - b.box.x || a.box.y - b.box.y)[0];

  // Left of the middle, so that what follows is seen too; higher up only when there is more below than above.
  function showStart(graph, area) {
    const start = startOf(graph);
    if (!start) return;
    const { sy } = graph.transform.getScale(), height = graph.container.getBoundingClientRect().height;
    const above = (start.box.y - area.y) * sy + margin;
    graph.transform.positionPoint({ x: start.box.x, y: start.box.y }, margin, Math.max(margin, Math.min(above, height / 2)));
  }

  function show(graph) {
    const area = graph.getContentArea({ useCellGeometry: true });
    if (fits(graph, area)) return;
    const waiting = graph.getNodes().find(node => node.prop('activityStats')?.blocked);
    if (waiting) graph.centerCell(waiting);
    else showStart(graph, area);
  }

  function patch(graph) {
    patched.add(graph);
    const centre = graph.centerContent.bind(graph);
    graph.centerContent = options => {
      centre(options);
      show(graph);
      return graph;
    };
    if (graph.getNodes().length > 0) show(graph);
  }

  // A graph is made for every flow that is opened inside another, too.
  new MutationObserver(async () => {
    if (!document.querySelector('.x6-graph')) return;
    graphs = await graphsOf() ?? null;
    for (const { graph } of Object.values(graphs ?? {})) if (!patched.has(graph)) patch(graph);
  }).observe(document.getElementById('designer-host'), { childList: true, subtree: true });
})();
