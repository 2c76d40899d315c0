/**
 * Lets Wagtail save what it would take for saved already. It compares with what stood in the form two seconds after
 * loading, and when the answer to the last save came; what was typed just before those moments would wait for the next
 * key.
 */
export function noticeEarlyTyping(form) {
  let typed = false;
  for (const event of ["beforeinput", "input", "change"]) {
    form.addEventListener(event, () => {
      typed = true;
    });
  }
  document.addEventListener("w-autosave:save", () => {
    typed = false;
  });
  document.addEventListener("w-unsaved:watch-edits", () => {
    // Wagtail says so in the midst of calling everything saved.
    if (typed) queueMicrotask(() => form.setAttribute("data-w-unsaved-force-value", "true"));
  });
}
