"use strict";
// A figure and its partner light up together; the other text scrolls to the partner.
(() => {
  let lit = [];
  const light = (figure) => {
    lit.forEach((one) => one.classList.remove("lit"));
    const partner = figure.hash ? document.getElementById(figure.hash.slice(1)) : null;
    lit = [figure, partner].filter(Boolean);
    lit.forEach((one) => one.classList.add("lit"));
    return partner;
  };
  for (const figure of document.querySelectorAll("a.figure")) {
    for (const event of ["mouseenter", "focus"]) figure.addEventListener(event, () => light(figure));
    figure.addEventListener("click", (event) => {
      const partner = light(figure);
      if (!partner) return;
      event.preventDefault();
      partner.scrollIntoView({ block: "center" });
      partner.focus({ preventScroll: true });
    });
  }
})();
