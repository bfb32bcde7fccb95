"use strict";
// Selecting a finding lights up the figures it ties; a figure opens its card; printing opens every card.
(() => {
  const figure = (id) => document.getElementById(id);
  const light = (finding, on) =>
    (finding.dataset.figures || "").split(" ").filter(Boolean).forEach((id) => figure(id)?.classList.toggle("lit", on));
  for (const finding of document.querySelectorAll(".finding")) {
    for (const event of ["mouseenter", "focusin"]) finding.addEventListener(event, () => light(finding, true));
    for (const event of ["mouseleave", "focusout"]) finding.addEventListener(event, () => light(finding, false));
  }
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const card = target?.closest("details") || (target?.matches(".figure") && figure("card-" + target.id.slice(7)));
    for (let one = card; one; one = one.parentElement?.closest("details")) one.open = true;
    if (card && target === card) card.scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", open);
  open();
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((card) => (card.open = true)));
})();
