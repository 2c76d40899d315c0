const OFTEN = 500; // Milliseconds, as Wagtail's own.

/**
 * Lets autosave go on in a form that came back with errors. Wagtail calls such a form unsaved once, and then does not
 * look at what is typed in it (its UnsavedController with "force"); when it does, this may go.
 */
export function watchRefused(form) {
  if (!isRefused(form)) return;
  let times = 0;
  const begin = () => {
    form.dataset.wUnsavedForceValue = "false";
    form.dataset.wUnsavedCheckIntervalValue = OFTEN + ++times; // Only another number makes it begin.
  };
  const goOn = () => {
    form.removeEventListener("w-unsaved:ready", begin);
    form.dataset.wUnsavedForceValue = "true";
  };
  form.addEventListener("w-unsaved:ready", begin);
  form.addEventListener("w-unsaved:watch-edits", goOn, { once: true });
  begin();
}

export const isRefused = (form) => form.dataset.wUnsavedForceValue === "true";
