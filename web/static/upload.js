"use strict";

// Send a form with files and show how far it is. When the line breaks, say so: the
// page stays as it was, with everything that was typed and chosen.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const line = form.querySelector(".progress-line");
  const button = form.querySelector("button:not([name])");
  const words = line.dataset;
  const tell = (text) => {
    line.hidden = false;
    line.textContent = text;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sending = new XMLHttpRequest();
    sending.open("POST", form.action);
    sending.responseType = "document";
    sending.upload.addEventListener("progress", (now) => {
      if (now.lengthComputable) {
        tell(`${words.sending} ${Math.floor((100 * now.loaded) / now.total)}%`);
      }
    });
    const broken = () => {
      button.disabled = false;
      tell(words.broken);
    };
    sending.addEventListener("error", broken);
    sending.addEventListener("abort", broken);
    sending.addEventListener("load", () => {
      button.disabled = false;
      if (sending.status < 400) {
        window.location.assign(sending.responseURL);
        return;
      }
      const answer = sending.response;
      const told = answer && (answer.querySelector("[role=alert]") || answer.querySelector("main p"));
      tell(told ? told.textContent : words.broken);
      const fresh = answer && answer.querySelector("form[data-upload] [name=once]");
      if (fresh) {
        form.querySelector("[name=once]").value = fresh.value;
      }
    });
    button.disabled = true;
    tell(words.sending);
    sending.send(new FormData(form));
  });
}
