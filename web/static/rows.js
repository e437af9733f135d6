"use strict";

// Rows to fill in: without a script there are several blank ones, with it there is one
// and a button that gives another: <ol data-rows>, <li data-blank>, <button data-another>.
for (const list of document.querySelectorAll("[data-rows]")) {
  const button = list.closest("form").querySelector("[data-another]");
  for (const blank of [...list.querySelectorAll("[data-blank]")].slice(1)) {
    blank.remove();
  }
  button.hidden = false;
  button.addEventListener("click", () => {
    const row = list.lastElementChild.cloneNode(true);
    const numbered = (text) => text.replace(/\d+$/, list.children.length + 1);
    const legend = row.querySelector("legend");
    legend.textContent = numbered(legend.textContent);
    for (const label of row.querySelectorAll("label")) {
      label.htmlFor = numbered(label.htmlFor);
    }
    for (const field of row.querySelectorAll("input")) {
      field.id = numbered(field.id);
      field.value = "";
    }
    list.append(row);
    row.querySelector("input").focus();
  });
}
