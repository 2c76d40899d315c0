import { pageId } from "./page.js";

/** Fills the panel *Schrijfadvies*, and again after each time that the draft was saved. */
export function showAdvice(form) {
  const panel = document.querySelector("[data-kb-advice]");
  if (!panel) return;
  let asked = 0;

  async function refresh() {
    const id = pageId(form);
    if (!id) return;
    const number = ++asked;
    try {
      const answer = await fetch(panel.dataset.url.replace(/\/pages\/\d+\//, `/pages/${id}/`));
      if (!answer.ok || answer.redirected) return;
      const advice = await answer.text();
      if (number === asked) panel.innerHTML = advice;
    } catch {
      // Without a connection the advice that is there stays; saving tells of it.
    }
  }

  document.addEventListener("w-autosave:success", refresh);
  refresh();
}
