// Text that is not on the server yet stays in this browser, so that the end of a session takes nothing away.
// It is offered to the same person, on the same page, on the same device; it goes when it was saved, at logging out,
// and after a week.

import { showNotice } from "./notice.js";
import { isRefused } from "./refused.js";
import { keys, PREFIX, stored } from "./store.js";

const LONGEST = 7 * 24 * 60 * 60 * 1000;
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "overwrite_revision_id", "next"]);

export function keepText(form, data) {
  const behind = Date.parse(data.now) - Date.now();
  const now = () => Date.now() + behind; // By the clock of the server, which dates the versions.
  const load = now();
  let own = null;

  function keep({ submitted = false } = {}) {
    const value = { at: now(), submitted, revision: loadedRevision(form), entries: entriesOf(form) };
    forgetOwn();
    own = `${keyOf(form, data)}:${load}`;
    try {
      localStorage.setItem(own, JSON.stringify(value));
    } catch {
      own = null; // The browser has no room left, or keeps nothing for this site.
    }
  }

  function forgetOwn() {
    if (own) localStorage.removeItem(own);
    own = null;
  }

  const left = stillToOffer(form, data, now());
  if (left.length) offer(form, left, now);
  if (isRefused(form)) keep();

  document.addEventListener("w-unsaved:add", () => keep());
  document.addEventListener("w-autosave:save", () => keep());
  document.addEventListener("w-autosave:error", () => keep());
  document.addEventListener("w-autosave:success", forgetOwn);
  form.addEventListener("submit", () => keep({ submitted: true }));
  window.addEventListener("pagehide", () => own && keep({ submitted: stored(own)?.submitted }));
  return { keep, isWaiting: () => own !== null };
}

function keyOf(form, data) {
  return `${PREFIX}${data.user}:${new URL(form.action, location.href).pathname}`;
}

function entriesOf(form) {
  const entries = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.has(name));
  return entries.filter(([name]) => !name.startsWith("action-"));
}

const loadedRevision = (form) => form.elements.namedItem("loaded_revision_id")?.value ?? "";

/** What was kept of this page, the newest first; what is old, or on the server by now, is thrown away. */
function stillToOffer(form, data, now) {
  const left = [];
  for (const key of keys()) {
    const value = stored(key);
    if (!value || now - value.at > LONGEST) localStorage.removeItem(key);
    else if (isSaved(key, value, data)) localStorage.removeItem(key);
    else if (!key.startsWith(`${keyOf(form, data)}:`)) continue;
    else if (isOnScreen(form, value, now)) localStorage.removeItem(key);
    else left.push({ key, ...value });
  }
  return left.sort((one, other) => other.at - one.at);
}

/** Whether what was sent with a button arrived: the same person saved a version right after it. */
function isSaved(key, { at, submitted }, data) {
  if (!data.latest || !key.startsWith(`${PREFIX}${data.user}:`)) return false;
  const later = Date.parse(data.latest) - at;
  const ofThisPage = key.startsWith(`${PREFIX}${data.user}:${location.pathname}:`);
  return submitted && later > -1000 && later < 60_000 && (ofThisPage || key.includes("/pages/add/"));
}

/** Whether it was sent with a button just now and came back with errors: the form shows it. */
const isOnScreen = (form, { at, submitted }, now) => isRefused(form) && submitted && now - at < 60_000;

function offer(form, left, now) {
  const [{ at, revision, entries }] = left;
  const moment = new Date(at).toLocaleString("nl-NL", { dateStyle: "long", timeStyle: "short" });
  const newer = revision && revision !== loadedRevision(form);
  const warning = newer ? " Intussen is er een nieuwere versie; die blijft in de geschiedenis staan." : "";
  const forget = () => left.forEach(({ key }) => localStorage.removeItem(key));
  showNotice("kept", `Op dit apparaat staat nog tekst van ${moment} die niet bewaard is.${warning}`, [
    { label: "Zet terug als concept", run: () => send(form, left, entries, now()) },
    { label: "Gooi weg", run: forget },
  ]);
}

/** Saves the kept fields as the editor would have: a new version of the draft, checked by the server. */
function send(form, left, entries, at) {
  for (const { key } of left) {
    localStorage.setItem(key, JSON.stringify({ ...stored(key), at, submitted: true }));
  }
  const again = document.createElement("form");
  again.method = "post";
  again.action = form.action;
  again.hidden = true;
  const token = form.elements.namedItem("csrfmiddlewaretoken").value;
  for (const [name, value] of [...entries, ["csrfmiddlewaretoken", token]]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    again.append(field);
  }
  document.body.append(again);
  again.submit();
}
