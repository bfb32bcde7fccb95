"use strict";
// A chart comes alive when it is first pointed at or focused: the same specification, drawn by the browser.
(() => {
  let bundle;
  const library = () =>
    (bundle ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "/assets/vega.js";
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }));
  // The palette of the drawings: each colour stands for a variable of the page, so that light and dark follow.
  const named = (text, names) => text.replace(/#[0-9a-f]{6}/g, (colour) => names[colour] ?? colour);
  const tooltip = (box) => {
    const tip = box.appendChild(document.createElement("div"));
    tip.className = "tip";
    tip.hidden = true;
    return (_, event, __, value) => {
      tip.hidden = !value;
      if (!value) return;
      const list = document.createElement("dl");
      for (const [key, text] of Object.entries(value)) {
        list.append(Object.assign(document.createElement("dt"), { textContent: key }));
        list.append(Object.assign(document.createElement("dd"), { textContent: text }));
      }
      tip.replaceChildren(list);
      const place = box.getBoundingClientRect();
      tip.style.left = `${Math.min(event.clientX - place.left + 14, Math.max(0, place.width - 260))}px`;
      tip.style.top = `${event.clientY - place.top + 14}px`;
    };
  };
  const enliven = async (figure, box) => {
    const [spec, names] = await Promise.all([
      fetch(box.classList.contains("narrow") ? figure.dataset.narrow : figure.dataset.spec).then((answer) => answer.text()),
      fetch("/assets/palette.json").then((answer) => answer.json()),
      library(),
    ]);
    const live = document.createElement("div");
    const style = getComputedStyle(document.documentElement);
    const colours = Object.fromEntries(Object.entries(names).map(([name, hex]) => [hex, style.getPropertyValue(name).trim() || hex]));
    await vegaEmbed(live, JSON.parse(named(spec, colours)), {
      renderer: "canvas", actions: false, ast: true, defaultStyle: false, tooltip: tooltip(box),
      loader: { target: "_self" },
    });
    box.querySelector("svg")?.replaceWith(live);
    figure.dataset.live = "yes";
  };
  for (const figure of document.querySelectorAll("figure.chart[data-spec]")) {
    for (const box of figure.querySelectorAll(".drawing")) {
      const once = () => enliven(figure, box).catch((error) => console.error(error));
      box.addEventListener("pointerenter", once, { once: true });
    }
  }
})();
