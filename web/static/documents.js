"use strict";

const LARGEST = 100 * 1024 * 1024;

// Send files with their progress; without this script the form sends them as well.
function takeIn(form) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const told = form.querySelector(".sending");
  const bar = form.querySelector("progress");

  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if ([...input.files].some((file) => file.size > LARGEST)) {
      told.textContent = told.dataset.large;
      return;
    }
    send(form, told, bar);
  });
}

function send(form, told, bar) {
  const button = form.querySelector("button");
  const asked = new XMLHttpRequest();
  asked.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) {
      bar.hidden = false;
      bar.value = (100 * event.loaded) / event.total;
      told.textContent = `${told.dataset.sending} ${Math.round(bar.value)} %`;
    }
  });
  asked.upload.addEventListener("load", () => {
    told.textContent = told.dataset.reading;
  });
  asked.addEventListener("error", () => {
    told.textContent = told.dataset.broken;
    button.disabled = false;
    bar.hidden = true;
  });
  asked.addEventListener("load", () => show(asked));
  asked.open("POST", form.action);
  asked.send(new FormData(form));
  button.disabled = true;
}

// A document that was taken in has an address of its own; else the list says more.
function show(asked) {
  const where = new URL(asked.responseURL);
  if (where.pathname !== window.location.pathname) {
    window.location.assign(where);
    return;
  }
  const made = new DOMParser().parseFromString(asked.responseText, "text/html");
  document.querySelector("main").replaceWith(made.querySelector("main"));
  document.querySelectorAll("form[data-intake]").forEach(takeIn);
  document.querySelector("main").focus();
}

document.querySelectorAll("form[data-intake]").forEach(takeIn);
