/* The live preview. A little after a keystroke the form is sent as its button "Show the page" sends
   it, and the parts that follow what was chosen are put in place. Without this file the button
   does the same. */
"use strict";
(() => {
  const form = document.querySelector("form[data-live]");
  const PAUSE = 60; // milliseconds without a keystroke
  let timer = 0, asking = null;

  function ask() {
    if (asking) asking.abort();
    asking = new AbortController();
    const sent = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
    sent.append("do", "look");
    const options = { method: "POST", body: sent, signal: asking.signal };
    fetch(form.getAttribute("action"), options).then((answer) => answer.text()).then(show, () => {});
  }

  async function show(text) {
    const now = asking, fresh = new DOMParser().parseFromString(text, "text/html");
    const picture = fresh.querySelector("#preview img");
    if (picture) await drawn(picture.getAttribute("src"));
    if (now !== asking) return; // another keystroke came meanwhile
    for (const part of document.querySelectorAll("[data-live-part]")) {
      const other = fresh.getElementById(part.id);
      if (other && !part.contains(document.activeElement)) part.replaceWith(document.adoptNode(other));
    }
    if (!form) return;
    const was = form.querySelector("[name=was]"), is = fresh.querySelector("form [name=was]");
    if (is) was.value = is.value;
    const said = document.getElementById("preview-said"), says = fresh.getElementById("preview-said");
    if (says && said.textContent !== says.textContent) said.textContent = says.textContent;
  }

  /* The picture is there before it takes the place of the last one, so that nothing flickers. */
  function drawn(address) {
    const image = new Image();
    image.src = address;
    return image.decode().catch(() => {});
  }

  /* A page that tells how far a pack is looks again until it is done. */
  async function wait() {
    if (!document.querySelector("[data-waiting]")) return;
    const text = await fetch(location.href).then((answer) => answer.text(), () => "");
    if (text) await show(text);
    setTimeout(wait, 700);
  }
  wait();

  if (form) form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
})();
