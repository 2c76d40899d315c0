import { pageId } from "./page.js";

const DIALOG = "#w-save-confirmation-dialog .w-editing-sessions-dialog-buttons";

/** Adds to Wagtail's dialogue about somebody else's newer version a link that puts it beside one's own. */
export function offerComparison(form, data) {
  document.addEventListener("w-swap:json", (event) => {
    const others = event.detail?.data?.other_sessions;
    if (!others) return;
    const theirs = others.find((other) => other.revision_id)?.revision_id;
    const own = document.querySelector(".w-editing-sessions [name=revision_id]")?.value;
    setLink(theirs && own && String(theirs) !== own ? address(form, data, own, theirs) : null);
  });
}

function address(form, data, own, theirs) {
  return data.compareUrl
    .replace("/0/", `/${pageId(form)}/`)
    .replace("earliest...latest", `${own}...${theirs}`);
}

function setLink(href) {
  const buttons = document.querySelector(DIALOG);
  const present = buttons?.querySelector("[data-kb-compare]");
  if (!buttons || (!href && !present)) return;
  if (!href) {
    present.remove();
    return;
  }
  const link = present ?? document.createElement("a");
  link.dataset.kbCompare = "";
  link.className = "button button-secondary";
  link.target = "_blank";
  link.href = href;
  link.textContent = "Vergelijk met uw laatst bewaarde versie";
  if (!present) buttons.append(link);
}
