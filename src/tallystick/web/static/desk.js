"use strict";
// A filter's lists act when they are chosen from; a job's page is asked for again by its own header.
for (const choice of document.querySelectorAll(".filter select")) choice.addEventListener("change", () => choice.form.requestSubmit());
// While words are typed into the search page, indicators so named stand above what was found.
for (const typed of document.querySelectorAll("input[data-suggest]")) {
  const list = document.getElementById(typed.dataset.suggest);
  let wait = 0;
  typed.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(async () => {
      const words = typed.value;
      const answer = await fetch("/search/suggest?q=" + encodeURIComponent(words));
      if (!answer.ok || words !== typed.value) return;
      list.innerHTML = await answer.text();
      list.closest("section").hidden = !list.children.length;
    }, 150);
  });
}
// Words of a release that are selected lead to the card of their sentence: that of the first figure among them.
for (const share of document.querySelectorAll("a[data-shares]")) {
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const figures = chosen.isCollapsed ? [] : [...document.querySelectorAll(".said a.figure")];
    const first = figures.find((figure) => chosen.containsNode(figure, true));
    if (first) share.href = share.dataset.shares + first.id.replace("figure-", "");
    share.hidden = !first;
  });
}
