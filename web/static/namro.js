"use strict";

// Ask before an act that cannot be taken back: <button data-ask="...">; the browser
// says first what its form still lacks.
document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-ask]");
  if (asked && (asked.form?.checkValidity() ?? true) && !window.confirm(asked.dataset.ask)) {
    event.preventDefault();
  }
});

// Copy what a button names: <button data-copy="...">; shown only with a script.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy));
}

// Tick every row of the page at once: <p data-tick="name of the boxes" hidden>.
function tickable(root) {
  for (const place of root.querySelectorAll("[data-tick]")) {
    const all = place.querySelector("input");
    const boxes = [...place.closest("form").elements].filter((one) => one.name === place.dataset.tick);
    place.hidden = false;
    const count = () => {
      const ticked = boxes.filter((one) => one.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && !all.checked;
    };
    all.addEventListener("change", () => {
      for (const one of boxes) {
        one.checked = all.checked;
      }
    });
    place.closest("form").addEventListener("change", count);
    count();
  }
}
tickable(document);
