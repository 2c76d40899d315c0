// Applies a filter as soon as it is ticked. Without it the button "Pas filters toe" does the same.

const REGION = "#zoekresultaten";
const NARROW = "(max-width: 61.99rem)";
const form = document.getElementById("zoekformulier");
const message = document.getElementById("zoekmelding");

let request = null;
let shown = location.pathname + location.search;

/** The state that the form and its filters ask for, as an address. */
function wanted() {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${form.getAttribute("action")}?${new URLSearchParams(pairs)}`;
}

/** What was open and where the focus is, to find it again in the region that takes the place of this one. */
function remember(region) {
  const focused = document.activeElement;
  const isBox = region.contains(focused) && focused.matches("input");
  return {
    open: new Map([...region.querySelectorAll("details[data-facet]")].map((facet) => [facet.dataset.facet, facet.open])),
    all: region.querySelector(".facets__all")?.open,
    box: isBox ? `input[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]` : null,
  };
}

function restore(region, before) {
  for (const facet of region.querySelectorAll("details[data-facet]")) {
    facet.open = before.open.get(facet.dataset.facet) ?? facet.open;
  }
  const all = region.querySelector(".facets__all");
  if (all && before.all !== undefined) all.open = before.all;
  const box = before.box && region.querySelector(before.box);
  if (!box) return;
  for (let folded = box.closest("details:not([open])"); folded; folded = box.closest("details:not([open])")) {
    folded.open = true;
  }
  box.focus({ preventScroll: true });
}

async function load(address, { isNew }) {
  request?.abort();
  const own = (request = new AbortController());
  const region = document.querySelector(REGION);
  region.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: own.signal });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector(REGION);
    const before = remember(region);
    region.replaceWith(document.adoptNode(fresh));
    restore(fresh, before);
    document.title = page.title;
    if (isNew) history.pushState(null, "", fresh.dataset.address);
    else form.querySelector("[name=q]").value = page.querySelector("#zoekwoorden").value;
    shown = location.pathname + location.search;
    message.textContent = fresh.querySelector("#gevonden").textContent.trim();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

/** On a phone the filters stay folded below the hits until somebody asks for them. */
function fold() {
  const all = document.querySelector(".facets__all");
  if (all) all.open = !matchMedia(NARROW).matches || location.hash === "#filters";
}

document.documentElement.classList.add("kb-live-filters");
fold();
matchMedia(NARROW).addEventListener("change", fold);
document.addEventListener("change", (event) => {
  if (event.target.matches(".facets input")) load(wanted(), { isNew: true });
});
document.addEventListener("click", (event) => {
  if (event.target.closest('a[href="#filters"]')) document.querySelector(".facets__all").open = true;
});
addEventListener("popstate", () => {
  const address = location.pathname + location.search;
  if (address !== shown) load(address, { isNew: false });
});
