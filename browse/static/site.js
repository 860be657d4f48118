"use strict";

// A claim beside the text and its words in the text show each other.
for (const told of document.querySelectorAll("[data-claim]")) {
  const words = document.querySelectorAll(`mark[data-claims~="${told.dataset.claim}"]`);
  const show = (on) => () => {
    told.classList.toggle("lit", on);
    for (const piece of words) piece.classList.toggle("lit", on);
  };
  for (const one of [told, ...words]) {
    one.addEventListener("pointerenter", show(true));
    one.addEventListener("pointerleave", show(false));
  }
}

// Leave empty fields out of the address; one that has a default must say that it is empty.
for (const form of document.querySelectorAll("form[method=get]")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) {
      if (value === "" && !form.dataset.keep?.split(" ").includes(name)) event.formData.delete(name);
    }
  });
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (!navigator.clipboard || !source) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = "Copied";
  });
}
