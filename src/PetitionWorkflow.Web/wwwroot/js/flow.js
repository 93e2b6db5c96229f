// The drawn flow: shows the step where the case stands, and lets the reader zoom. Without script the drawing scrolls by itself.
(() => {
  const frame = document.querySelector('.flow-scroll');
  const drawing = frame?.querySelector('.flow');
  if (!drawing) return;

  const width = drawing.width.baseVal.value;
  const height = drawing.height.baseVal.value;
  const fitting = () => Math.min(1, frame.clientWidth / width, frame.clientHeight / height);
  let scale = 1;

  const zoom = (to) => {
    const middle = [(frame.scrollLeft + frame.clientWidth / 2) / scale, (frame.scrollTop + frame.clientHeight / 2) / scale];
    scale = Math.min(2, Math.max(fitting(), to));
    drawing.setAttribute('width', width * scale);
    drawing.setAttribute('height', height * scale);
    frame.scrollTo(middle[0] * scale - frame.clientWidth / 2, middle[1] * scale - frame.clientHeight / 2);
  };

  const showCurrent = () => {
    const passed = frame.querySelectorAll('.flow-box.passed');
    const box = frame.querySelector('.flow-box.current, .flow-box.faulted') ?? passed[passed.length - 1];
    if (!box) return;
    const [at, around] = [box.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollBy(at.left - around.left - (frame.clientWidth - at.width) / 2, at.top - around.top - (frame.clientHeight - at.height) / 2);
  };

  const acts = { in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), fit: () => zoom(0), current: () => { zoom(1); showCurrent(); } };
  for (const button of document.querySelectorAll('[data-flow]')) {
    button.hidden = false;
    button.addEventListener('click', acts[button.dataset.flow]);
  }

  showCurrent();
})();
