"use strict";
// While the words of a briefing are typed they are proven after a pause; what is not saved is neither signed nor sent.
for (const form of document.querySelectorAll("form[data-proves]")) {
  const proof = document.getElementById("proof");
  const fields = [...form.querySelectorAll("textarea")];
  const deeds = [...document.querySelectorAll("button[data-saved]")].filter((button) => !button.disabled);
  const state = () => fields.map((field) => field.value).join("\u0000");
  const show = async (answer, unchanged) => {
    const part = await answer.text();
    if (unchanged()) proof.innerHTML = part;
  };
  const first = state();
  let wait = 0;
  const prove = async () => {
    const sent = state();
    const body = new FormData(form);
    for (const box of proof.querySelectorAll("input[form=edit]:checked")) body.set(box.name, box.value);
    body.set("part", "proof");
    proof.setAttribute("aria-busy", "true");
    const answer = await fetch(form.dataset.proves, { method: "POST", body });
    if (answer.ok) await show(answer, () => sent === state());
    proof.removeAttribute("aria-busy");
  };
  form.addEventListener("input", () => {
    for (const button of deeds) button.disabled = state() !== first;
    clearTimeout(wait);
    wait = setTimeout(prove, 1200);
  });
  const look = async () => {
    const answer = await fetch(form.dataset.waits);
    if (!answer.ok || state() !== first) return;
    if (answer.headers.get("x-proof") === "waiting") setTimeout(look, 1500);
    else if (answer.headers.get("x-proof") === "holds" && !form.contains(document.activeElement)) location.reload();
    else await show(answer, () => state() === first);
  };
  if (form.dataset.waits) setTimeout(look, 1000);
}
