"use strict";
// A filter's lists act when they are chosen from; a job's page is asked for again by its own header.
for (const choice of document.querySelectorAll(".filter select")) choice.addEventListener("change", () => choice.form.requestSubmit());
