"use strict";

// Ask before an act that cannot be taken back: <button data-ask="...">.
document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-ask]");
  if (asked && !window.confirm(asked.dataset.ask)) {
    event.preventDefault();
  }
});

// Copy what a button names: <button data-copy="...">; shown only with a script.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy));
}
