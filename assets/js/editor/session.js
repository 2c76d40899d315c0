import { hideNotice, showNotice } from "./notice.js";

const WARN_SECONDS = 10 * 60;
const LOOK_EVERY = 15_000;

/** Says in time that the session ends, offers to let it go on, and says so when it has ended. */
export function watchSession(form, data, kept) {
  let endsAt = Date.now() + data.secondsLeft * 1000;
  let warned = false;
  let ended = false;

  /** Asks the server, because another window may have logged in again, or out; "POST" lets the session go on. */
  async function ask(method = "GET") {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    if (method === "POST") headers["X-CSRFToken"] = form.elements.namedItem("csrfmiddlewaretoken").value;
    try {
      const answer = await fetch(data.sessionUrl, { method, headers });
      if (answer.status === 403) return end();
      if (answer.ok) endsAt = Date.now() + (await answer.json()).seconds * 1000;
    } catch {
      // Without a connection the last known end counts.
    }
  }

  async function look() {
    if (ended || endsAt - Date.now() > WARN_SECONDS * 1000) return;
    if (!warned || endsAt <= Date.now()) await ask();
    const left = endsAt - Date.now();
    if (ended) return;
    if (left <= 0) end();
    else if (left <= WARN_SECONDS * 1000 && !warned) warn();
  }

  function warn() {
    warned = true;
    const moment = new Date(endsAt).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
    const text = `U wordt om ${moment} uur uitgelogd. Wat u schreef, is bewaard als concept.`;
    showNotice("session", text, [{ label: "Blijf ingelogd", run: stay }]);
  }

  async function stay() {
    await ask("POST");
    warned = false;
    look();
  }

  function end() {
    ended = true;
    if (kept.isWaiting()) kept.keep();
    const here = new URL(form.action, location.href).pathname;
    const next = here.includes("/pages/add/") ? location.pathname : here;
    hideNotice("session");
    showNotice("session", "U bent uitgelogd. Wat nog niet bewaard was, blijft op dit apparaat staan.", [
      { label: "Log opnieuw in", href: `${data.loginUrl}?next=${encodeURIComponent(next)}`, run: leaveWithoutQuestion },
    ]);
  }

  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("w-autosave:error", (event) => {
    if (event.detail?.type === "server_error") ask();
  });
  look();
}

/** The text is kept, so that Wagtail need not ask whether it may go. */
function leaveWithoutQuestion() {
  window.addEventListener("w-unsaved:confirm", (event) => event.preventDefault(), { once: true, capture: true });
}
