/** The number of the page that the form saves, or null for one that was never saved; a first autosave gives it one. */
export function pageId(form) {
  return new URL(form.action, location.href).pathname.match(/\/pages\/(\d+)\/edit\/$/)?.[1] ?? null;
}
