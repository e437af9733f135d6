"use strict";

// Letters without tones, marks and đ, as the search on the server compares them.
function bare(text) {
  return text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
}

// Show only the agencies that have all the words looked for, as they are typed.
for (const input of document.querySelectorAll("[data-find]")) {
  const form = input.form;
  form.querySelector("[data-find-button]").hidden = true;
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
    }
  });
  input.addEventListener("input", () => {
    const words = bare(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const one of form.querySelectorAll("[data-words]")) {
      const has = bare(one.dataset.words);
      one.hidden = !words.every((word) => has.includes(word));
      found += one.hidden ? 0 : 1;
    }
    form.querySelector("[data-found]").textContent = words.length > 0 ? String(found) : "";
  });
}

// Of a deadline show only the fields that its kind has.
for (const select of document.querySelectorAll("select#f-kind")) {
  const parts = select.form.querySelectorAll(".part");
  const show = () => {
    for (const part of parts) {
      part.hidden = !part.classList.contains(`k-${select.value}`);
    }
  };
  select.addEventListener("change", show);
  show();
}

// Bring the words that were chosen into sight in the original.
const body = document.querySelector(".original-body");
const marked = body && document.querySelector(".order.chosen") && body.querySelector(".frame, mark");
if (marked) {
  const scroll = () => {
    const gap = marked.getBoundingClientRect().top - body.getBoundingClientRect().top;
    body.scrollTop += gap - body.clientHeight / 3;
  };
  const picture = body.querySelector("img");
  if (picture && !picture.complete) {
    picture.addEventListener("load", scroll);
  }
  scroll();
}

// Words selected in the original are those of an instruction that is added.
const words = document.querySelector("#f-words");
if (body && words) {
  body.addEventListener("mouseup", () => {
    const selected = window.getSelection().toString().trim();
    if (selected) {
      words.value = selected;
    }
  });
}
