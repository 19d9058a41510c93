// What a reader waits for: from the press of a choice until the app's script has ended and nothing on the page is drawn any more.
(() => {
  const QUIET = 300, PATIENCE = 3000;
  const watch = (window.watch = { from: 0, drawn: 0, ended: 0, ran: false, armed: false });
  const now = () => performance.now();
  const state = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
  const seen = (node) =>
    (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-testid=stMain], [data-testid=stSidebar]");

  watch.arm = () => Object.assign(watch, { from: 0, drawn: 0, ended: 0, ran: false, armed: true });
  // All that was drawn since the document came: it may be that nothing more will.
  watch.opened = () => Object.assign(watch, { from: 1, ran: true, ended: watch.ended || now() });
  watch.begin = () => Object.assign(watch, { from: now(), armed: false });
  // Canvases (tables) and the rest of the page (charts are SVG) are drawn in ways of their own.
  for (const name of ["clearRect", "fillRect", "fillText"]) {
    const plain = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...all) {
      watch.drawn = now();
      return plain.apply(this, all);
    };
  }
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") {
        // A short run may begin and end before this is told of it: the state before tells that it ran.
        if (state() !== "notRunning" || change.oldValue === "running") watch.ran = true;
        if (state() === "notRunning" && watch.ran) watch.ended = now();
      } else if (seen(change.target)) watch.drawn = now();
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeOldValue: true,
    attributeFilter: ["data-test-script-state"],
  });
  for (const press of ["pointerdown", "keydown"]) document.addEventListener(press, () => watch.armed && watch.begin(), true);

  // null: not yet; -1: nothing was asked of the server; else the milliseconds it took.
  watch.took = () => {
    if (!watch.from) return null;
    if (!watch.ran) return now() - watch.from > PATIENCE ? -1 : null;
    const last = Math.max(watch.drawn, watch.ended);
    return state() === "notRunning" && watch.ended && now() - last > QUIET ? last - watch.from : null;
  };
  watch.settled = () =>
    new Promise((tell) => {
      const look = () => (watch.took() === null ? setTimeout(look, 40) : tell(watch.took()));
      look();
    });
})();
