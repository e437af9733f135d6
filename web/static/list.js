"use strict";

// A list renewed in place: <section data-live>. Its filters, its pages and its links to
// other filters fetch the page and put the new section where the old one stood.
// Whatever goes wrong, the browser goes there as it would without a script.
let asked = 0;
let shown = location.pathname + location.search;
const told = document.createElement("p");
told.className = "visually-hidden";
told.setAttribute("role", "status");
document.querySelector("main").append(told);

async function renew(address, { push, from }) {
  const mine = ++asked;
  const old = document.querySelector("[data-live]");
  old.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (mine !== asked) {
      return;
    }
    if (answer.redirected || !fresh) {
      throw new Error(answer.status);
    }
    place(old, fresh, address, { push, from });
  } catch {
    if (mine === asked) {
      push ? location.assign(address) : location.reload();
    }
  }
}

function place(old, fresh, address, { push, from }) {
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  const again = held && (held.id ? `#${CSS.escape(held.id)}` : from === "form" && ".filters button");
  if (push) {
    history.pushState(null, "", address);
  }
  shown = location.pathname + location.search;
  old.replaceWith(fresh);
  tickable(fresh);
  for (const back of document.querySelectorAll("header input[name=back]")) {
    back.value = shown;
  }
  told.textContent = fresh.querySelector("[role=alert], .count")?.textContent.trim() ?? "";
  if (from === "link") {
    fresh.tabIndex = -1;
    fresh.focus({ preventScroll: true });
    fresh.scrollIntoView();
  } else if (again) {
    fresh.querySelector(again)?.focus({ preventScroll: true });
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-live] .filters") || new URL(form.action).pathname !== location.pathname) {
    return;
  }
  const filters = [...new FormData(form)].filter(([, value]) => value.trim());
  const address = new URL(form.action);
  address.search = new URLSearchParams(filters);
  event.preventDefault();
  renew(address.href, { push: true, from: "form" });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-live] a[href]");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (link && plain && link.origin === location.origin && link.pathname === location.pathname) {
    event.preventDefault();
    renew(link.href, { push: true, from: "link" });
  }
});

window.addEventListener("popstate", () => {
  if (shown !== location.pathname + location.search) {
    renew(location.href, { push: false, from: "history" });
  }
});
