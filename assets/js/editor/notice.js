const region = document.createElement("div");
region.className = "kb-notices";
region.setAttribute("role", "status");
document.body.append(region);

/**
 * Shows one message at the bottom of the window, in the place of an earlier one with the same name.
 * An action is {label, href} or {label, run}; any of them takes the message away.
 */
export function showNotice(name, text, actions) {
  hideNotice(name);
  const notice = document.createElement("div");
  notice.className = "kb-notice";
  notice.dataset.kbNotice = name;
  const words = document.createElement("p");
  words.textContent = text;
  notice.append(words, ...actions.map((action) => control(name, action)));
  region.append(notice);
}

export function hideNotice(name) {
  region.querySelector(`[data-kb-notice="${name}"]`)?.remove();
}

function control(name, { label, href, run }) {
  const element = document.createElement(href ? "a" : "button");
  if (href) element.href = href;
  else element.type = "button";
  element.className = "button button-small button-secondary";
  element.textContent = label;
  element.addEventListener("click", () => {
    hideNotice(name);
    run?.();
  });
  return element;
}
