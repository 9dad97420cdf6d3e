// Takes the focus back, and counts what it overhears.
globalThis.overheard = [];
for (const type of ['focusin', 'click', 'keydown', 'pointerdown']) {
  EventTarget.prototype.addEventListener.call(document, type, (event) => {
    globalThis.overheard.push(type);
    if (type === 'focusin') event.target.blur?.();
  });
}
