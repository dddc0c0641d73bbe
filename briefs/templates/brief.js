"use strict";
// The way out of a page for survivors: its link, or Esc. The page is gone at once, however slow the
// network is, and "back" does not return to it.
(function () {
  const link = document.getElementById("leave");
  function leave(event) {
    event.preventDefault();
    document.documentElement.hidden = true;
    document.title = "\u00a0";
    location.replace(link.href);
  }
  link.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(event); });
})();
